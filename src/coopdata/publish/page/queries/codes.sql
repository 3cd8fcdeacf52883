select code_list, code, label, definition, source from codes order by code_list, code

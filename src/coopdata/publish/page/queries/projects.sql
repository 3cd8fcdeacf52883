select project_id as owner, * from projects order by owner

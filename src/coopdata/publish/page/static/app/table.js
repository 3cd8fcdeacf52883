/* The paged table: a real table with sortable headings, and links from page to page. */
"use strict";
(function () {
  const { h, say, number, state } = coopdata;
  const PAGE = 50;

  /* A table of these rows. A column is {title, cell(row) => node or text, sort: name, numeric, head, kind};
     a cell of `head` heads its row, `kind` is a class of its heading. */
  function table(caption, columns, rows, address) {
    const [sorted, descending] = direction(address.values);
    return h(
      "table",
      { class: "data cards", role: "table", tabindex: -1 },
      h("caption", { class: "visually-hidden" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map((column) => heading(column, sorted, descending, address)))),
      h("tbody", { role: "rowgroup" }, rows.map((row) => line(columns, row))),
    );
  }

  function heading(column, sorted, descending, address) {
    const attributes = { scope: "col", role: "columnheader", class: column.numeric ? "num" : column.head ? "head" : (column.kind ?? null) };
    if (!column.sort) return h("th", attributes, column.title);
    const active = column.sort === sorted;
    if (active) attributes["aria-sort"] = descending ? "descending" : "ascending";
    const next = active ? !descending : Boolean(column.numeric || column.latest);
    const button = h("button", { type: "button", class: "sort", "data-sort": column.sort, onclick: () => sort(address, column.sort, next) }, column.title);
    button.append(h("span", { class: "arrow", "aria-hidden": "true" }, active ? (descending ? "↓" : "↑") : "↕"));
    return h("th", attributes, button);
  }

  function sort(address, name, descending) {
    state.go(state.write(address.view, state.change(address.values, { sort: [(descending ? "-" : "") + name] })));
  }

  function line(columns, row) {
    return h(
      "tr",
      { role: "row" },
      columns.map((column) => {
        const content = column.cell(row);
        const attributes = { class: column.numeric ? "num" : null, "data-label": column.title };
        if (column.head) return h("th", { ...attributes, scope: "row", role: "rowheader" }, content);
        if (content === null || content === "") return h("td", { ...attributes, role: "cell", class: "unknown" }, h("span", { "aria-label": say("unknown") }, "–"));
        return h("td", { ...attributes, role: "cell" }, content);
      }),
    );
  }

  /* The name that is sorted by, and whether downwards. */
  function direction(values) {
    const sorted = values.sort?.[0] ?? "";
    return sorted.startsWith("-") ? [sorted.slice(1), true] : [sorted, false];
  }

  /* The page that an address names, from 0, within what there is. */
  function page(values, total) {
    const last = Math.max(0, Math.ceil(total / PAGE) - 1);
    return Math.min(last, Math.max(0, (Number.parseInt(values.page?.[0] ?? "1", 10) || 1) - 1));
  }

  /* Links to the pages around the current one. */
  function pager(total, address) {
    const last = Math.ceil(total / PAGE) - 1;
    if (last < 1) return null;
    const current = page(address.values, total);
    const shown = [...new Set([0, current - 1, current, current + 1, last])].filter((n) => n >= 0 && n <= last);
    const items = [];
    shown.forEach((n, i) => {
      if (i > 0 && n > shown[i - 1] + 1) items.push(h("li", { class: "gap", "aria-hidden": "true" }, "…"));
      items.push(h("li", {}, link(n, number(n + 1), n === current ? { "aria-current": "page" } : { "aria-label": say("page_number", { page: number(n + 1) }) }, address)));
    });
    return h(
      "nav",
      { class: "pager", "aria-label": say("pages") },
      current > 0 ? link(current - 1, say("previous"), { rel: "prev" }, address) : h("span", { class: "muted" }, say("previous")),
      h("ul", {}, items),
      current < last ? link(current + 1, say("next"), { rel: "next" }, address) : h("span", { class: "muted" }, say("next")),
    );
  }

  function link(n, text, attributes, address) {
    return h("a", { href: state.write(address.view, { ...address.values, page: n ? [n + 1] : [] }), ...attributes }, text);
  }

  coopdata.paged = { table, pager, page, direction, PAGE };
})();

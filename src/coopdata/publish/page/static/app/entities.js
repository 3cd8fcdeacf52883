/* Organizations and people: what a row of their data means, and how it is searched and shown. */
"use strict";
(function () {
  const { h, say, label, name } = coopdata;
  const one = (list, column, values) => values[column] && list.push({ column, codes: values[column] });

  function conditions(columns) {
    return (values) => {
      const list = [];
      const words = coopdata.words(values.q?.[0] ?? "");
      if (words.length) list.push({ words });
      for (const column of columns) one(list, column, values);
      return list;
    };
  }

  const chipLabel = (filter, value) => label(filter, value);
  const country = (code) => code && h("span", {}, label("country", code));
  const link = (table, r, others) => [
    h("a", { href: coopdata.record(table, r[0]) }, name(r[1])),
    others.length ? h("span", { class: "under" }, others.slice(0, 3).flatMap((text, i) => [i ? " · " : "", name(text)])) : null,
  ];

  // [id, name, kind, country, parent_id, documents, agreements, [other name…]]
  const organizations = () => ({
    table: {
      name: "organizations",
      text: (r) => [r[1], ...r[7], r[2] && label("kind", r[2]), r[3] && label("country", r[3]), r[0]].filter(Boolean).join("\t"),
      columns: { kind: { of: (r) => r[2] }, country: { of: (r) => r[3] } },
    },
    conditions: conditions(["kind", "country"]),
    csv: {
      header: ["organization_id", "name", "kind", "country", "parent_id", "documents", "agreements", "other_names"],
      line: (r) => [...r.slice(0, 7), r[7].join("; ")],
    },
    search: "search_organizations",
    count: "organizations",
    facets: ["kind", "country"],
    chips: ["kind", "country"],
    label: chipLabel,
    filters: [
      { name: "country", kind: "choice", list: "country" },
      { name: "kind", kind: "checks", list: "kind" },
    ],
    sorts: { name: (r) => r[1], kind: (r) => r[2] && label("kind", r[2]), country: (r) => r[3] && label("country", r[3]), agreements: (r) => r[6], documents: (r) => r[5] },
    views: {
      organizations: {
        title: say("organizations_title"),
        tab: "",
        show: (place, found, address) =>
          coopdata.list(place, found, address, [
            { title: say("column_name"), sort: "name", head: true, cell: (r) => link("organizations", r, r[7]) },
            { title: say("column_kind"), sort: "kind", cell: (r) => r[2] && h("span", { class: "tag" }, label("kind", r[2])) },
            { title: say("column_country"), sort: "country", cell: (r) => country(r[3]) },
            { title: say("column_agreements"), sort: "agreements", numeric: true, cell: (r) => coopdata.number(r[6]) },
            { title: say("column_documents"), sort: "documents", numeric: true, cell: (r) => coopdata.number(r[5]) },
          ], say("organizations_caption")),
      },
    },
  });

  // [id, name, country, documents, [[title, organization_id, organization_name, first_seen, last_seen]…]]
  const people = () => ({
    table: {
      name: "people",
      text: (r) => [r[1], ...r[4].flatMap((position) => [position[0], position[2]]), r[2] && label("country", r[2]), r[0]].filter(Boolean).join("\t"),
      columns: { country: { of: (r) => r[2] } },
    },
    conditions: conditions(["country"]),
    csv: {
      header: ["person_id", "name", "country", "documents", "titles"],
      line: (r) => [...r.slice(0, 4), r[4].map((position) => [position[0], position[2]].filter(Boolean).join(", ")).join("; ")],
    },
    search: "search_people",
    count: "people",
    facets: ["country"],
    chips: ["country"],
    label: chipLabel,
    filters: [{ name: "country", kind: "choice", list: "country" }],
    sorts: { name: (r) => r[1], country: (r) => r[2] && label("country", r[2]), documents: (r) => r[3] },
    views: {
      people: {
        title: say("people_title"),
        tab: "",
        show: (place, found, address) =>
          coopdata.list(place, found, address, [
            { title: say("column_name"), sort: "name", head: true, cell: (r) => link("people", r, []) },
            { title: say("column_titles"), kind: "wide", cell: positions },
            { title: say("column_country"), sort: "country", cell: (r) => country(r[2]) },
            { title: say("column_documents"), sort: "documents", numeric: true, cell: (r) => coopdata.number(r[3]) },
          ], say("people_caption")),
      },
    },
  });

  function positions(r) {
    if (r[4].length === 0) return null;
    return h("ul", { class: "parties" }, r[4].slice(0, 3).map(([title, , organization]) => h("li", {}, name(title), organization ? [", ", name(organization)] : null)));
  }

  Object.assign(coopdata, { organizations, people });
})();

/* Agreements: what a row of their data means, what is searched, filtered, shown and written as CSV. */
"use strict";
(function () {
  const { h, say, label, name, date, filters } = coopdata;
  const SHOWN = 3; // parties in a row of the list
  const row = {
    id: (r) => r[0],
    title: (r) => r[1],
    instrument: (r) => r[2],
    status: (r) => r[3],
    signed: (r) => r[4],
    place: (r) => r[5],
    placeCountry: (r) => r[6],
    reported: (r) => r[7],
    documents: (r) => r[8],
    confidence: (r) => r[9],
    completeness: (r) => r[10],
    parties: (r) => r[11], // [organization_id, name, country]
    people: (r) => r[12], // [person_id, name, role, organization_id]
    topics: (r) => r[13],
    publishers: (r) => r[14],
  };
  const distinct = (list) => [...new Set(list.filter((value) => value !== null))];
  const countries = (r) => distinct(row.parties(r).map((party) => party[2]));
  const part = (value, at, length) => (value && value.length >= at + length ? Number(value.slice(at, at + length)) : NaN);

  const otherNames = new Map();

  /* Agreements are found by the other names of their parties too: abbreviations, and names in other languages. */
  async function loadNames() {
    const organizations = coopdata.Table.of(coopdata.organizations().table);
    await organizations.all(() => {});
    for (const [id, , , , , , , names] of organizations.rows) if (names.length) otherNames.set(id, names.join("\t"));
  }

  const table = {
    name: "agreements",
    text: (r) =>
      [
        row.title(r),
        label("instrument", row.instrument(r)),
        ...row.parties(r).map((party) => party[1]),
        ...row.parties(r).map((party) => otherNames.get(party[0])),
        ...countries(r).map((code) => label("country", code)),
        ...row.people(r).map((person) => person[1]),
        ...row.topics(r),
        row.place(r),
        row.placeCountry(r) && label("country", row.placeCountry(r)),
        row.signed(r),
        row.id(r),
      ].filter(Boolean).join("\t"),
    columns: {
      instrument: { of: row.instrument },
      status: { of: row.status },
      country: { list: countries },
      topic: { list: (r) => distinct(row.topics(r)) },
      publisher: { list: (r) => distinct(row.publishers(r)) },
      organization: { list: (r) => distinct(row.parties(r).map((party) => party[0])) },
      person: { list: (r) => distinct(row.people(r).map((person) => person[0])) },
      year: { number: (r) => part(row.signed(r), 0, 4) },
      month: { number: (r) => part(row.signed(r), 5, 2) },
      confidence: { number: (r) => row.confidence(r) ?? NaN },
    },
  };

  /* The conditions that an address sets. */
  function conditions(values) {
    const list = [];
    const words = coopdata.words(values.q?.[0] ?? "");
    if (words.length) list.push({ words });
    for (const column of ["instrument", "status", "topic", "publisher"]) {
      if (values[column]) list.push({ column, codes: values[column] });
    }
    for (const column of ["country", "organization", "person"]) {
      if (values[column]) list.push({ column, codes: values[column], every: true });
    }
    const [from, to] = filters.span(values.year?.[0]);
    if (from || to) list.push({ column: "year", from: Number(from || 0), to: Number(to || 9999) });
    const month = Number(values.month?.[0]);
    if (month) list.push({ column: "month", from: month, to: month });
    const confidence = Number(values.confidence?.[0]);
    if (confidence) list.push({ column: "confidence", from: confidence });
    return list;
  }

  /* How a chosen value is called; names of organizations and people stand in the rows found. */
  function chipLabel(filter, value, first) {
    if (filter === "organization") return first?.[11].find((party) => party[0] === value)?.[1] ?? value;
    if (filter === "person") return first?.[12].find((person) => person[0] === value)?.[1] ?? value;
    if (filter === "year") return value.replace("-", "–");
    if (filter === "month") return coopdata.month(Number(value));
    if (filter === "confidence") return say("at_least", { value });
    return filter === "country" || filter === "instrument" || filter === "status" ? label(filter, value) : value;
  }

  const columns = () => [
    { title: say("column_signed"), sort: "signed", latest: true, cell: (r) => row.signed(r) && h("time", { datetime: row.signed(r) }, date(row.signed(r))) },
    { title: say("column_agreement"), sort: "title", head: true, cell: heading },
    { title: say("column_parties"), kind: "wide", cell: (r) => partyList(r) },
    { title: say("column_status"), sort: "status", cell: (r) => row.status(r) && h("span", { class: "tag" }, label("status", row.status(r))) },
    { title: say("column_confidence"), sort: "confidence", numeric: true, cell: (r) => confidence(row.confidence(r)) },
  ];

  function heading(r) {
    const instrument = row.instrument(r) && label("instrument", row.instrument(r));
    const title = capital(row.title(r) || instrument || row.id(r));
    const below = title.toLowerCase() === instrument?.toLowerCase() ? null : instrument;
    return [
      h("a", { href: coopdata.record("agreements", row.id(r)) }, name(title)),
      h("span", { class: "under" }, [below, ...row.topics(r)].filter(Boolean).map((text, i) => [i ? " · " : "", name(text)]).flat()),
    ];
  }

  const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  function partyList(r) {
    const parties = row.parties(r);
    if (parties.length === 0) return null;
    const item = ([, party, country]) => h("li", {}, name(party ?? label("country", country)), country && party ? [" ", h("abbr", { class: "tag country", title: label("country", country) }, country)] : null);
    return h("ul", { class: "parties" }, parties.slice(0, SHOWN).map(item), parties.length > SHOWN ? h("li", { class: "muted" }, say("more_parties", { count: parties.length - SHOWN })) : null);
  }

  function confidence(value) {
    if (value === null) return null;
    return h("span", { class: "confidence" }, h("meter", { min: 0, max: 1, value, "aria-hidden": "true" }), value.toFixed(2));
  }

  const csv = {
    header: ["agreement_id", "title", "instrument", "status", "signed", "place", "place_country", "first_reported", "documents", "confidence", "completeness", "parties", "countries", "people", "topics", "publishers"],
    line: (r) => [
      ...r.slice(0, 11),
      row.parties(r).map((party) => party[1]).join("; "),
      countries(r).join("; "),
      row.people(r).map((person) => person[1]).join("; "),
      row.topics(r).join("; "),
      row.publishers(r).join("; "),
    ],
  };

  const levels = () => ["0.5", "0.7", "0.9"].map((value) => ({ code: value, label: say("at_least", { value }), count: null }));

  /* The rows of one page, as a table with links to the other pages. */
  function list(place, found, address, columnsShown, caption) {
    const { page, PAGE } = coopdata.paged;
    const first = page(address.values, found.total) * PAGE;
    const rows = [];
    for (let i = first; i < Math.min(first + PAGE, found.total); i += 1) if (found.at(i)) rows.push(found.at(i));
    const held = place.contains(document.activeElement) ? document.activeElement : null;
    if (rows.length === 0) place.replaceChildren(h("p", { class: "nothing" }, say("nothing_found")));
    else place.replaceChildren(...[coopdata.paged.table(caption, columnsShown, rows, address), coopdata.paged.pager(found.total, address)].filter(Boolean));
    // What was replaced cannot keep the focus: a heading gives it to its successor, a link to another page to the table.
    if (held?.dataset.sort) place.querySelector(`[data-sort="${CSS.escape(held.dataset.sort)}"]`)?.focus();
    else if (held?.closest(".pager")) place.querySelector("table")?.focus();
  }

  coopdata.list = list;
  coopdata.agreements = () => ({
    table,
    conditions,
    csv,
    search: "search_agreements",
    names: loadNames,
    count: "agreements",
    facets: ["country", "instrument", "status", "topic", "publisher"],
    chips: ["country", "instrument", "status", "year", "month", "topic", "publisher", "confidence", "organization", "person"],
    label: chipLabel,
    filters: [
      { name: "country", kind: "countries", list: "country" },
      { name: "year", kind: "years" },
      { name: "instrument", kind: "checks", list: "instrument" },
      { name: "status", kind: "checks", list: "status" },
      { name: "topic", kind: "suggestions" },
      { name: "publisher", kind: "choice" },
      { name: "confidence", kind: "choice", options: levels },
    ],
    sorts: {
      signed: row.signed,
      title: (r) => row.title(r) || null,
      status: (r) => row.status(r) && label("status", row.status(r)),
      confidence: row.confidence,
    },
    views: {
      agreements: { title: say("agreements_title"), tab: say("tab_list"), show: (place, found, address) => list(place, found, address, columns(), say("agreements_caption")) },
      time: { title: say("time_title"), tab: say("tab_time"), all: true, show: coopdata.showTime },
      countries: { title: say("countries_title"), tab: say("tab_countries"), all: true, show: coopdata.showCountries },
      network: { title: say("network_title"), tab: say("tab_network"), all: true, show: coopdata.showNetwork },
    },
  });
})();

/* Who agrees with whom: countries as a matrix, which is itself a table, and the pairs as a list. */
"use strict";
(function () {
  const { h, say, state, number, label } = coopdata;
  const SIDE = 15;
  const STEPS = 5;

  async function showCountries(place, found, address, table) {
    const pairs = pairsOf(found, table.columns.country);
    if (pairs.length === 0) {
      place.replaceChildren(h("p", { class: "nothing" }, say("nothing_paired")));
      return;
    }
    const side = sideOf(pairs);
    place.replaceChildren(
      h("p", { class: "muted" }, say("matrix_note", { count: side.length })),
      h("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": say("countries_title") }, matrix(side, pairs, address)),
      alternative(pairs, address),
    );
  }

  /* Every two countries with agreements between them, most first: {a, b, agreements}. */
  function pairsOf(found, column) {
    const counts = new Map();
    for (const row of found.rows) {
      for (let i = column.start[row]; i < column.end[row]; i += 1) {
        for (let j = i + 1; j < column.end[row]; j += 1) {
          const [a, b] = column.codes[i] < column.codes[j] ? [column.codes[i], column.codes[j]] : [column.codes[j], column.codes[i]];
          const key = a * 65536 + b;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      }
    }
    const named = [...counts].map(([key, agreements]) => ({ a: column.names[Math.floor(key / 65536)], b: column.names[key % 65536], agreements }));
    const text = ({ a, b }) => `${label("country", a)} ${label("country", b)}`;
    return named.sort((x, y) => y.agreements - x.agreements || coopdata.collator.compare(text(x), text(y)));
  }

  /* The countries with most agreements with others. */
  function sideOf(pairs) {
    const totals = new Map();
    for (const { a, b, agreements } of pairs) for (const code of [a, b]) totals.set(code, (totals.get(code) ?? 0) + agreements);
    return [...totals].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, SIDE).map(([code]) => code);
  }

  function matrix(side, pairs, address) {
    const counts = new Map();
    for (const { a, b, agreements } of pairs) {
      counts.set(`${a} ${b}`, agreements);
      counts.set(`${b} ${a}`, agreements);
    }
    const most = Math.max(...side.flatMap((a) => side.map((b) => counts.get(`${a} ${b}`) ?? 0)), 1);
    const cell = (a, b) => {
      if (a === b) return h("td", { class: "same" });
      const agreements = counts.get(`${a} ${b}`);
      if (!agreements) return h("td", {});
      const level = Math.ceil(Math.sqrt(agreements / most) * STEPS);
      return h("td", { class: `level-${level}` }, h("a", { href: both(a, b, address), "aria-label": told(a, b, agreements), title: told(a, b, agreements) }, number(agreements)));
    };
    return h(
      "table",
      { class: "matrix" },
      h("caption", { class: "visually-hidden" }, say("matrix_caption")),
      h("thead", {}, h("tr", {}, h("td", {}), side.map((code) => h("th", { scope: "col" }, h("abbr", { title: label("country", code) }, code))))),
      h("tbody", {}, side.map((a) => h("tr", {}, h("th", { scope: "row" }, label("country", a)), side.map((b) => cell(a, b))))),
    );
  }

  function alternative(pairs, address) {
    const shown = pairs.slice(0, 200);
    return h(
      "details",
      { class: "alternative" },
      h("summary", {}, say("as_pairs")),
      h("table", { class: "data" },
        h("caption", { class: "visually-hidden" }, say("pairs_caption")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("column_pair")), h("th", { scope: "col", class: "num" }, say("column_agreements")))),
        h("tbody", {}, shown.map(({ a, b, agreements }) =>
          h("tr", {}, h("th", { scope: "row" }, `${label("country", a)} – ${label("country", b)}`), h("td", { class: "num" }, h("a", { href: both(a, b, address), "aria-label": told(a, b, agreements) }, number(agreements))))))),
      pairs.length > shown.length ? h("p", { class: "muted" }, say("first_pairs", { shown: number(shown.length), total: number(pairs.length) })) : null,
    );
  }

  const told = (a, b, agreements) => say("pair", { a: label("country", a), b: label("country", b), agreements: coopdata.count("agreements", agreements) });

  function both(a, b, address) {
    const countries = [...new Set([...(address.values.country ?? []), a, b])];
    return state.write("agreements", state.change(address.values, { country: countries, sort: [] }));
  }

  coopdata.showCountries = showCountries;
})();

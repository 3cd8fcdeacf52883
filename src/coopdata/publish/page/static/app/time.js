/* Agreements over time: signed by year, or by month where one year is chosen. A bar leads to its agreements. */
"use strict";
(function () {
  const { h, say, state, number } = coopdata;

  async function showTime(place, found, address, table) {
    await coopdata.library("d3.min.js", "plot.umd.min.js");
    const [from, to] = coopdata.filters.span(address.values.year?.[0]);
    const periods = from && from === to ? byMonth(found, table, from, address) : byYear(found, table, address);
    const known = periods.reduce((sum, { agreements }) => sum + agreements, 0);
    if (known === 0) {
      place.replaceChildren(h("p", { class: "nothing" }, say("nothing_dated")));
      return;
    }
    const chart = h("figure", { class: "chart" });
    const note = found.total > known ? h("p", { class: "muted" }, coopdata.count("undated", found.total - known)) : "";
    place.replaceChildren(chart, note, alternative(periods));
    draw(chart, periods);
    let width = chart.clientWidth;
    new ResizeObserver((_, observer) => {
      if (!chart.isConnected) observer.disconnect();
      else if (chart.clientWidth !== width) {
        width = chart.clientWidth;
        draw(chart, periods);
      }
    }).observe(chart);
  }

  function byYear(found, table, address) {
    const counts = new Map();
    for (const row of found.rows) {
      const year = table.columns.year.values[row];
      if (!Number.isNaN(year)) counts.set(year, (counts.get(year) ?? 0) + 1);
    }
    const years = [...counts.keys()];
    const first = years.reduce((a, b) => Math.min(a, b), Infinity);
    const last = years.reduce((a, b) => Math.max(a, b), -Infinity);
    const periods = [];
    for (let year = first; year <= last; year += 1) {
      periods.push(period(String(year), String(year), counts.get(year) ?? 0, address, { year: [String(year)], month: [] }));
    }
    return periods;
  }

  function byMonth(found, table, year, address) {
    const counts = new Uint32Array(13);
    for (const row of found.rows) counts[table.columns.month.values[row] || 0] += 1;
    const short = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, i) =>
      period(short.format(new Date(Date.UTC(2000, i, 1))), `${coopdata.month(i + 1)} ${year}`, counts[i + 1], address, { month: [String(i + 1)] }));
  }

  function period(short, long, agreements, address, changes) {
    return { short, long, agreements, href: state.write("agreements", state.change(address.values, { ...changes, sort: [] })) };
  }

  function draw(chart, periods) {
    const { Plot } = window;
    const width = Math.max(280, chart.clientWidth);
    const step = Math.ceil(periods.length / Math.floor(width / 48));
    const bars = periods.filter(({ agreements }) => agreements);
    const told = ({ long, agreements }) => `${long}: ${coopdata.count("agreements", agreements)}`;
    const svg = Plot.plot({
      width,
      height: Math.round(Math.min(380, Math.max(220, width * 0.42))),
      marginLeft: 40,
      marginRight: 0,
      marginBottom: 32,
      style: { fontSize: "13px", background: "transparent", fontFamily: "inherit", overflow: "visible" },
      x: { type: "band", domain: periods.map(({ short }) => short), label: null, padding: 0.18, tickSize: 0, ticks: periods.filter((_, i) => i % step === 0).map(({ short }) => short) },
      y: { label: null, grid: true, ticks: 5, tickFormat: (value) => (Number.isInteger(value) ? number(value) : ""), nice: true, tickSize: 0 },
      marks: [Plot.barY(bars, { x: "short", y: "agreements", href: "href", title: told, fill: "currentColor" }), Plot.ruleY([0], { strokeOpacity: 0.5 })],
    });
    svg.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label")); // names of marks say nothing to a reader
    svg.querySelectorAll("a").forEach((bar, i) => bar.setAttribute("aria-label", told(bars[i])));
    chart.replaceChildren(svg);
  }

  function alternative(periods) {
    return h(
      "details",
      { class: "alternative" },
      h("summary", {}, say("as_table")),
      h("table", { class: "data" },
        h("caption", { class: "visually-hidden" }, say("time_caption")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("column_period")), h("th", { scope: "col", class: "num" }, say("column_agreements")))),
        h("tbody", {}, periods.map(({ long, agreements, href }) => h("tr", {}, h("th", { scope: "row" }, long), h("td", { class: "num" }, agreements ? h("a", { href }, number(agreements)) : "0"))))),
    );
  }

  coopdata.showTime = showTime;
})();

/* Who agrees with whom: organizations as a network, drawn with cytoscape, and the same pairs as a table. */
"use strict";
(function () {
  const { h, say, state, number, name } = coopdata;
  const NODES = 50;
  const LABELS = 14; // that are always written; the others show when pointed at
  const LARGEST = 12; // an agreement with more parties says little about any two of them
  let drawn = null;

  async function showNetwork(place, found, address, table) {
    const network = networkOf(found, table);
    drawn?.destroy();
    drawn = null;
    if (network.pairs.length === 0) {
      place.replaceChildren(h("p", { class: "nothing" }, say("nothing_paired")));
      return;
    }
    await coopdata.library("cytoscape.min.js");
    const canvas = h("div", { class: "network", role: "img", "aria-label": say("network_label", { count: network.nodes.length }) });
    place.replaceChildren(
      h("p", { class: "muted" }, say("network_note", { count: network.nodes.length })),
      h("div", { class: "network-frame" }, canvas, zoom()),
      alternative(network, address),
    );
    drawn = draw(canvas, network, address);
  }

  /* The organizations with most agreements among the rows found, and how many any two of them share. */
  function networkOf(found, table) {
    const column = table.columns.organization;
    const totals = new Map();
    for (const row of found.rows) {
      if (column.end[row] - column.start[row] < 2) continue;
      for (let at = column.start[row]; at < column.end[row]; at += 1) totals.set(column.codes[at], (totals.get(column.codes[at]) ?? 0) + 1);
    }
    const chosen = new Map([...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NODES));
    const nodes = new Map();
    const edges = new Map();
    for (const row of found.rows) {
      const here = [];
      for (let at = column.start[row]; at < column.end[row]; at += 1) if (chosen.has(column.codes[at])) here.push(column.codes[at]);
      if (here.length < 2 || here.length > LARGEST) continue;
      here.sort((a, b) => a - b);
      for (const code of here) if (!nodes.has(code)) nodes.set(code, node(column.names[code], chosen.get(code), table.rows[row]));
      here.forEach((a, i) => here.slice(i + 1).forEach((b) => edges.set(`${a} ${b}`, (edges.get(`${a} ${b}`) ?? 0) + 1)));
    }
    const pairs = [...edges].map(([key, agreements]) => {
      const [a, b] = key.split(" ").map((code) => nodes.get(Number(code)));
      return { a, b, agreements };
    });
    pairs.sort((x, y) => y.agreements - x.agreements || coopdata.collator.compare(x.a.name + x.b.name, y.a.name + y.b.name));
    return { nodes: [...nodes.values()], pairs };
  }

  function node(id, agreements, row) {
    const party = row[11].find((other) => other[0] === id);
    return { id, agreements, name: party[1] ?? id, country: party[2] };
  }

  function draw(canvas, { nodes, pairs }, address) {
    const most = Math.max(...nodes.map(({ agreements }) => agreements));
    const heaviest = Math.max(...pairs.map(({ agreements }) => agreements));
    const labelled = new Set([...nodes].sort((a, b) => b.agreements - a.agreements).slice(0, LABELS));
    const graph = window.cytoscape({
      container: canvas,
      elements: [
        // Starting on a circle, in the order of the data, gives the same picture every time.
        ...nodes.map((node, i) => ({
          data: { id: node.id, text: shortened(node.name), size: 7 + 19 * Math.sqrt(node.agreements / most) },
          classes: labelled.has(node) ? "labelled" : "",
          position: { x: 400 * Math.cos((2 * Math.PI * i) / nodes.length), y: 400 * Math.sin((2 * Math.PI * i) / nodes.length) },
        })),
        ...pairs.map(({ a, b, agreements }) => ({ data: { id: `${a.id} ${b.id}`, source: a.id, target: b.id, width: 1 + (5 * agreements) / heaviest } })),
      ],
      style: style(1),
      layout: { name: "cose", animate: false, randomize: false, nodeRepulsion: () => 400000, idealEdgeLength: () => 120, nodeOverlap: 40, gravity: 0.4, padding: 30, numIter: 600 },
      userZoomingEnabled: false,
      boxSelectionEnabled: false,
    });
    // The layout chooses its own measure: letters and circles keep theirs on the screen.
    graph.style(style(1 / graph.zoom()));
    graph.on("tap", "node", (event) => state.go(having([event.target.id()], address)));
    graph.on("tap", "edge", (event) => state.go(having(event.target.id().split(" "), address)));
    graph.on("mouseover", "node, edge", (event) => point(graph, canvas, event.target));
    graph.on("mouseout", "node, edge", () => point(graph, canvas, null));
    return graph;
  }

  /* Bring out what is pointed at, and what it is joined to. */
  function point(graph, canvas, target) {
    canvas.style.cursor = target ? "pointer" : "";
    graph.batch(() => {
      graph.elements().removeClass("near far");
      if (!target) return;
      const near = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
      near.addClass("near");
      graph.elements().not(near).addClass("far");
    });
  }

  function style(scale) {
    const theme = getComputedStyle(document.documentElement);
    const color = (property) => theme.getPropertyValue(property).trim();
    return [
      { selector: "node", style: { width: (node) => node.data("size") * scale, height: (node) => node.data("size") * scale, "background-color": color("--accent"), color: color("--ink"), "font-size": 12 * scale, "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": 4 * scale, "text-wrap": "wrap", "text-max-width": 130 * scale, "text-outline-color": color("--paper"), "text-outline-width": 2 * scale } },
      { selector: "edge", style: { width: (edge) => edge.data("width") * scale, "line-color": color("--rule-strong"), "line-opacity": 0.55, "curve-style": "haystack" } },
      { selector: "node.labelled, node.near", style: { label: "data(text)" } },
      { selector: "edge.near", style: { "line-color": color("--accent"), "line-opacity": 1 } },
      { selector: ".far", style: { opacity: 0.15 } },
    ];
  }

  function zoom() {
    const by = (factor) => () => drawn?.zoom({ level: drawn.zoom() * factor, renderedPosition: { x: drawn.width() / 2, y: drawn.height() / 2 } });
    return h("div", { class: "zoom" },
      h("button", { type: "button", class: "button quiet", "aria-label": say("zoom_in"), onclick: by(1.3) }, "+"),
      h("button", { type: "button", class: "button quiet", "aria-label": say("zoom_out"), onclick: by(1 / 1.3) }, "−"),
      h("button", { type: "button", class: "button quiet", onclick: () => drawn?.fit(undefined, 30) }, say("zoom_fit")));
  }

  function alternative({ pairs }, address) {
    const shown = pairs.slice(0, 200);
    return h(
      "details",
      { class: "alternative" },
      h("summary", {}, say("as_table")),
      h("table", { class: "data" },
        h("caption", { class: "visually-hidden" }, say("network_caption")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("column_organization")), h("th", { scope: "col" }, say("column_with")), h("th", { scope: "col", class: "num" }, say("column_agreements")))),
        h("tbody", {}, shown.map(({ a, b, agreements }) =>
          h("tr", {}, h("th", { scope: "row" }, organization(a)), h("td", {}, organization(b)),
            h("td", { class: "num" }, h("a", { href: having([a.id, b.id], address), "aria-label": say("pair", { a: a.name, b: b.name, agreements: coopdata.count("agreements", agreements) }) }, number(agreements))))))),
      pairs.length > shown.length ? h("p", { class: "muted" }, say("first_pairs", { shown: number(shown.length), total: number(pairs.length) })) : null,
    );
  }

  const organization = ({ id, name: text }) => h("a", { href: coopdata.record("organizations", id) }, name(text));
  const shortened = (text) => (text.length > 40 ? `${text.slice(0, 38)}…` : text);

  function having(ids, address) {
    const organizations = [...new Set([...(address.values.organization ?? []), ...ids])];
    return state.write("agreements", state.change(address.values, { organization: organizations, sort: [] }));
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn?.style(style(1 / drawn.zoom())));

  coopdata.showNetwork = showNetwork;
})();

/* One record at an address of its own, #/agreements/<id>, drawn from its row where a release has no page for each. */
"use strict";
(function () {
  const { h, say, label, name, date } = coopdata;
  const ADDRESS = /^(agreements|organizations|people)\/([a-z]{3}_[a-z0-9]+)$/;

  /* The table and id that an address names, or null. */
  function recordOf(view) {
    const found = ADDRESS.exec(view);
    return found && { table: found[1], id: found[2] };
  }

  /* Draw a record in place of what is there; `named` is given its heading, once that says what it is called. */
  async function showRecord({ table, id }, place, named) {
    const heading = h("h1", { tabindex: -1 }, say("record_title"));
    const body = h("div", {}, h("p", { class: "result", role: "status" }, say("reading", { loaded: "0", total: coopdata.number(coopdata.meta.counts[table] ?? 0) })));
    place.replaceChildren(h("article", { class: "record" }, h("p", { class: "eyebrow" }, say(`${table}_title`)), heading, body));
    try {
      const row = await find(table, id);
      if (!heading.isConnected) return; // the reader has gone on
      const drawn = row && kinds[table](row);
      heading.replaceChildren(name(drawn ? capital(drawn.title) : id));
      body.replaceChildren(...(drawn ? [...drawn.content, ...after(table, id, drawn.title)] : [h("p", { class: "nothing" }, say("record_none"))]));
      named(heading);
    } catch (error) {
      body.replaceChildren(h("p", { class: "result", role: "status" }, say("failed", { file: error.message })));
      if (error.name !== "Error") throw error;
    }
  }

  /* The row of a record; the files before it are read too, since ids have no order in them. */
  async function find(table, id) {
    const rows = coopdata.Table.of(coopdata[table]().table);
    for (let number = 0; number < rows.chunks.length; number += 1) {
      await rows.one(number);
      const { base, rows: count } = rows.chunks[number];
      for (let i = base; i < base + count; i += 1) if (rows.rows[i][0] === id) return rows.rows[i];
    }
    return null;
  }

  const link = (table, id, text) => h("a", { href: coopdata.record(table, id) }, name(text));
  const country = (code) => code && h("a", { href: coopdata.page("countries", code) }, label("country", code));
  const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
  const list = (items) => (items.length ? h("ul", { class: "parties" }, items.map((item) => h("li", {}, item))) : null);
  const filtered = (column, id) => h("p", { class: "links" }, h("a", { href: `#/agreements?${column}=${encodeURIComponent(id)}` }, say("record_filter")));

  /* Facts by the keys of their names; those that are not known are left out. */
  function facts(pairs) {
    const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
    return h("dl", { class: "facts" }, known.map(([key, value]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, value))));
  }

  const kinds = {
    agreements: ([, title, instrument, status, signed, place, placeCountry, reported, documents, confidence, , parties, people, topics, publishers]) => ({
      title: title || label("instrument", instrument),
      content: [
        facts([
          ["filter_instrument", label("instrument", instrument)],
          ["column_status", label("status", status)],
          ["column_signed", signed && h("time", { datetime: signed }, date(signed))],
          ["record_place", place || placeCountry ? [place && name(place), " ", country(placeCountry)] : null],
          ["record_parties", list(parties.map(([party, called, code]) => [link("organizations", party, called), " ", country(code)]))],
          ["record_people", list(people.map(([person, called, role]) => [link("people", person, called), ` (${label("role", role)})`]))],
          ["record_topics", list(topics.map((topic) => h("a", { href: `#/agreements?topic=${encodeURIComponent(topic)}` }, name(topic))))],
          ["record_publishers", list(publishers.map(name))],
          ["record_reported", reported && h("time", { datetime: reported }, date(reported))],
          ["record_documents", coopdata.number(documents)],
          ["record_confidence", confidence === null ? null : confidence.toFixed(2)],
        ]),
      ],
    }),
    organizations: ([id, title, kind, code, parent, documents, , names]) => ({
      title,
      content: [
        facts([
          ["record_kind", kind && label("kind", kind)],
          ["column_country", country(code)],
          ["record_parent", parent && h("a", { href: coopdata.record("organizations", parent) }, parent)],
          ["record_names", list(names.map(name))],
          ["record_documents", coopdata.number(documents)],
        ]),
        filtered("organization", id),
      ],
    }),
    people: ([id, title, code, documents, positions]) => ({
      title,
      content: [
        facts([
          ["column_country", country(code)],
          ["record_positions", list(positions.map(([office, body, called, from, to]) => [name(office), body && called ? [", ", link("organizations", body, called)] : null, from && ` (${from === to || !to ? date(from) : `${date(from)} – ${date(to)}`})`].flat()))],
          ["record_documents", coopdata.number(documents)],
        ]),
        filtered("person", id),
      ],
    }),
  };

  /* Where the words are that the record was read from, and how to say that it is wrong. */
  function after(table, id, title) {
    const { repository, release, base_url: base } = coopdata.meta;
    const line = [id, say("report_field"), say("report_value"), say("report_reason"), say("report_hash")].join(",");
    const downloads = `${document.getElementById("app").dataset.root || ""}index.html#releases`;
    const report = () => {
      const page = `${base ?? ""}#/${table}/${id}`;
      const form = new URLSearchParams({ title: say("report_subject", { record: id, title: title.slice(0, 100) }), body: say("report_body", { record: id, page, release }) });
      return h("p", {}, h("a", { class: "button", href: `${repository.replace(/\/$/, "")}/issues/new?${form}`, rel: "external noopener noreferrer" }, say("record_report")));
    };
    return [
      h("section", { class: "note" },
        h("p", {}, say("record_words")),
        h("pre", {}, h("code", {}, `select * from statements_overview where record_id like '${id}%'`)),
        h("p", {}, h("a", { href: downloads }, say("record_downloads")))),
      h("section", { id: "report" }, h("h2", {}, say("report_title")), h("p", {}, say("report_how")), h("pre", {}, h("code", {}, line)), repository ? report() : null),
    ];
  }

  Object.assign(coopdata, { recordOf, showRecord });
})();

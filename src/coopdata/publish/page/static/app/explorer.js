/* The frame around a table: search, filters, what is chosen, and the views of what meets it. */
"use strict";
(function () {
  const { h, say, state, filters, paged } = coopdata;
  const WIDE = "(min-width: 60rem)";

  class Explorer {
    /* `subject` is {table, count, search, names, filters, facets, conditions(values), label(chip, row), sorts, views}.
       `names` loads what a search needs beside the rows.
       A view is {title, all, show(place, found, address)}; `all` where it needs every row. */
    constructor(subject) {
      this.subject = subject;
      this.table = coopdata.Table.of(subject.table);
      this.named = !subject.names;
      this.turn = 0;
      this.build();
    }

    build() {
      const { subject } = this;
      const typed = coopdata.debounce(() => this.apply({ q: [this.search.value.trim()] }, true));
      this.search = h("input", { type: "search", id: `q-${subject.table.name}`, autocomplete: "off", spellcheck: "false", oninput: typed, onfocus: () => this.prepare() });
      this.heading = h("h1", { tabindex: -1 });
      this.chips = h("ul", { class: "chips", "aria-label": say("active_filters") });
      this.status = h("p", { class: "result", role: "status", tabindex: -1 });
      this.tools = h("p", { class: "tools" });
      this.place = h("div", { class: "view" });
      this.tabs = Object.keys(subject.views).length > 1 ? h("nav", { class: "tabs", "aria-label": say("views") }) : null;
      this.controls = filters.controls(subject.filters, (changes) => this.apply(changes));
      const panel = h("details", { class: "filters", open: matchMedia(WIDE).matches }, h("summary", {}, say("filters")), h("div", { class: "controls" }, this.controls.map(({ element }) => element)));
      panel.addEventListener("focusin", () => this.prepare());
      this.element = h(
        "div",
        { class: "explorer" },
        this.heading,
        h("form", { class: "search", role: "search", onsubmit: (event) => this.submit(event) },
          h("label", { for: this.search.id }, say(subject.search)), this.search),
        this.tabs,
        h("div", { class: "columns" }, panel, h("div", { class: "results" }, this.chips, h("div", { class: "bar" }, this.status, this.tools), this.place)),
      );
    }

    submit(event) {
      event.preventDefault();
      this.apply({ q: [this.search.value.trim()] });
    }

    apply(changes, replace = false) {
      state.go(state.write(this.address.view, state.change(this.address.values, changes)), replace);
    }

    /* Someone is about to search or filter: have all rows here by then, and counts beside the filters. */
    async prepare() {
      if (this.table.complete || this.preparing) return;
      this.preparing = true;
      try {
        await this.table.all(() => {});
        await this.update(this.address);
      } catch (error) {
        this.failed(error);
      }
      this.preparing = false;
    }

    /* Show what an address asks for. */
    async update(address) {
      const turn = (this.turn += 1);
      this.address = address;
      this.frame();
      const { values } = address;
      const view = this.view();
      const conditions = this.subject.conditions(values);
      const sorted = paged.direction(values)[0] in this.subject.sorts;
      try {
        if (!this.table.complete && (conditions.length || sorted || view.all)) {
          this.waiting(conditions, view);
          await Promise.all([this.names(conditions), this.table.all(() => turn === this.turn && this.waiting(conditions, view))]);
        } else if (!this.table.complete) {
          const first = paged.page(values, this.table.total) * paged.PAGE;
          await this.table.some(first, first + paged.PAGE - 1);
        }
        await this.names(conditions);
        if (turn === this.turn) await this.show(conditions, view);
      } catch (error) {
        if (turn === this.turn) this.failed(error);
      }
    }

    /* Whether these conditions search names that are not here yet. */
    unnamed(conditions) {
      return !this.named && conditions.some(({ words }) => words);
    }

    async names(conditions) {
      if (!this.unnamed(conditions)) return;
      await this.subject.names();
      this.named = true;
    }

    view() {
      return this.subject.views[this.address.view];
    }

    frame() {
      const { view, values } = this.address;
      this.heading.textContent = this.view().title;
      if (document.activeElement !== this.search) this.search.value = values.q?.[0] ?? "";
      this.tabs?.replaceChildren(
        ...Object.entries(this.subject.views).map(([name, { tab }]) =>
          h("a", { href: state.write(name, { ...values, page: [], ...(name === view ? {} : { sort: [] }) }), "aria-current": name === view ? "page" : null }, tab)),
      );
    }

    /* Say how much is here, and show what of it is found already where the order is that of the data. */
    waiting(conditions = [], view = {}) {
      const { table, address } = this;
      const { loaded, total } = table;
      this.status.textContent = say("reading", { loaded: coopdata.number(loaded), total: coopdata.number(total) });
      if (view.all || conditions.length === 0 || this.unnamed(conditions) || address.values.sort || loaded === this.shown) return;
      this.shown = loaded;
      const { rows } = coopdata.select(table, conditions, []);
      if (rows.length > 0) view.show(this.place, { total: rows.length, at: (i) => table.rows[rows[i]] }, address, table);
    }

    async show(conditions, view) {
      const { table, subject, address } = this;
      const found = this.select(conditions);
      const facets = found.facets;
      this.controls.forEach((control) => control.update(address.values, facets));
      const held = this.chips.contains(document.activeElement);
      this.chips.replaceChildren(...filters.chips(this.chosen(found), address));
      if (held) (this.chips.querySelector("button") ?? this.status).focus();
      this.chips.hidden = this.chips.childElementCount === 0;
      this.status.textContent = conditions.length
        ? say("found", { found: coopdata.number(found.total), total: coopdata.count(subject.count, table.total) })
        : coopdata.count(subject.count, found.total);
      this.tools.replaceChildren(...(subject.csv && found.total ? [h("button", { type: "button", class: "button quiet", onclick: () => this.download() }, say("download_csv"))] : []));
      await view.show(this.place, found, address, table);
    }

    /* The rows found, in their order: {rows, total, facets, at(i) => row or undefined where its chunk is not here}. */
    select(conditions) {
      const { table, subject, address } = this;
      if (!table.complete) return { total: table.total, facets: null, at: (i) => table.rows[i] };
      const [name, descending] = paged.direction(address.values);
      const order = name in subject.sorts ? table.order(name, subject.sorts[name], descending) : null;
      const { rows, facets } = coopdata.select(table, conditions, subject.facets, order);
      return { rows, total: rows.length, facets: named(table, facets), at: (i) => table.rows[rows[i]] };
    }

    chosen(found) {
      const chips = [];
      for (const name of this.subject.chips) {
        for (const value of this.address.values[name] ?? []) chips.push({ name, value, label: this.subject.label(name, value, found.at(0)) });
      }
      return chips;
    }

    async download() {
      try {
        await this.table.all(() => this.waiting());
      } catch (error) {
        this.failed(error);
        return;
      }
      const { rows } = this.select(this.subject.conditions(this.address.values));
      const { header, line } = this.subject.csv;
      const parts = ["\ufeff", coopdata.csv.line(header)];
      for (const row of rows) parts.push(coopdata.csv.line(line(this.table.rows[row])));
      coopdata.download(`coopdata-${coopdata.meta.release}-${this.subject.table.name}.csv`, parts);
      this.status.textContent = say("downloaded", { count: coopdata.number(rows.length) });
    }

    failed(error) {
      this.status.textContent = say("failed", { file: error.message });
      if (!(error instanceof Error) || error.name !== "Error") throw error;
    }
  }

  function named(table, facets) {
    const result = {};
    for (const [column, counts] of Object.entries(facets)) {
      const { names } = table.columns[column];
      result[column] = [];
      counts.forEach((count, number) => count && result[column].push([names[number], count]));
    }
    return result;
  }

  coopdata.Explorer = Explorer;
})();

/* The filters beside a view. Each control is {element, update(values, facets)}; facets are null until all rows are here. */
"use strict";
(function () {
  const { h, say, number, state } = coopdata;
  let ids = 0;

  /* A control for each {name, kind, list, options}; `apply(changes)` is called with what the reader chose. */
  function controls(specs, apply) {
    return specs.map((spec) => kinds[spec.kind](spec, apply));
  }

  const kinds = { checks, countries, years, suggestions, choice };

  /* A box to tick for each code of a list, commonest first. */
  function checks(spec, apply) {
    const list = h("div", { class: "checks" });
    const element = h("fieldset", {}, h("legend", {}, say(`filter_${spec.name}`)), list);
    list.addEventListener("change", () => {
      apply({ [spec.name]: Array.from(list.querySelectorAll(":checked"), (box) => box.value) });
    });
    const update = (values, facets) => {
      const chosen = values[spec.name] ?? [];
      const codes = options(spec, facets, chosen);
      if (facets) codes.sort((a, b) => b.count - a.count);
      const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
      list.replaceChildren(
        ...codes.map(({ code, label, count }) => {
          const box = h("input", { type: "checkbox", value: code });
          box.checked = chosen.includes(code);
          return h("label", {}, box, h("span", {}, label), count === null ? null : h("span", { class: "count" }, number(count)));
        }),
      );
      if (focused !== null) list.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
    };
    return { element, update };
  }

  /* One list for each country chosen, and one more: every country must be among those of the parties. */
  function countries(spec, apply) {
    const lists = h("div", { class: "stack" });
    const element = h("fieldset", {}, h("legend", {}, say(`filter_${spec.name}`)), lists);
    lists.addEventListener("change", () => {
      const chosen = Array.from(lists.querySelectorAll("select"), (select) => select.value).filter(Boolean);
      apply({ [spec.name]: [...new Set(chosen)] });
    });
    const update = (values, facets) => {
      const chosen = values[spec.name] ?? [];
      const selects = Array.from(lists.querySelectorAll("select"));
      const focused = selects.indexOf(document.activeElement);
      const rows = [...chosen, ""].map((country, i) => {
        const rest = options(spec, facets, chosen).filter(({ code }) => code === country || !chosen.includes(code));
        return select(rest, country, say(i ? "with_country" : "any_country"), say(i ? "with_country_label" : "country_label"));
      });
      lists.replaceChildren(...rows);
      if (focused >= 0) lists.querySelectorAll("select")[Math.min(focused, rows.length - 1)].focus();
    };
    return { element, update };
  }

  /* A list to choose one from. */
  function choice(spec, apply) {
    const slot = h("div");
    const id = `filter-${(ids += 1)}`;
    const element = h("div", { class: "field" }, h("label", { for: id }, say(`filter_${spec.name}`)), slot);
    slot.addEventListener("change", (event) => apply({ [spec.name]: event.target.value ? [event.target.value] : [] }));
    const update = (values, facets) => {
      const chosen = values[spec.name] ?? [];
      const focused = slot.contains(document.activeElement);
      const list = spec.options ? spec.options() : options(spec, facets, chosen);
      slot.replaceChildren(select(list, chosen[0] ?? "", say(`any_${spec.name}`), null, id));
      if (focused) slot.firstChild.focus();
    };
    return { element, update };
  }

  /* From year to year, and a month where it is one year. */
  function years(spec, apply) {
    const from = h("input", { type: "text", inputmode: "numeric", pattern: "[0-9]{4}", maxlength: 4, "aria-label": say("year_from"), placeholder: say("from") });
    const to = h("input", { type: "text", inputmode: "numeric", pattern: "[0-9]{4}", maxlength: 4, "aria-label": say("year_to"), placeholder: say("to") });
    const month = h("div");
    const element = h("fieldset", {}, h("legend", {}, say("filter_year")), h("div", { class: "range" }, from, h("span", { "aria-hidden": "true" }, "–"), to), month);
    const chosen = () => {
      const [first, last] = [from, to].map((input) => (/^\d{4}$/.test(input.value.trim()) ? input.value.trim() : ""));
      apply({ year: first || last ? [first === last ? first : `${first}-${last}`] : [], month: [] });
    };
    from.addEventListener("change", chosen);
    to.addEventListener("change", chosen);
    month.addEventListener("change", (event) => apply({ month: event.target.value ? [event.target.value] : [] }));
    const update = (values) => {
      const [first, last] = span(values.year?.[0]);
      from.value = first || "";
      to.value = last || "";
      const focused = month.contains(document.activeElement);
      const months = Array.from({ length: 12 }, (_, i) => ({ code: String(i + 1), label: coopdata.month(i + 1), count: null }));
      month.replaceChildren(...(first && first === last ? [select(months, values.month?.[0] ?? "", say("any_month"), say("filter_month"))] : []));
      if (focused) month.firstChild?.focus();
    };
    return { element, update };
  }

  /* A value to type, with the commonest ones offered. */
  function suggestions(spec, apply) {
    const id = `filter-${(ids += 1)}`;
    const offered = h("datalist", { id: `${id}-list` });
    const input = h("input", { id, type: "text", list: `${id}-list`, autocomplete: "off" });
    const element = h("div", { class: "field" }, h("label", { for: id }, say(`filter_${spec.name}`)), input, offered);
    input.addEventListener("change", () => apply({ [spec.name]: input.value.trim() ? [input.value.trim()] : [] }));
    const update = (values, facets) => {
      input.value = values[spec.name]?.[0] ?? "";
      if (!facets) return;
      const common = options(spec, facets, []).sort((a, b) => b.count - a.count).slice(0, 200);
      offered.replaceChildren(...common.map(({ code }) => h("option", { value: code })));
    };
    return { element, update };
  }

  function select(list, chosen, any, label, id) {
    const element = h(
      "select",
      { "aria-label": label, id },
      h("option", { value: "" }, any),
      list.map(({ code, label: text, count }) => h("option", { value: code }, count === null ? text : `${text} (${number(count)})`)),
    );
    element.value = chosen;
    return element;
  }

  /* The codes to offer, by label: all of the list until the rows are counted, then those that occur or are chosen. */
  function options(spec, facets, chosen) {
    const named = (code) => (spec.list ? coopdata.label(spec.list, code) : code);
    const counts = new Map(facets ? facets[spec.name] : []);
    const codes = facets ? counts.keys() : Object.keys(coopdata.meta.labels[spec.list] ?? {});
    const all = [...new Set([...codes, ...chosen])].map((code) => ({ code, label: named(code), count: facets ? (counts.get(code) ?? 0) : null }));
    return all.sort((a, b) => coopdata.collator.compare(a.label, b.label));
  }

  /* The first and last year of "2019", "2013-2019", "2013-" or "-2019"; empty where open. */
  function span(value) {
    const found = /^(\d{4})?(-)?(\d{4})?$/.exec(value ?? "");
    if (!found || !value) return ["", ""];
    return found[2] ? [found[1] ?? "", found[3] ?? ""] : [found[1] ?? "", found[1] ?? ""];
  }

  /* What is filtered by, each as a button that takes it away, and one that takes all away. */
  function chips(chosen, address) {
    if (chosen.length === 0) return [];
    const without = ({ name, value }) => ({ [name]: address.values[name].filter((other) => other !== value), ...(name === "year" ? { month: [] } : {}) });
    const items = chosen.map((chip) =>
      h("li", {},
        h("button", { type: "button", class: "chip", onclick: () => state.go(state.write(address.view, state.change(address.values, without(chip)))) },
          h("span", { class: "chip-name" }, say(`filter_${chip.name}`)), coopdata.name(chip.label), h("span", { class: "x", "aria-hidden": "true" }, "×"), h("span", { class: "visually-hidden" }, say("remove_filter")))),
    );
    const sort = address.values.sort ?? [];
    items.push(h("li", {}, h("button", { type: "button", class: "chip clear", onclick: () => state.go(state.write(address.view, { sort })) }, say("clear_filters"))));
    return items;
  }

  coopdata.filters = { controls, chips, span };
})();

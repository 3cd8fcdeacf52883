/* Elements are made here and nowhere else, so that data can only become text. */
"use strict";
(function () {
  /* An element with attributes and children; strings become text, null is left out. `on…` are listeners. */
  function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  }

  /* A name from the data: its direction is its own, and it may break anywhere rather than widen the page. */
  function name(text) {
    return h("bdi", {}, text);
  }

  /* The address of a record: of its page, or where there are no such pages of the view that is drawn here. */
  function record(table, id) {
    return coopdata.meta.record_pages ? page(table, id) : `#/${table}/${encodeURIComponent(id)}`;
  }

  function page(table, id) {
    return `${document.getElementById("app").dataset.root || ""}${table}/${encodeURIComponent(id)}/index.html`;
  }

  /* Hand the reader a file. */
  function download(filename, parts) {
    const address = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
    h("a", { href: address, download: filename }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  /* Call `action` once, when calls have paused for a moment. */
  function debounce(action, pause = 160) {
    let timer = 0;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => action(...values), pause);
    };
  }

  Object.assign(coopdata, { h, name, record, page, download, debounce });
})();

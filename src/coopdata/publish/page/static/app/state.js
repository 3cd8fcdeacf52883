/* The state of a view is its address: #/agreements?q=…&country=LA&country=KR&year=2019-2021&page=2. */
"use strict";
(function () {
  /* The view and values that an address names; values are lists, in their order. */
  function read(hash = location.hash) {
    const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const values = {};
    for (const [name, value] of new URLSearchParams(query)) {
      if (value !== "") (values[name] ||= []).push(value);
    }
    return { view: path, values };
  }

  /* The address of a view with these values. */
  function write(view, values) {
    const query = new URLSearchParams();
    for (const [name, list] of Object.entries(values)) {
      for (const value of list) if (value !== "" && value !== null) query.append(name, value);
    }
    const text = query.toString();
    return `#/${view}${text ? `?${text}` : ""}`;
  }

  /* The values with some changed: {country: ["LA"], page: []}. Any change leads back to the first page. */
  function change(values, changes) {
    return { ...values, page: [], ...changes };
  }

  /* Go to an address; `replace` leaves no step for the back button, as is right while someone types. */
  function go(address, replace = false) {
    if (address === location.hash) return;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    window.dispatchEvent(new Event("coopdata:address"));
  }

  coopdata.state = { read, write, change, go };
})();

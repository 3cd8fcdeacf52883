/* From address to view: #/… shows a view in place of the landing page, anything else the landing page. */
"use strict";
(function () {
  if (!coopdata.ready()) return;
  const { state, say } = coopdata;
  const app = document.getElementById("app");
  const landing = document.getElementById("landing");
  const title = document.title;
  const explorers = new Map();
  let shown = null;
  const subjects = { agreements: coopdata.agreements, time: coopdata.agreements, countries: coopdata.agreements, network: coopdata.agreements, organizations: coopdata.organizations, people: coopdata.people };

  function route(first) {
    const address = state.read();
    const subject = Object.hasOwn(subjects, address.view) ? subjects[address.view] : null;
    const record = subject ? null : coopdata.recordOf(address.view);
    if (record && coopdata.meta.record_pages) {
      location.replace(coopdata.page(record.table, record.id));
      return;
    }
    const viewing = location.hash.startsWith("#/") && Boolean(subject || record);
    document.documentElement.classList.toggle("viewing", viewing);
    app.hidden = !viewing;
    landing.hidden = viewing;
    mark(viewing ? address.view.split("/")[0] : null);
    if (!viewing) {
      document.title = title;
      shown = null;
      return;
    }
    if (record) {
      coopdata.showRecord(record, app, (heading) => {
        document.title = `${heading.textContent} – ${say("site")}`;
        if (!first) heading.focus({ preventScroll: true });
      });
      if (!first) scrollTo(0, 0);
      shown = null;
      return;
    }
    if (!explorers.has(subject)) explorers.set(subject, new coopdata.Explorer(subject()));
    const explorer = explorers.get(subject);
    explorer.update(address);
    document.title = `${explorer.heading.textContent} – ${say("site")}`;
    if (shown !== address.view) {
      if (shown === null || explorers.get(subjects[shown]) !== explorer) app.replaceChildren(explorer.element);
      if (!first && shown === null) scrollTo(0, 0);
      if (!first && !app.contains(document.activeElement)) explorer.heading.focus({ preventScroll: true });
      shown = address.view;
    }
  }

  /* Tell the main navigation where one is. */
  function mark(view) {
    for (const link of document.querySelectorAll(".site-header nav a")) {
      const here = view !== null && new URL(link.href).hash === `#/${view}`;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  for (const form of document.querySelectorAll("form[data-search]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = new FormData(form).get("q").trim();
      state.go(state.write("agreements", query ? { q: [query] } : {}));
    });
  }

  window.addEventListener("hashchange", () => route(false));
  window.addEventListener("coopdata:address", () => route(false));
  route(true);
})();

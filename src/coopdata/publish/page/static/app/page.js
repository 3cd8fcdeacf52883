/* What every page does beyond reading: copy a text, narrow a table. Runs in the head, before anything shows. */
"use strict";
(function () {
  const root = document.documentElement;
  root.classList.add("js");

  // An address of a view hides the landing page before it is painted; app/router.js keeps this up to date.
  root.classList.toggle("viewing", location.hash.startsWith("#/"));

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.addEventListener("click", () => copy(button));
    }
    for (const input of document.querySelectorAll("[data-filter]")) {
      input.addEventListener("input", () => narrow(input));
      narrow(input);
    }
  });

  /* Copy the text of the element that the button names; where the browser refuses, select it instead. */
  async function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = button.dataset.copied || "✓";
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = button.dataset.selected || "✓";
    }
    setTimeout(() => (button.textContent = label), 2000);
  }

  /* Show the rows of the table that have all words of the input; a body without rows left hides its heading too. */
  function narrow(input) {
    const table = document.getElementById(input.dataset.filter);
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.querySelectorAll("tbody tr:not(.group)")) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of table.querySelectorAll("tbody")) {
      group.hidden = group.rows.length > 0 && !group.querySelector("tr:not(.group):not([hidden])");
    }
    const count = document.querySelector(`[data-filter-count="${CSS.escape(table.id)}"]`);
    if (count) count.textContent = words.length ? String(shown) : "";
  }
})();

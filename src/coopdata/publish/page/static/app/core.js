/* How data and libraries come into the page: by script elements, since file:// refuses fetch and modules. */
"use strict";
(function () {
  const taken = new Map();
  const asked = new Map();
  const coopdata = (window.coopdata = { take, chunk, library, ready });

  /* Called by each data file: "meta" and "texts" stay, rows wait for whoever asked for them. */
  function take(name, number, content) {
    if (name === "meta" || name === "texts") coopdata[name] = content;
    else taken.set(`${name}-${number}`, content);
  }

  /* The rows of a chunk, handed over once. Rejects with the file's address where it cannot be read. */
  async function chunk(name, number) {
    const key = `${name}-${number}`;
    // A folder for each release keeps chunks of two releases apart, in caches and while a release is copied.
    await script(`site/data/${coopdata.meta.release}/${key}.js`);
    const rows = taken.get(key);
    taken.delete(key);
    return rows;
  }

  /* Load vendored libraries, in this order, when a view first needs them. */
  async function library(...files) {
    for (const file of files) await script(`site/assets/vendor/${file}`);
  }

  /* Whether what the application cannot start without is there. */
  function ready() {
    return Boolean(coopdata.meta && coopdata.texts && document.getElementById("app"));
  }

  function script(path) {
    if (!asked.has(path)) {
      asked.set(
        path,
        new Promise((resolve, reject) => {
          const element = document.createElement("script");
          element.src = (document.getElementById("app").dataset.root || "") + path;
          element.onload = () => resolve();
          element.onerror = () => {
            asked.delete(path);
            element.remove();
            reject(new Error(path));
          };
          document.head.append(element);
        }),
      );
    }
    return asked.get(path);
  }
})();

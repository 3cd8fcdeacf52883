/* Texts and their forms: what the page says, how numbers and dates read, how text is compared and written as CSV. */
"use strict";
(function () {
  const language = document.documentElement.lang || "en";
  const numbers = new Intl.NumberFormat(language);
  const MARKS = /[\u0300-\u036f]/g; // of Latin, Greek and Cyrillic letters; the signs of other scripts are letters
  const PLAIN = /^[\x00-\x7f]*$/;
  const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/; // as in coopdata.publish.csvfile

  /* The text of a key, with {name} filled in. A key without text shows itself. */
  function say(key, values = {}) {
    const text = coopdata.texts[key];
    if (text === undefined) return key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  /* As `say`, with {count} written out; a key ending in _one is for exactly one. */
  function count(key, number) {
    return say(number === 1 ? `${key}_one` : key, { count: numbers.format(number) });
  }

  /* Text as it is compared: without case, accents and differences of width. */
  function fold(text) {
    if (PLAIN.test(text)) return text.toLowerCase();
    return text.normalize("NFKD").replace(MARKS, "").toLowerCase();
  }

  /* The words of a query, folded; words in double quotes belong together. */
  function words(query) {
    return Array.from(fold(query).matchAll(/"([^"]+)"|[^\s"]+/g), (found) => (found[1] ?? found[0]).trim()).filter(Boolean);
  }

  /* A date of the tables ("2019", "2019-09", "2019-09-04") as it is read, at the precision it has. */
  function date(value) {
    const [year, month, day] = value.split("-").map(Number);
    const form = { year: "numeric", timeZone: "UTC" };
    if (month) form.month = "short";
    if (day) form.day = "numeric";
    return new Intl.DateTimeFormat(language, form).format(new Date(Date.UTC(year, (month || 1) - 1, day || 1)));
  }

  function month(number) {
    return new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2000, number - 1, 1)));
  }

  /* The label of a code, or the code where the release has no label for it. */
  function label(list, code) {
    return coopdata.meta.labels[list]?.[code] ?? code;
  }

  /* A cell of a CSV file, quoted where needed and never run as a formula. */
  function cell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /* One line of a CSV file. */
  function line(cells) {
    return `${cells.map(cell).join(",")}\r\n`;
  }

  Object.assign(coopdata, {
    say,
    count,
    fold,
    words,
    date,
    month,
    label,
    csv: { cell, line },
    number: (value) => numbers.format(value),
    collator: new Intl.Collator(language, { numeric: true }),
  });
})();

/* Tables in memory: rows as they came, and beside them what is searched and counted, in typed arrays.

   A table is described by {name, text(row), columns}. `text` gives what a search looks through. A column is
   {of: row => value} (a code, or null), {list: row => values}, or {number: row => number, NaN where unknown}. */
"use strict";
(function () {
  const tables = new Map();

  class Table {
    constructor(description) {
      const meta = coopdata.meta;
      this.description = description;
      this.total = meta.counts[description.name] ?? 0;
      this.size = meta.chunk_size || 5000;
      this.rows = new Array(this.total);
      this.chunks = new Array(meta.chunks[description.name] ?? 0).fill(null);
      this.columns = {};
      for (const [name, column] of Object.entries(description.columns)) {
        this.columns[name] = column.number ? new Numbers(column.number, this.total) : new Codes(column, this.total);
      }
      this.orders = new Map();
      this.loading = null;
    }

    /* The one table of this description's name: its data are loaded once, whoever asks. */
    static of(description) {
      if (!tables.has(description.name)) tables.set(description.name, new Table(description));
      return tables.get(description.name);
    }

    get complete() {
      return this.chunks.every(Boolean);
    }

    /* How many rows are here. */
    get loaded() {
      return this.chunks.reduce((sum, chunk) => sum + (chunk ? chunk.rows : 0), 0);
    }

    /* Load the chunks that hold rows `first` up to `last`. */
    async some(first, last) {
      const numbers = [];
      for (let n = Math.floor(first / this.size); n <= Math.floor(last / this.size) && n < this.chunks.length; n += 1) numbers.push(n);
      await Promise.all(numbers.map((n) => this.one(n)));
    }

    /* Load everything, and tell `progress` after each chunk. */
    async all(progress) {
      if (this.complete) return;
      if (!this.loading) this.loading = Promise.all(this.chunks.map((_, n) => this.one(n)));
      const timer = setInterval(progress, 120);
      try {
        await this.loading;
      } finally {
        this.loading = null;
        clearInterval(timer);
      }
    }

    async one(number) {
      if (this.chunks[number]) return;
      const rows = await coopdata.chunk(this.description.name, number);
      if (rows) this.keep(number, rows);
    }

    keep(number, rows) {
      const base = number * this.size;
      for (let i = 0; i < rows.length; i += 1) this.rows[base + i] = rows[i];
      for (const column of Object.values(this.columns)) column.keep(base, rows);
      this.chunks[number] = { base, rows: rows.length, searched: null };
    }

    /* What a search looks through: {text, offsets}, row i of the chunk from offsets[i]. Made when first asked for. */
    searched(chunk) {
      if (!chunk.searched) {
        const offsets = new Uint32Array(chunk.rows + 1);
        const texts = new Array(chunk.rows);
        for (let i = 0; i < chunk.rows; i += 1) {
          texts[i] = coopdata.fold(this.description.text(this.rows[chunk.base + i]));
          offsets[i + 1] = offsets[i] + texts[i].length + 1;
        }
        chunk.searched = { text: `${texts.join("\n")}\n`, offsets };
      }
      return chunk.searched;
    }

    /* Row numbers in the order of a key {of: row => text, number or null}: unknown values last, whichever the direction. */
    order(name, key, descending) {
      const id = `${name} ${descending}`;
      if (!this.orders.has(id)) this.orders.set(id, sorted(this.rows, key, descending ? -1 : 1));
      return this.orders.get(id);
    }
  }

  /* A column of codes, or of lists of codes: each code a number from 1, rows in one array with their starts beside. */
  class Codes {
    constructor(column, total) {
      this.values = column.list || ((row) => (column.of(row) === null ? [] : [column.of(row)]));
      this.numbers = new Map();
      this.names = [null];
      this.start = new Uint32Array(total + 1);
      this.end = new Uint32Array(total + 1);
      this.codes = new Uint32Array(total * 2);
      this.used = 0;
    }

    keep(base, rows) {
      for (let i = 0; i < rows.length; i += 1) {
        this.start[base + i] = this.used;
        for (const value of this.values(rows[i])) this.push(this.number(value));
        this.end[base + i] = this.used;
      }
    }

    push(code) {
      if (this.used === this.codes.length) {
        const larger = new Uint32Array(Math.max(64, this.codes.length * 2));
        larger.set(this.codes);
        this.codes = larger;
      }
      this.codes[this.used] = code;
      this.used += 1;
    }

    number(value) {
      let number = this.numbers.get(value);
      if (number === undefined) {
        number = this.names.length;
        this.numbers.set(value, number);
        this.names.push(value);
      }
      return number;
    }

    has(row, code) {
      for (let at = this.start[row]; at < this.end[row]; at += 1) if (this.codes[at] === code) return true;
      return false;
    }
  }

  class Numbers {
    constructor(of, total) {
      this.of = of;
      this.values = new Float64Array(total);
    }

    keep(base, rows) {
      for (let i = 0; i < rows.length; i += 1) this.values[base + i] = this.of(rows[i]);
    }
  }

  function sorted(rows, key, direction) {
    const keys = rows.map(key);
    const known = [];
    const unknown = [];
    for (let i = 0; i < rows.length; i += 1) (keys[i] === null ? unknown : known).push(i);
    const textual = known.length > 0 && typeof keys[known[0]] === "string";
    const compare = textual ? (a, b) => coopdata.collator.compare(keys[a], keys[b]) : (a, b) => keys[a] - keys[b];
    known.sort((a, b) => direction * compare(a, b) || a - b);
    return Uint32Array.from(known.concat(unknown));
  }

  coopdata.Table = Table;
})();

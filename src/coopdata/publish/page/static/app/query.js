/* Which rows of a table meet conditions, and how many would under each other value of a filter.

   A condition is {words}, or {column, codes, every} (has one of the codes, or each of them), or {column, from, to}
   on numbers, both included. */
"use strict";
(function () {
  /* The rows found, up to the first chunk that is missing: {rows: Uint32Array in the order given, facets: {column: counts by code number}}.
     A facet counts rows that meet all other conditions; for a filter of which each value must be met, rows that meet all. */
  function select(table, conditions, facets, order) {
    const tests = conditions.map((condition) => tester(table, condition));
    const counters = facets.map((name) => ({
      column: table.columns[name],
      counts: new Uint32Array(table.columns[name].names.length),
      skip: conditions.findIndex((condition) => condition.column === name && !condition.every),
    }));
    const met = new Uint8Array(table.total);
    let total = 0;
    for (const chunk of table.chunks) {
      if (!chunk) break; // rows found so far keep their places while the rest comes
      for (let row = chunk.base; row < chunk.base + chunk.rows; row += 1) {
        let failed = -1;
        let failures = 0;
        for (let t = 0; t < tests.length && failures < 2; t += 1) {
          if (!tests[t](row)) {
            failed = t;
            failures += 1;
          }
        }
        if (failures > 1) continue;
        if (failures === 0) {
          met[row] = 1;
          total += 1;
        }
        for (const { column, counts, skip } of counters) {
          if (failures === 0 || skip === failed) tally(column, counts, row);
        }
      }
    }
    return { rows: collect(met, total, order), facets: Object.fromEntries(facets.map((name, i) => [name, counters[i].counts])) };
  }

  function tally(column, counts, row) {
    for (let at = column.start[row]; at < column.end[row]; at += 1) counts[column.codes[at]] += 1;
  }

  function collect(met, total, order) {
    const rows = new Uint32Array(total);
    let at = 0;
    for (let i = 0; i < met.length; i += 1) {
      const row = order ? order[i] : i;
      if (met[row]) rows[at++] = row;
    }
    return rows;
  }

  function tester(table, condition) {
    if (condition.words) {
      const found = search(table, condition.words);
      return (row) => found[row] === condition.words.length;
    }
    const column = table.columns[condition.column];
    if (condition.codes) {
      const codes = condition.codes.map((code) => column.numbers.get(code) ?? 0); // 0 stands in no row
      return condition.every
        ? (row) => codes.every((code) => column.has(row, code))
        : (row) => codes.some((code) => column.has(row, code));
    }
    const { from = -Infinity, to = Infinity } = condition;
    return (row) => column.values[row] >= from && column.values[row] <= to;
  }

  /* For each row, how many of the words it has, counting only as long as it has had all before. */
  function search(table, words) {
    const found = new Uint8Array(table.total);
    for (const chunk of table.chunks) {
      if (!chunk) break;
      const { text, offsets } = table.searched(chunk);
      words.forEach((word, n) => {
        let at = text.indexOf(word);
        while (at !== -1) {
          const row = rowAt(offsets, at);
          if (found[chunk.base + row] === n) found[chunk.base + row] = n + 1;
          at = text.indexOf(word, offsets[row + 1]);
        }
      });
    }
    return found;
  }

  function rowAt(offsets, position) {
    let low = 0;
    let high = offsets.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (offsets[middle] <= position) low = middle;
      else high = middle;
    }
    return low;
  }

  coopdata.select = select;
})();

// Comma-separated values (RFC 4180).
(function () {
  "use strict";

  function cells(text, separator) {
    const rows = [];
    let row = [];
    let cell = "";
    let at = 0;
    const endCell = () => { row.push(cell); cell = ""; };
    const endRow = () => { endCell(); rows.push(row); row = []; };
    while (at < text.length) {
      if (text[at] === '"' && cell === "") {
        [cell, at] = quoted(text, at + 1, rows.length + 1);
        continue;
      }
      const character = text[at];
      if (character === separator) endCell();
      else if (character === "\n") endRow();
      else if (character !== "\r" || text[at + 1] !== "\n") cell += character;
      at += 1;
    }
    if (cell !== "" || row.length > 0) endRow();
    return rows;
  }

  function quoted(text, start, row) {
    let cell = "";
    let from = start;
    for (;;) {
      const end = text.indexOf('"', from);
      if (end < 0) throw new Error(`The CSV has a quote without an end in row ${row}.`);
      cell += text.slice(from, end);
      if (text[end + 1] !== '"') return [cell, end + 1];
      cell += '"';
      from = end + 2;
    }
  }

  function parse(text, options = {}) {
    const { header = true, separator = "," } = options;
    const rows = cells(String(text).replace(/^\ufeff/, ""), separator);
    if (!header) return rows;
    const [names = [], ...rest] = rows;
    return rest
      .filter((row) => row.length > 1 || row[0] !== "")
      .map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ""])));
  }

  function written(value, separator) {
    const text = value === null || value === undefined
      ? ""
      : typeof value === "object" ? JSON.stringify(value) : String(value);
    const plain = !text.includes(separator) && !/["\r\n]/.test(text);
    return plain ? text : `"${text.replaceAll('"', '""')}"`;
  }

  function format(rows, options = {}) {
    const { header = true, separator = "," } = options;
    const objects = rows.length > 0 && !Array.isArray(rows[0]);
    const names = objects ? [...new Set(rows.flatMap((row) => Object.keys(row)))] : [];
    const lines = objects ? rows.map((row) => names.map((name) => row[name])) : rows;
    const all = objects && header ? [names, ...lines] : lines;
    return all
      .map((row) => row.map((value) => written(value, separator)).join(separator) + "\r\n")
      .join("");
  }

  return { parse, format };
})()

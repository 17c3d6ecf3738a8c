// XML as objects: attributes are "@name", text beside them is "#text", repeated elements a list.
(function () {
  "use strict";

  const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  const TOKEN = new RegExp(
    [
      "<!--[\\s\\S]*?-->",
      "<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>",
      "<\\?[\\s\\S]*?\\?>",
      "<!DOCTYPE(?:[^<>\\[]|\\[[\\s\\S]*?\\])*>",
      "</([^\\s<>/]+)\\s*>",
      "<([^\\s<>/!?]+)((?:\\s+[^\\s=<>/]+\\s*=\\s*(?:\"[^\"]*\"|'[^']*'))*)\\s*(/?)>",
      "[^<]+",
    ].join("|"),
    "y",
  );
  const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

  function plain(text) {
    return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => {
      if (name[0] !== "#") return NAMED[name] ?? whole;
      const hex = name[1] === "x" || name[1] === "X";
      return String.fromCodePoint(parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
    });
  }

  function put(holder, name, value) {
    if (!Object.hasOwn(holder, name)) {
      Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
    } else if (Array.isArray(holder[name])) holder[name].push(value);
    else holder[name] = [holder[name], value];
  }

  function closed(element) {
    const { holder, text } = element;
    if (Object.keys(holder).length === 0) return text;
    if (text.trim() !== "") put(holder, "#text", text.trim());
    return holder;
  }

  function opened(name, attributes) {
    const holder = {};
    for (const [, key, double, single] of attributes.matchAll(ATTRIBUTE)) {
      put(holder, `@${key}`, plain(double ?? single));
    }
    return { name, holder, text: "" };
  }

  function place(text, at) {
    const before = text.slice(0, at).split("\n");
    return `line ${before.length}, column ${before.at(-1).length + 1}`;
  }

  function end(open, name, text, at) {
    const element = open.pop();
    if (open.length === 0 || element.name !== name) {
      throw new Error(`The XML closes <${name}>, which is not open, at ${place(text, at)}.`);
    }
    put(open.at(-1).holder, name, closed(element));
  }

  function parse(given) {
    const text = String(given).replace(/^\ufeff/, "");
    const open = [{ name: "", holder: {}, text: "" }];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const at = TOKEN.lastIndex;
      const found = TOKEN.exec(text);
      if (found === null) throw new Error(`This is no XML at ${place(text, at)}.`);
      const [whole, data, closing, opening, attributes, alone] = found;
      if (closing !== undefined) end(open, closing, text, at);
      else if (opening !== undefined) {
        open.push(opened(opening, attributes));
        if (alone) end(open, opening, text, at);
      } else if (data !== undefined) open.at(-1).text += data;
      else if (whole[0] !== "<") open.at(-1).text += plain(whole);
    }
    if (open.length > 1) throw new Error(`The XML does not close <${open.at(-1).name}>.`);
    const [root] = open;
    if (root.text.trim() !== "" || Object.keys(root.holder).length !== 1) {
      throw new Error("The XML must have exactly one outermost element.");
    }
    return root.holder;
  }

  const MARKS = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };
  const escaped = (value) => String(value ?? "").replace(/[<>&"]/g, (mark) => MARKS[mark]);

  function element(name, value) {
    if (Array.isArray(value)) return value.map((item) => element(name, item)).join("");
    if (value === null || typeof value !== "object") {
      return value === null || value === "" ? `<${name}/>` : `<${name}>${escaped(value)}</${name}>`;
    }
    let attributes = "";
    let inside = "";
    for (const [key, inner] of Object.entries(value)) {
      if (key === "#text") inside += escaped(inner);
      else if (key[0] === "@") attributes += ` ${key.slice(1)}="${escaped(inner)}"`;
      else inside += element(key, inner);
    }
    return inside ? `<${name}${attributes}>${inside}</${name}>` : `<${name}${attributes}/>`;
  }

  function format(value) {
    const names = Object.keys(value);
    if (names.length !== 1 || Array.isArray(value[names[0]])) {
      throw new Error("An object with exactly one key is wanted: the outermost element.");
    }
    return element(names[0], value[names[0]]);
  }

  return { parse, format };
})()

// Calls one function of the user in an isolate of its own. The value of this file is a function
// that takes the built-in libraries and gives back what the worker drives the isolate with.
(function (builtIn) {
  "use strict";

  const MOST_LINES = 1000;
  const MOST_CHARACTERS = 64 * 1024;
  const FRAME = /\bfunction\.js:(\d+):(\d+)/;
  const NO_MEMORY = /allocation failed|could not allocate memory/i;

  // What a function changes of the language is not to reach what is done here.
  const { parse, stringify } = JSON;
  const { ownKeys } = Reflect;

  const nativeSetTimeout = globalThis.setTimeout;
  const nativeClearTimeout = globalThis.clearTimeout;
  const timers = new Set();
  const modules = new Map();
  let factory = null;
  let lines = [];
  let room = MOST_CHARACTERS;

  // -- console

  function shown(value) {
    if (typeof value === "string") return value;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return `[function ${value.name}]`;
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    try {
      const plain = (_, inner) => (typeof inner === "bigint" ? `${inner}n` : inner);
      return stringify(value, plain) ?? String(value);
    } catch {
      return String(value);
    }
  }

  function write(mark, values) {
    if (room < 0) return;
    const line = mark + values.map(shown).join(" ");
    room -= line.length + 1;
    const full = room < 0 || lines.length >= MOST_LINES;
    if (full) room = -1;
    lines.push(full ? "More was written, which is left out." : line);
  }

  const writer = (mark) => (...values) => write(mark, values);
  const plain = writer("");
  globalThis.console = {
    log: plain, info: plain, debug: plain, trace: plain, dir: plain,
    warn: writer("Warning: "), error: writer("Error: "),
  };

  // -- timers, which end with the call

  globalThis.clearTimeout = (timer) => {
    timers.delete(timer);
    nativeClearTimeout(timer);
  };
  globalThis.setTimeout = (work, delay, ...values) => {
    const timer = nativeSetTimeout(() => {
      timers.delete(timer);
      work(...values);
    }, Number(delay) || 0);
    timers.add(timer);
    return timer;
  };

  function endTimers() {
    timers.forEach(nativeClearTimeout);
    timers.clear();
  }

  // -- libraries

  function loaded(name) {
    const module = modules.get(name);
    if (module.fault) throw new Error(module.fault);
    if (!module.done) {
      module.done = true;
      try {
        module.body.call(module.exports, module, module.exports, required(module.file));
      } catch (error) {
        module.fault = `The library ${module.file} cannot be loaded: ${error}`;
        throw new Error(module.fault);
      }
      module.fault = emptiness(module);
      if (module.fault) throw new Error(module.fault);
    }
    return module.exports;
  }

  function emptiness(module) {
    const { exports, file } = module;
    const empty = typeof exports === "object" && exports !== null
      && ownKeys(exports).length === 0;
    return empty ? `The library ${file} exports nothing: take its UMD or CommonJS bundle.` : "";
  }

  function required(file) {
    return function require(name) {
      const known = String(name).replace(/^\.\//, "").replace(/\.js$/, "");
      if (modules.has(known)) return loaded(known);
      throw new Error(`it needs “${name}”: put the bundle of that into libraries/ too`);
    };
  }

  const libraries = { ...builtIn };

  function addLibrary(name, file, body, fault) {
    modules.set(name, { file, body, fault, done: false, exports: {} });
    Object.defineProperty(libraries, name, { get: () => loaded(name), enumerable: true });
  }

  // -- parameters and result

  let digits = new Map(); // decimals whose text says more than the shortest one, by value

  function remember(value, source) {
    const known = digits.get(value);
    digits.set(value, known === undefined || known === source ? source : String(value));
  }

  function read(text) {
    digits = new Map();
    const whole = /^-?\d+$/;
    return parse(text, (_, value, context) => {
      if (typeof value !== "number") return value;
      if (whole.test(context.source)) {
        return Number.isSafeInteger(value) ? value : BigInt(context.source);
      }
      if (!Number.isInteger(value)) remember(value, context.source);
      return value;
    });
  }

  class BadResult extends Error {}

  function at(path) {
    const place = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
    return `result${place}`;
  }

  function refuse(path, what) {
    throw new BadResult(`${at(path)} is ${what}, which JSON cannot hold.`);
  }

  function number(value, path) {
    const kept = digits.get(value);
    if (kept !== undefined) return kept;
    if (!Number.isFinite(value)) refuse(path, String(value));
    return String(value);
  }

  const OTHERS = [
    [Map, "a Map (use Object.fromEntries)"],
    [Set, "a Set (use Array.from)"],
    [Promise, "a Promise (await it)"],
    [ArrayBuffer, "an ArrayBuffer (use libraries.base64.encode)"],
    [RegExp, "a regular expression"],
  ];

  function written(value, path, around) {
    switch (typeof value) {
      case "string": return stringify(value);
      case "boolean": return String(value);
      case "bigint": return String(value);
      case "number": return number(value, path);
      case "object": return value === null ? "null" : object(value, path, around);
      default: return refuse(path, typeof value === "undefined" ? "undefined" : `a ${typeof value}`);
    }
  }

  function object(value, path, around) {
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      return written(value.valueOf(), path, around);
    }
    if (typeof value.toJSON === "function") return written(value.toJSON(), path, around);
    if (around.has(value)) refuse(path, "an object that contains itself");
    for (const [kind, words] of OTHERS) if (value instanceof kind) refuse(path, words);
    if (ArrayBuffer.isView(value)) refuse(path, "an array of bytes (use libraries.base64.encode)");
    around.add(value);
    const text = Array.isArray(value) ? list(value, path, around) : members(value, path, around);
    around.delete(value);
    return text;
  }

  function list(value, path, around) {
    const parts = [];
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      parts.push(value[index] === undefined ? "null" : written(value[index], path, around));
      path.pop();
    }
    return `[${parts.join(",")}]`;
  }

  function members(value, path, around) {
    const parts = [];
    for (const key of Object.keys(value)) {
      const inner = value[key];
      if (inner === undefined) continue; // as JSON.stringify does
      path.push(key);
      parts.push(`${stringify(key)}:${written(inner, path, around)}`);
      path.pop();
    }
    return `{${parts.join(",")}}`;
  }

  function result(value) {
    if (value === undefined) {
      throw new BadResult("The function returned nothing (undefined): return a value, or null.");
    }
    try {
      return written(value, [], new Set());
    } catch (error) {
      if (error instanceof RangeError && /call stack/.test(error.message)) {
        throw new BadResult("The result is nested too deep.");
      }
      throw error;
    }
  }

  // -- errors

  function described(error) {
    if (error instanceof BadResult) return { kind: "function-result", message: error.message };
    const message = error instanceof Error ? `${error.name}: ${error.message}` : shown(error);
    if (NO_MEMORY.test(message)) return { kind: "function-memory", message };
    return { kind: "function-error", message, ...placeOf(error) };
  }

  function placeOf(error) {
    try {
      const found = FRAME.exec(String((error && error.stack) || ""));
      return found ? { line: Number(found[1]), column: Number(found[2]) } : {};
    } catch {
      return {};
    }
  }

  function failed(error) {
    let said;
    try {
      said = described(error);
    } catch {
      said = { kind: "function-error", message: "Something was thrown that cannot be shown." };
    }
    return `!${stringify(said)}`;
  }

  // -- what the worker drives

  const globals = ownKeys(globalThis).length;

  async function called(text) {
    try {
      const work = factory();
      if (work === null) throw new Error("There is no function yourFunction.");
      return ended(`=${result(await work(read(text), libraries))}`);
    } catch (error) {
      return ended(failed(error));
    }
  }

  // Two lines: whether globals were added and what was written; the result.
  function ended(answer) {
    endTimers();
    const spoilt = ownKeys(globalThis).length !== globals;
    return `${stringify({ spoilt, lines })}\n${answer}`;
  }

  return {
    addLibrary,
    use: (made) => { factory = made; },
    call(text) {
      lines = [];
      room = MOST_CHARACTERS;
      return called(text);
    },
    output: () => stringify(lines),
  };
})

// Text and bytes: UTF-8, hexadecimal, Base64.
(function () {
  "use strict";

  const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const URL_SAFE = `${PLAIN.slice(0, 62)}-_`;

  function utf8(text) {
    const bytes = [];
    for (const character of text.toWellFormed()) {
      const code = character.codePointAt(0);
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) {
        bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      } else {
        bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
        bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      }
    }
    return Uint8Array.from(bytes);
  }

  function from(value) {
    if (typeof value === "string") return utf8(value);
    if (value instanceof Uint8Array) return value;
    if (value instanceof ArrayBuffer || Array.isArray(value)) return new Uint8Array(value);
    throw new TypeError("Text or bytes (a Uint8Array) are wanted here.");
  }

  function text(bytes) {
    let escaped = "";
    for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, "0")}`;
    try {
      return decodeURIComponent(escaped);
    } catch {
      throw new Error("The bytes are no UTF-8 text.");
    }
  }

  function hex(bytes) {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function encoded(value, alphabet, padding) {
    const bytes = from(value);
    let found = "";
    for (let at = 0; at < bytes.length; at += 3) {
      const group = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      const count = Math.min(3, bytes.length - at) + 1;
      for (let digit = 0; digit < count; digit += 1) {
        found += alphabet[(group >> (18 - 6 * digit)) & 63];
      }
      found += padding.repeat(4 - count);
    }
    return found;
  }

  function decoded(given) {
    const digits = String(given).replace(/\s+/g, "").replace(/={1,2}$/, "");
    if (digits.length % 4 === 1) throw new Error("This is no Base64: its end is missing.");
    const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
    let held = 0;
    let bits = 0;
    let filled = 0;
    for (let at = 0; at < digits.length; at += 1) {
      const digit = PLAIN.indexOf(digits[at]);
      const value = digit < 0 ? URL_SAFE.indexOf(digits[at]) : digit;
      if (value < 0) throw new Error(`This is no Base64: “${digits[at]}” at position ${at + 1}.`);
      held = ((held << 6) | value) & 0xffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes[filled] = (held >> bits) & 255;
        filled += 1;
      }
    }
    return bytes;
  }

  const coder = (alphabet, padding) => ({
    encode: (value) => encoded(value, alphabet, padding),
    decode: (given) => text(decoded(given)),
    bytes: decoded,
  });

  return {
    from,
    hex,
    base64: coder(PLAIN, "="),
    base64url: coder(URL_SAFE, ""),
  };
})()

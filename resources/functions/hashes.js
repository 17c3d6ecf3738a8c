// MD5 (RFC 1321), SHA-1, SHA-256 and SHA-512 (FIPS 180-4), HMAC (RFC 2104), UUID version 4.
(function (bytes, entropy) {
  "use strict";

  // The constants of FIPS 180-4 are the first bits of roots of primes; they are worked out here.
  function primes(count) {
    const found = [];
    for (let number = 2; found.length < count; number += 1) {
      if (found.every((prime) => number % prime)) found.push(number);
    }
    return found;
  }

  function root(value, degree) {
    let low = 0n;
    let high = 1n << 80n;
    while (high - low > 1n) {
      const middle = (low + high) >> 1n;
      if (middle ** degree <= value) low = middle;
      else high = middle;
    }
    return low;
  }

  const fraction = (prime, degree, bits) =>
    BigInt.asUintN(Number(bits), root(BigInt(prime) << (bits * degree), degree));
  const PRIMES = primes(80);
  const K64 = PRIMES.map((prime) => fraction(prime, 3n, 64n));
  const H64 = PRIMES.slice(0, 8).map((prime) => fraction(prime, 2n, 64n));
  const K32 = Int32Array.from(K64.slice(0, 64), (word) => Number(word >> 32n));
  const H32 = Int32Array.from(H64, (word) => Number(word >> 32n));

  function padded(message, block, lengthBytes, littleEndian) {
    const total = Math.ceil((message.length + 1 + lengthBytes) / block) * block;
    const buffer = new Uint8Array(total);
    buffer.set(message);
    buffer[message.length] = 0x80;
    new DataView(buffer.buffer).setBigUint64(total - 8, BigInt(message.length) * 8n, littleEndian);
    return new DataView(buffer.buffer);
  }

  const left = (word, by) => (word << by) | (word >>> (32 - by));
  const right = (word, by) => (word >>> by) | (word << (32 - by));

  function words(state, littleEndian) {
    const view = new DataView(new ArrayBuffer(state.length * 4));
    state.forEach((word, index) => view.setInt32(index * 4, word, littleEndian));
    return new Uint8Array(view.buffer);
  }

  const TURNS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
  const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

  function mixed5(round, i, b, c, d) {
    if (round === 0) return [(b & c) | (~b & d), i];
    if (round === 1) return [(d & b) | (~d & c), (5 * i + 1) % 16];
    if (round === 2) return [b ^ c ^ d, (3 * i + 5) % 16];
    return [c ^ (b | ~d), (7 * i) % 16];
  }

  function md5(message) {
    const view = padded(message, 64, 8, true);
    const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
    for (let start = 0; start < view.byteLength; start += 64) {
      let [a, b, c, d] = state;
      for (let i = 0; i < 64; i += 1) {
        const round = i >> 4;
        const [mix, word] = mixed5(round, i, b, c, d);
        const sum = (a + mix + SINES[i] + view.getInt32(start + word * 4, true)) | 0;
        [a, d, c, b] = [d, c, b, (b + left(sum, TURNS[round][i & 3])) | 0];
      }
      [a, b, c, d].forEach((word, index) => { state[index] = (state[index] + word) | 0; });
    }
    return words(state, true);
  }

  function mixed1(i, b, c, d) {
    if (i < 20) return ((b & c) | (~b & d)) + 0x5a827999;
    if (i < 40) return (b ^ c ^ d) + 0x6ed9eba1;
    if (i < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    return (b ^ c ^ d) + 0xca62c1d6;
  }

  function sha1(message) {
    const view = padded(message, 64, 8, false);
    const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
    const w = new Int32Array(80);
    for (let start = 0; start < view.byteLength; start += 64) {
      for (let i = 0; i < 80; i += 1) {
        w[i] = i < 16
          ? view.getInt32(start + i * 4)
          : left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
      }
      let [a, b, c, d, e] = state;
      for (let i = 0; i < 80; i += 1) {
        const next = (left(a, 5) + mixed1(i, b, c, d) + e + w[i]) | 0;
        [e, d, c, b, a] = [d, c, left(b, 30), a, next];
      }
      [a, b, c, d, e].forEach((word, index) => { state[index] = (state[index] + word) | 0; });
    }
    return words(state, false);
  }

  function sha256(message) {
    const view = padded(message, 64, 8, false);
    const state = Int32Array.from(H32);
    const w = new Int32Array(64);
    for (let start = 0; start < view.byteLength; start += 64) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) {
          w[i] = view.getInt32(start + i * 4);
          continue;
        }
        const s0 = right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const s1 = right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
        const one = (h + s1 + ((e & f) ^ (~e & g)) + K32[i] + w[i]) | 0;
        const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
        const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] += word; });
    }
    return words(Array.from(state), false);
  }

  const cut = (word) => BigInt.asUintN(64, word);
  const turned = (word, by) => (word >> by) | cut(word << (64n - by));

  function sha512(message) {
    const view = padded(message, 128, 16, false);
    const state = Array.from(H64);
    const w = new BigUint64Array(80);
    for (let start = 0; start < view.byteLength; start += 128) {
      for (let i = 0; i < 80; i += 1) {
        if (i < 16) {
          w[i] = view.getBigUint64(start + i * 8);
          continue;
        }
        const s0 = turned(w[i - 15], 1n) ^ turned(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
        const s1 = turned(w[i - 2], 19n) ^ turned(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i += 1) {
        const s1 = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
        const one = h + s1 + ((e & f) ^ (cut(~e) & g)) + K64[i] + w[i];
        const s0 = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
        const two = s0 + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, cut(d + one), c, b, a, cut(one + two)];
      }
      [a, b, c, d, e, f, g, h].forEach((word, index) => {
        state[index] = cut(state[index] + word);
      });
    }
    const found = new DataView(new ArrayBuffer(64));
    state.forEach((word, index) => found.setBigUint64(index * 8, word));
    return new Uint8Array(found.buffer);
  }

  const ENCODINGS = {
    hex: bytes.hex,
    base64: bytes.base64.encode,
    base64url: bytes.base64url.encode,
    bytes: (found) => found,
  };

  function shaped(found, encoding) {
    const encode = ENCODINGS[encoding];
    if (encode === undefined) {
      throw new Error(`“${encoding}” is none of ${Object.keys(ENCODINGS).join(", ")}.`);
    }
    return encode(found);
  }

  function joined(first, second) {
    const both = new Uint8Array(first.length + second.length);
    both.set(first);
    both.set(second, first.length);
    return both;
  }

  function hmac(hash, block, key, message) {
    const short = key.length > block ? hash(key) : key;
    const pad = (mark) => Uint8Array.from({ length: block }, (_, i) => (short[i] ?? 0) ^ mark);
    return hash(joined(pad(0x5c), hash(joined(pad(0x36), message))));
  }

  const hash = {};
  const keyed = {};
  for (const [work, block] of [[md5, 64], [sha1, 64], [sha256, 64], [sha512, 128]]) {
    hash[work.name] = (value, encoding = "hex") => shaped(work(bytes.from(value)), encoding);
    keyed[work.name] = (key, value, encoding = "hex") =>
      shaped(hmac(work, block, bytes.from(key), bytes.from(value)), encoding);
  }

  let counter = 0;

  function uuid() {
    counter += 1;
    const random = sha256(bytes.from(`${entropy} ${counter}`)).slice(0, 16);
    random[6] = (random[6] & 0x0f) | 0x40;
    random[8] = (random[8] & 0x3f) | 0x80;
    return bytes.hex(random).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  return { hash, hmac: keyed, uuid };
})

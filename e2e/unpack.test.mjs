// What static/unpack.js reads is what was packed, whatever that is; and of damaged bytes it makes no endless work.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { compress } from "lzma1";
import { unpack } from "../static/unpack.js";

/** A small generator: the same bytes at each run. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const packed = (bytes) => Uint8Array.from(compress(bytes, 9)).buffer;

test("what was packed comes back", () => {
  const draw = chance(7);
  const sources = readdirSync(new URL("../src/engine/", import.meta.url)).map((name) =>
    readFileSync(new URL(`../src/engine/${name}`, import.meta.url)),
  );
  const noise = [1, 2, 17, 300, 70_000].map((length) => Uint8Array.from({ length }, () => draw(256)));
  const runs = [1, 273, 274, 300_000].map((length) => new Uint8Array(length).fill(65));
  // Far and near repetitions, of all lengths.
  const echoes = [3, 40, 5_000].map((span) => {
    const bytes = [];
    while (bytes.length < 150_000) {
      const from = draw(bytes.length + 1);
      bytes.push(...(draw(3) ? bytes.slice(from, from + draw(span)) : [draw(256)]));
    }
    return Uint8Array.from(bytes);
  });
  for (const bytes of [...sources, ...noise, ...runs, ...echoes, Buffer.concat(sources)]) {
    assert.deepEqual(Buffer.from(unpack(packed(bytes))), Buffer.from(bytes));
  }
});

test("bytes that end too soon are refused", () => {
  const whole = packed(readFileSync(new URL("../src/engine/mod.rs", import.meta.url)));
  for (let end = 0; end < whole.byteLength - 8; end += 97) assert.throws(() => unpack(whole.slice(0, end)), RangeError);
});

test("damaged bytes come to an end", () => {
  const draw = chance(11);
  const whole = packed(readFileSync(new URL("../src/engine/mod.rs", import.meta.url)));
  for (let round = 0; round < 500; round += 1) {
    const bytes = new Uint8Array(whole.slice());
    // The size is checked by what follows it.
    for (let times = 0; times < 3; times += 1) bytes[13 + draw(bytes.length - 13)] ^= 1 + draw(255);
    try {
      assert.equal(unpack(bytes.buffer).length, new DataView(whole).getUint32(5, true));
    } catch (error) {
      assert.ok(error instanceof RangeError, error);
    }
  }
});

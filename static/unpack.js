// Reads LZMA, as scripts/split.mjs packs the first part of the program: a sixth smaller than gzip, and small also where
// a host compresses nothing. Written for this: readers made for everything are three times as large and as slow. The
// format is that of the LZMA specification; the names of its models are kept. Bundled with the program's glue.

/** Probabilities of 11 bits, and how fast they learn. */
const ONE = 1 << 11;
const RATE = 5;
/** Where each model lies among all probabilities. */
const IS_MATCH = 0;
const IS_REP = 192;
const IS_REP_G0 = 204;
const IS_REP_G1 = 216;
const IS_REP_G2 = 228;
const IS_REP0_LONG = 240;
const POS_SLOT = 432;
const POS_SPECIAL = 688;
const POS_ALIGN = 803;
const MATCH_LENGTH = 819;
const REP_LENGTH = 1333;
const LITERAL = 1847;

/** The bytes that were packed. Throws where these are not such bytes, or not all of them. */
export function unpack(packed) {
  const view = new DataView(packed);
  const literalContext = view.getUint8(0) % 9;
  const literalPosition = Math.floor(view.getUint8(0) / 9) % 5;
  const positions = (1 << Math.floor(view.getUint8(0) / 45)) - 1;
  const bytes = new Uint8Array(view.getUint32(5, true));
  const models = new Uint16Array(LITERAL + (0x300 << (literalContext + literalPosition))).fill(ONE / 2);
  let code = view.getUint32(14);
  let range = 2 ** 32 - 1;
  let at = 18;

  function refill() {
    if (range >= 2 ** 24) return;
    range *= 256;
    code = code * 256 + view.getUint8(at++);
  }

  function bit(model) {
    refill();
    const bound = (range >>> 11) * models[model];
    if (code < bound) {
      range = bound;
      models[model] += (ONE - models[model]) >> RATE;
      return 0;
    }
    range -= bound;
    code -= bound;
    models[model] -= models[model] >> RATE;
    return 1;
  }

  function tree(model, bits) {
    let node = 1;
    for (let left = bits; left > 0; left--) node = (node << 1) | bit(model + node);
    return node - (1 << bits);
  }

  function reverseTree(model, bits) {
    let [node, value] = [1, 0];
    for (let place = 0; place < bits; place++) {
      const digit = bit(model + node);
      node = (node << 1) | digit;
      value |= digit << place;
    }
    return value;
  }

  function direct(bits) {
    let value = 0;
    for (let left = bits; left > 0; left--) {
      refill();
      range = Math.floor(range / 2);
      const digit = code >= range ? 1 : 0;
      code -= range * digit;
      value = (value << 1) | digit;
    }
    return value;
  }

  function length(model, position) {
    if (!bit(model)) return 2 + tree(model + 2 + (position << 3), 3);
    if (!bit(model + 1)) return 10 + tree(model + 130 + (position << 3), 3);
    return 18 + tree(model + 258, 8);
  }

  function distance(slot) {
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reverseTree(POS_SPECIAL + base - slot, bits);
    return base + (direct(bits - 4) << 4) + reverseTree(POS_ALIGN, 4);
  }

  let state = 0;
  let reps = [0, 0, 0, 0];
  for (let done = 0; done < bytes.length; ) {
    const position = done & positions;
    if (!bit(IS_MATCH + (state << 4) + position)) {
      const place = done & ((1 << literalPosition) - 1);
      const context = (place << literalContext) + ((bytes[done - 1] ?? 0) >> (8 - literalContext));
      const model = LITERAL + 0x300 * context;
      let symbol = 1;
      // Behind a match the byte is another than the one that would have continued it.
      for (let match = bytes[done - reps[0] - 1]; state > 6 && symbol < 0x100; ) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const digit = bit(model + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | digit;
        if (digit !== expected) break;
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(model + symbol);
      bytes[done++] = symbol;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      continue;
    }
    let count = 1;
    if (!bit(IS_REP + state)) {
      count = length(MATCH_LENGTH, position);
      reps = [distance(tree(POS_SLOT + (Math.min(count - 2, 3) << 6), 6)), ...reps.slice(0, 3)];
      state = state < 7 ? 7 : 10;
    } else {
      const which = !bit(IS_REP_G0 + state) ? 0 : !bit(IS_REP_G1 + state) ? 1 : 2 + bit(IS_REP_G2 + state);
      const isOne = which === 0 && !bit(IS_REP0_LONG + (state << 4) + position);
      reps.unshift(...reps.splice(which, 1));
      if (!isOne) count = length(REP_LENGTH, position);
      state = state < 7 ? (isOne ? 9 : 8) : 11;
    }
    for (; count > 0 && done < bytes.length; count--) bytes[done] = bytes[done++ - reps[0] - 1];
  }
  return bytes;
}

// Reads the structure of a GIF file: its size, its frames and how long they last.
import assert from "node:assert/strict";

/** `hundredths`: the delays of all frames together, in hundredths of a second. Throws if the file is not a whole GIF. */
export function gif(bytes) {
  assert.equal(bytes.subarray(0, 6).toString(), "GIF89a");
  const [width, height, flags] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8), bytes[10]];
  /** The place behind a chain of sub-blocks. */
  const blocks = (from) => {
    let at = from;
    while (bytes[at] !== 0) at += bytes[at] + 1;
    return at + 1;
  };
  let at = 13 + (flags & 128 ? 3 << ((flags & 7) + 1) : 0);
  let [frames, hundredths, loops] = [0, 0, false];
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9) hundredths += bytes.readUInt16LE(at + 4);
      if (bytes[at + 1] === 0xff) loops = true;
      at = blocks(at + 2);
    } else {
      assert.equal(bytes[at], 0x2c, "an image block");
      const local = bytes[at + 9];
      at = blocks(at + 10 + (local & 128 ? 3 << ((local & 7) + 1) : 0) + 1);
      frames += 1;
    }
  }
  assert.equal(at, bytes.length - 1, "nothing follows the trailer");
  return { width, height, frames, hundredths, loops };
}

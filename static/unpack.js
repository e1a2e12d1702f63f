// Unpacks the first part of the program, which scripts/split.mjs packs with LZMA: a sixth smaller than gzip would make
// it, and small also where a host compresses nothing. Bundled with the program's glue.
//! lzma1 © Filip Seman, MIT
import { Decoder } from "../node_modules/lzma1/lib/decoder.js";
import { InputBuffer, OutputBuffer } from "../node_modules/lzma1/lib/streams.js";

export function unpack(packed) {
  const bytes = new OutputBuffer(packed.byteLength * 3);
  new Decoder().decompress(new InputBuffer(new Uint8Array(packed)), bytes);
  return bytes.toArray();
}

// Prints the size of the files that a visit loads, raw, with gzip -9 and with brotli -11. Fails if the first load is
// more than 5 % larger than the recorded size.
//   node e2e/size.mjs [dist]
//   node e2e/size.mjs --record    records the size of this build
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { firstLoad, parts } from "./assets.mjs";

const RECORD = new URL("size.json", import.meta.url);
const MARGIN = 1.05;

const record = process.argv.includes("--record");
const dist = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? "dist";
const weighed = (name) => {
  const bytes = readFileSync(join(dist, name));
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
};
const sum = (rows) =>
  rows.reduce(
    (total, { raw, gzip, brotli }) => ({ raw: total.raw + raw, gzip: total.gzip + gzip, brotli: total.brotli + brotli }),
    { raw: 0, gzip: 0, brotli: 0 },
  );

const first = firstLoad(dist).map(weighed);
const later = parts(dist).map(weighed);
print({ name: "file", raw: "bytes", gzip: "gzip -9", brotli: "brotli -11" });
first.forEach(print);
print({ name: "until the shop moves", ...sum(first) });
later.forEach(print);
print({ name: "after the first paint, or when asked for", ...sum(later) });

const { gzip } = sum(first);
if (record) {
  writeFileSync(RECORD, `${JSON.stringify({ firstLoadGzip: gzip })}\n`);
} else {
  const { firstLoadGzip } = JSON.parse(readFileSync(RECORD, "utf8"));
  const change = (100 * (gzip - firstLoadGzip)) / firstLoadGzip;
  console.log(`recorded: ${number(firstLoadGzip)} bytes gzip; now ${change >= 0 ? "+" : ""}${change.toFixed(1)} %`);
  if (gzip > MARGIN * firstLoadGzip) {
    console.error("The first load has grown by more than 5 %. If this is intended, run: node e2e/size.mjs --record");
    process.exitCode = 1;
  }
}

function print({ name, raw, gzip, brotli }) {
  console.log(name.padEnd(48), ...[raw, gzip, brotli].map((value) => number(value).padStart(10)));
}

function number(value) {
  return value.toLocaleString("en-US");
}

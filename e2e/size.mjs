// Prints what a first visit loads, each file as gzip -9 makes it, and what the rest of the program weighs, which comes
// when somebody takes a hand. Fails where the first load is over its budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { compress, decompress } from "lzma1";
import { firstLoad, rest } from "./assets.mjs";

const BUDGET = 150_000;

const dist = process.argv[2] ?? "dist";
const row = (name) => weighed(name, readFileSync(join(dist, name)));
const rows = firstLoad(dist).map(row);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const isProgram = ({ name }) => name.endsWith(".lzma");

line("file", "bytes", "gzip -9");
for (const { name, raw, gzip } of rows) line(name, raw, gzip);
line("first load", sum("raw"), sum("gzip"));
line("budget", "", BUDGET);
const later = row(rest(dist));
line(`when needed: ${later.name}`, later.raw, later.gzip);
line("what the program is spent on", "bytes", "packed");
for (const { name } of rows.filter(isProgram)) for (const part of sectionsOf(name)) line(`  ${part.name}`, part.raw, part.packed);
const over = sum("gzip") - BUDGET;
if (over > 0) {
  console.error(`Over the budget by ${over.toLocaleString("en-US")} bytes. What is new may only be missing in the profile:`);
  console.error("scripts/profile writes it anew. What does not belong to the start has to be called, not inlined.");
  process.exitCode = 1;
}

/** What a program is spent on: its sections, each packed by itself. */
function sectionsOf(name) {
  const names = { 1: "types", 2: "imports", 3: "functions", 7: "exports", 9: "table", 10: "code", 11: "constants" };
  const bytes = Buffer.from(decompress(readFileSync(join(dist, name))));
  const found = [];
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at++];
    let [size, shift] = [0, 0];
    do {
      size |= (bytes[at] & 127) << shift;
      shift += 7;
    } while (bytes[at++] & 128);
    if (names[id]) {
      found.push({ name: names[id], raw: size, packed: compress(bytes.subarray(at, at + size), 9).length });
    }
    at += size;
  }
  return found;
}

function weighed(name, bytes) {
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

function line(name, raw, gzip) {
  const cell = (value) => value.toLocaleString("en-US").padStart(10);
  console.log(name.padEnd(48), cell(raw), cell(gzip));
}

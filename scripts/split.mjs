// Cuts the program of a built page in two with tools/split, optimises the parts, packs the first, and names them in the
// page: the first in the place of the whole, the rest behind it in the start script's list. Styles that only the rest
// needs go with it.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { compress } from "lzma1";

const TARGET = process.env.CARGO_TARGET_DIR ?? "target";
/** Where the whole program is kept, with the names of its functions, and its glue, for e2e/profile.mjs. */
export const WORK = join(TARGET, "split");
export const WHOLE = join(WORK, "whole.wasm");
export const GLUE = join(WORK, "whole.js");
const LINKED = join(TARGET, "wasm32-unknown-unknown", "release", "order-board.wasm");
// What the compiler has emitted since Rust 1.87.
const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((feature) => `--enable-${feature}`);
const PASSES = ["--flatten", "--rereloop", "-Oz", "-Oz"];
export const PROFILE = "tools/split/profile.txt";

export function split(dist) {
  const [whole] = readdirSync(dist).filter((name) => name.endsWith("_bg.wasm"));
  const [glue] = readdirSync(dist).filter((name) => /^order-board-[0-9a-f]+\.js$/.test(name));
  const parts = ["first.wasm", "rest.wasm"].map((name) => join(WORK, name));
  mkdirSync(WORK, { recursive: true });
  take(join(dist, whole), WHOLE);
  splitter("cut", LINKED, WHOLE, PROFILE, "orderBoardRest", ...parts);
  for (const part of parts) execFileSync("wasm-opt", [...PASSES, ...FEATURES, part, "-o", part], { stdio: "inherit" });

  take(join(dist, glue), GLUE);
  const text = bundled(shortened(readFileSync(GLUE, "utf8")));
  const [first, rest] = parts.map((part) => readFileSync(part));
  const file = join(dist, "index.html");
  let page = readFileSync(file, "utf8");
  const [link, sheet] = /<link\b[^>]*\bhref="?\.\/(rest-[0-9a-f]+\.css)[^>]*>/.exec(page);
  page = page.replace(link, "");
  const styled = Buffer.concat([rest, section("styles", readFileSync(join(dist, sheet)))]);
  rmSync(join(dist, sheet));
  page = put(dist, page, whole, "order-board-*_first.lzma", compress(first, 9));
  page = put(dist, page, glue, "order-board-*.js", text);
  const named = /(<meta\b[^>]*\bcontent="[^"]*_first\.lzma)("[^>]*\border-board-start\b)/;
  if (!named.test(page)) throw new Error("index.html: no place to name the rest of the program");
  const restName = hashed("order-board-*_rest.wasm", styled);
  writeFileSync(join(dist, restName), styled);
  writeFileSync(file, page.replace(named, `$1 ./${restName}$2`));
}

/** A section of a program that is not code. */
function section(name, content) {
  const titled = Buffer.concat([number(name.length), Buffer.from(name), content]);
  return Buffer.concat([Buffer.from([0]), number(titled.length), titled]);
}

function number(value) {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([128 | (value & 127)]), number(value >> 7)]);
}

function take(file, to) {
  copyFileSync(file, to);
  rmSync(file);
}

/** The glue with the short names that the splitter gives to what the program imports from it, and exports to it. */
function shortened(glue) {
  const program = new WebAssembly.Module(readFileSync(WHOLE));
  const imports = WebAssembly.Module.imports(program);
  const exports = WebAssembly.Module.exports(program).map(({ name }) => name);
  const rename = (text, key, name) => {
    const parts = text.split(key);
    if (parts.length !== 2) throw new Error(`the glue names ${name} in an unexpected way`);
    return parts.join(name);
  };
  const short = (at) => at.toString(36).padStart(2, "0");
  let named = imports.reduce(
    (text, { name }, at) => rename(text, new RegExp(`(?<=[,{])${name}(?=[:(])`), `_${short(at)}`),
    glue,
  );
  for (const [at, name] of exports.entries()) {
    if (name.startsWith("_R")) named = named.replace(new RegExp(`\\b${name}\\b`, "g"), `_e${short(at)}`);
  }
  return rename(named, `"${imports[0].module}"`, "glue");
}

/** The glue with what unpacks the first part, and without what nobody calls. */
function bundled(glue) {
  const file = join(WORK, "glue.js");
  writeFileSync(file, glue);
  const unpack = join(import.meta.dirname, "..", "static", "unpack.js");
  const contents = [
    `export { default, mount } from ${JSON.stringify(resolve(file))};`,
    `export { unpack } from ${JSON.stringify(unpack)};`,
  ].join("\n");
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: "." },
    bundle: true,
    minify: true,
    format: "esm",
    target: "esnext",
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** Puts a file into the folder, and into the page in the place of another. */
function put(dist, page, old, pattern, content) {
  const name = hashed(pattern, content);
  writeFileSync(join(dist, name), content);
  const integrity = `sha384-${createHash("sha384").update(content).digest("base64")}`;
  return page
    .replace(/<link\b[^>]*>/g, (link) => (link.includes(old) ? link.replace(/sha384-[\w+/=]+/, integrity) : link))
    .replaceAll(old, name);
}

/** Names a file after its content. */
function hashed(pattern, content) {
  return pattern.replace("*", createHash("sha256").update(content).digest("hex").slice(0, 16));
}

export function splitter(...args) {
  const cargo = ["run", "--quiet", "--locked", "--package", "order-board-split", "--", ...args];
  return execFileSync("cargo", cargo, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 });
}

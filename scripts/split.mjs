// Cuts the program of a built page in two with tools/split, optimises the parts, and names them in the page: the first
// in the place of the whole, the rest behind it in the start script's list.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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
export const PROFILE = "tools/split/profile.txt";

export function split(dist) {
  const [whole] = readdirSync(dist).filter((name) => name.endsWith("_bg.wasm"));
  const [glue] = readdirSync(dist).filter((name) => /^order-board-[0-9a-f]+\.js$/.test(name));
  const parts = ["first.wasm", "rest.wasm"].map((name) => join(WORK, name));
  mkdirSync(WORK, { recursive: true });
  take(join(dist, whole), WHOLE);
  splitter("cut", LINKED, WHOLE, PROFILE, "orderBoardRest", ...parts);
  for (const part of parts) execFileSync("wasm-opt", ["-Oz", ...FEATURES, part, "-o", part], { stdio: "inherit" });

  take(join(dist, glue), GLUE);
  const text = shortened(readFileSync(GLUE, "utf8"));
  const [first, rest] = parts.map((part) => readFileSync(part));
  const file = join(dist, "index.html");
  let page = readFileSync(file, "utf8");
  page = put(dist, page, whole, "order-board-*_bg.wasm", first);
  page = put(dist, page, glue, "order-board-*.js", text);
  const named = /(<meta\b[^>]*\bcontent="[^"]*_bg\.wasm)("[^>]*\border-board-start\b)/;
  if (!named.test(page)) throw new Error("index.html: no place to name the rest of the program");
  const restName = hashed("order-board-*_rest.wasm", rest);
  writeFileSync(join(dist, restName), rest);
  writeFileSync(file, page.replace(named, `$1 ./${restName}$2`));
}

function take(file, to) {
  copyFileSync(file, to);
  rmSync(file);
}

/** The glue with the short names that the splitter gives to what the program imports from it. */
function shortened(glue) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(WHOLE)));
  const rename = (text, key, name) => {
    const parts = text.split(key);
    if (parts.length !== 2) throw new Error(`the glue names ${name} in an unexpected way`);
    return parts.join(name);
  };
  const short = (at) => `_${at.toString(36).padStart(2, "0")}`;
  const named = imports.reduce(
    (text, { name }, at) => rename(text, new RegExp(`(?<=[,{])${name}(?=[:(])`), short(at)),
    glue,
  );
  return rename(named, `"${imports[0].module}"`, "glue");
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

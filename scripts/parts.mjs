// Splits the linked program at its #[wasm_split] functions (src/parts.rs), binds and optimises the files, and adds them
// to the page. The order is fixed: link with relocations, split, bind the main file, optimise each file, bundle.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const TARGET = process.env.CARGO_TARGET_DIR ?? "target";
// The features that rustc enables for this target by default.
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
const run = (program, ...args) => execFileSync(program, args, { stdio: "inherit" });

export function parts(dist, release) {
  const work = join(TARGET, "parts");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const linked = join(TARGET, "wasm32-unknown-unknown", release ? "release" : "debug", "order-board.wasm");
  run("wasm-split-cli", "--target", "web", "--out-name", "main", linked, work);
  // The parts use memory and table through the exports of the main file.
  const glue = ["--target", "web", "--no-typescript", "--keep-lld-exports"];
  run("wasm-bindgen", ...glue, "--out-dir", work, "--out-name", "main", join(work, "main.wasm"));
  rmSync(join(work, "main.wasm"));
  const programs = readdirSync(work).filter((name) => name.endsWith(".wasm"));
  if (release) {
    const enabled = FEATURES.map((name) => `--enable-${name}`);
    for (const file of programs) run("wasm-opt", "-O3", ...enabled, join(work, file), "-o", join(work, file));
  }
  let script = bundled(join(work, "main.js"), release);
  for (const file of programs) {
    const name = put(dist, file.replace("main_bg", "order-board"), readFileSync(join(work, file)));
    script = script.replaceAll(`./${file}`, `./${name}`);
    if (file === "main_bg.wasm") rename(dist, /order-board-[0-9a-f]+_bg\.wasm/, name);
  }
  rename(dist, /order-board-[0-9a-f]+\.js/, put(dist, "order-board.js", script));
}

/** Bundles the glue and the loader of the parts, because the loader must use the same instance of the glue. */
function bundled(entry, release) {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: release,
    format: "esm",
    target: "esnext",
    write: false,
    define: { "WebAssembly.instantiateStreaming": "instantiateProgram" },
    inject: ["static/instantiate.js"],
    // Each split point adds an equal import.
    logOverride: { "duplicate-object-key": "silent" },
  });
  return outputFiles[0].text;
}

/** Writes a file with a content hash in its name. Returns the name. */
function put(dist, file, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const name = file.replace(/(\.\w+)$/, `-${hash}$1`);
  writeFileSync(join(dist, name), content);
  return name;
}

/** Replaces a file of trunk by the file `name`: in the page, and on disk. */
function rename(dist, pattern, name) {
  const page = join(dist, "index.html");
  const text = readFileSync(page, "utf8");
  const old = pattern.exec(text)?.[0];
  if (!old) throw new Error(`index.html names no ${pattern}`);
  writeFileSync(page, text.replaceAll(old, name));
  rmSync(join(dist, old));
}

// Lists the files of dist/ that a visit loads: before the shop moves (the page and the files that it and its styles
// refer to), and after the first paint (the parts of the program, `src/parts.rs`).
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";

export function firstLoad(dist) {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const named = [...page.matchAll(/\s(?:href|src)=["']?([^"'\s>]+)/g), ...page.matchAll(/url\(["']?([^"')]+)/g)].map(
    ([, path]) => path,
  );
  named.push(...started(page));
  const files = named
    .map((path) => normalize(path.replace(/[?#].*/, "")))
    .filter((path) => path !== "." && !/^[a-z]+:/i.test(path) && existsSync(join(dist, path)));
  return ["index.html", ...new Set(files)];
}

/** The files of the parts. A `chunk` contains code that several parts share. */
export function parts(dist) {
  return readdirSync(dist).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
}

/** The files that static/boot.js loads: glue and program. */
function started(page) {
  const start = /<meta[^>]*order-board-start[^>]*>/.exec(page)?.[0] ?? "";
  return /content="([^"]+)"/.exec(start)?.[1].split(" ") ?? [];
}

// Which files of dist/ a first visit loads: the page, what it names, and what its styles name; and which when somebody takes a hand.
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";

export function firstLoad(dist) {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const named = [...page.matchAll(/\s(?:href|src)=["']?([^"'\s>]+)/g), ...page.matchAll(/url\(["']?([^"')]+)/g)].map(
    ([, path]) => path,
  );
  named.push(...started(page).slice(0, 2));
  const files = named
    .map((path) => normalize(path.replace(/[?#].*/, "")))
    .filter((path) => path !== "." && !/^[a-z]+:/i.test(path) && existsSync(join(dist, path)));
  return ["index.html", ...new Set(files)];
}

/** The rest of the program, which is loaded when it is needed. */
export function rest(dist) {
  return normalize(started(readFileSync(join(dist, "index.html"), "utf8"))[2]);
}

/** What the start script starts: glue, program, rest of the program. */
function started(page) {
  const start = /<meta[^>]*order-board-start[^>]*>/.exec(page)?.[0] ?? "";
  return /content="([^"]+)"/.exec(start)?.[1].split(" ") ?? [];
}

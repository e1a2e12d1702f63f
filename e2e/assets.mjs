// Which files of dist/ a first visit loads: the page, what it names, and what its styles name.
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";

export function firstLoad(dist) {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const named = [...page.matchAll(/\s(?:href|src)=["']?([^"'\s>]+)/g), ...page.matchAll(/url\(["']?([^"')]+)/g)].map(
    ([, path]) => path,
  );
  const start = /<meta[^>]*order-board-start[^>]*>/.exec(page)?.[0] ?? "";
  named.push(...(/content="([^"]+)"/.exec(start)?.[1].split(" ") ?? []));
  const files = named
    .map((path) => normalize(path.replace(/[?#].*/, "")))
    .filter((path) => path !== "." && !/^[a-z]+:/i.test(path) && existsSync(join(dist, path)));
  return ["index.html", ...new Set(files)];
}

// A small static file server for scripts/serve and the browser tests. Every response allows any origin, as sandboxed
// frames require.
import { spawn } from "node:child_process";
import { createReadStream, readFileSync, realpathSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves the folder `root` below the path `base`. `pages` maps other paths to functions from the URL to HTML.
 * `compress` sends files with gzip. Resolves to `{ url, origin, close }` once it listens.
 */
export async function serve({
  root, base = "/", host = "127.0.0.1", port = 0, headers = ANY_ORIGIN, pages = {}, compress = false,
}) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const page = pages[url.pathname];
    if (page) return answer(response, 200, { ...headers, "content-type": TYPES[".html"] }, page(url));
    const file = url.pathname.startsWith(base) ? fileBelow(root, url.pathname.slice(base.length)) : undefined;
    if (!file) return answer(response, 404, headers, "Not found");
    const body = compress ? compressed(file) : undefined;
    // A rebuilt page must show at once. Revalidation is cheap, because file names contain a content hash.
    response.writeHead(200, {
      ...headers,
      ...(body && { "content-encoding": "gzip" }),
      "cache-control": "no-cache",
      "content-length": body?.length ?? statSync(file).size,
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    });
    if (request.method === "HEAD") response.end();
    else if (body) response.end(body);
    else createReadStream(file).pipe(response);
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, host, done));
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${server.address().port}`;
  const close = () => new Promise((done) => (server.close(done), server.closeAllConnections()));
  return { origin, url: `${origin}${base}`, close };
}

const packed = new Map();

/** Returns a file compressed with gzip -9, from a cache. */
function compressed(file) {
  if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file), { level: 9 }));
  return packed.get(file);
}

export const ANY_ORIGIN = { "access-control-allow-origin": "*" };

function answer(response, status, headers, text) {
  response.writeHead(status, headers).end(text);
}

/** Returns the file for `path` inside `root`, or `undefined`. */
function fileBelow(root, path) {
  try {
    const folder = realpathSync(root);
    let file = resolve(join(folder, decodeURIComponent(path)));
    if (statSync(file).isDirectory()) file = join(file, "index.html");
    file = realpathSync(file);
    return file.startsWith(folder + sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      check: { type: "boolean" },
      host: { type: "string", default: "127.0.0.1" },
      open: { type: "boolean" },
      port: { type: "string", default: "8080" },
      root: { type: "string", default: "dist" },
    },
  });
  const { check, host, open, port, root } = values;
  let server;
  try {
    server = await serve({ root, host, port: Number(port) });
  } catch (error) {
    const next = Number(port) + 1;
    if (error.code === "EADDRINUSE") console.error(`Port ${port} is taken. Try: scripts/serve --port ${next}`);
    else console.error(`Cannot listen on ${host}:${port}: ${error.message}`);
    process.exitCode = 1;
    return;
  }
  if (check) return server.close();
  const url = ["0.0.0.0", "::"].includes(host) ? `http://localhost:${port}/` : server.url;
  console.log(`Order Board is open at ${url} (Ctrl+C closes it)`);
  if (open) spawn(process.platform === "darwin" ? "open" : "xdg-open", [url], { stdio: "ignore" }).on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close());
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();

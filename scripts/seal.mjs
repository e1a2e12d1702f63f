// Writes the content security policy into the built page. It runs after the build, because the policy has the hashes of
// the inline styles.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function seal(dist) {
  const file = join(dist, "index.html");
  writeFileSync(file, sealed(readFileSync(file, "utf8")));
}

function sealed(page) {
  if (/<script(?![^>]*\ssrc=)[^>]*>/i.test(page)) throw new Error("index.html: an inline script would be blocked");
  if (/\sstyle=/i.test(page)) throw new Error("index.html: a style attribute would be blocked");
  const styles = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map(([, text]) => `'sha256-${digest(text)}'`);
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "connect-src 'self'",
    `style-src 'self' ${styles.join(" ")}`,
    "img-src 'self' data: blob:",
    "media-src blob:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  const charset = /<meta charset=[^>]*>/i;
  if (!charset.test(page)) throw new Error("index.html: no charset to put the policy behind");
  return page.replace(charset, (tag) => `${tag}<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

function digest(text) {
  return createHash("sha256").update(text, "utf8").digest("base64");
}

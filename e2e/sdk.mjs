// Bundles the real AWS SDK for JavaScript as a module for the browser.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

let bundled;

/** The SDK's client for SQS as one file. */
export function bundle() {
  bundled ??= build({
    stdin: { contents: 'export * from "@aws-sdk/client-sqs";', resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    format: "esm",
    logLevel: "error",
    platform: "browser",
    write: false,
  }).then(({ outputFiles: [file] }) => file.text);
  return bundled;
}

/** Serves the module to the page at an address of `origin`; resolves to the address. */
export async function serveSdk(page, origin) {
  const address = `${origin}/aws-sdk.js`;
  const [body, contentType] = [await bundle(), "text/javascript"];
  await page.route(address, (route) => route.fulfill({ body, contentType }));
  return address;
}

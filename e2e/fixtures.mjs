// The fixtures of the Chromium tests: the built app on a static host below a sub-path, a second host of another site for
// frames, and a guard that fails a test on errors and third-party requests.
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { serve } from "./server.mjs";
import { Shop } from "./shop.mjs";

export { expect };

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/** The element that the started app renders in place of `.boot-page`. */
export const STARTED = "#app > :not(.boot-page)";

export const test = base.extend({
  /** The host of the app: `url` ends in a two-level sub-path. */
  host: [
    async ({}, use) => {
      const host = await serve({ root: DIST, base: "/deep/er/" });
      await use(host);
      await host.close();
    },
    { scope: "worker" },
  ],

  /** The same files from a host that does not allow other origins. */
  closedHost: [
    async ({}, use) => {
      const host = await serve({ root: DIST, base: "/deep/er/", headers: {} });
      await use(host);
      await host.close();
    },
    { scope: "worker" },
  ],

  /** Another site. `guest.page(src, attributes)` is the address of a page there with the app in a frame. */
  guest: [
    async ({}, use) => {
      const pages = { "/": (url) => hostPage(url.searchParams.get("src"), url.searchParams.get("attributes")) };
      const host = await serve({ root: DIST, base: "/none/", host: "localhost", pages });
      const page = (src, attributes = "") => `${host.origin}/?${new URLSearchParams({ src, attributes })}`;
      await use({ ...host, page });
      await host.close();
    },
    { scope: "worker" },
  ],

  /** Opens the app with `query` ("theme=dark&seed=1") and waits until it has started. */
  board: async ({ page, host }, use) => {
    await use(async (query = "") => {
      await page.goto(`${host.url}?${query}`);
      await page.locator(STARTED).first().waitFor({ state: "attached" });
      return page;
    });
  },

  /** The page object; `shop.open()` opens the page. */
  shop: async ({ page, host }, use) => {
    await use(new Shop(page, host));
  },

  /**
   * Fails the test on a request to a third party, an uncaught error, or an error in the console (a violated security
   * policy is one). A test that provokes one says so first: `guard.expects(/404/)`.
   */
  guard: [
    async ({ context }, use) => {
      const troubles = [];
      const expected = [];
      const note = (text) => troubles.push(text);
      context.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (/^(data|blob|file|about):$/.test(protocol)) return;
        if (!["127.0.0.1", "localhost"].includes(hostname)) note(`third-party request: ${request.url()}`);
      });
      context.on("weberror", (error) => note(`uncaught: ${error.error()}`));
      context.on("console", (message) => {
        if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
      });
      await use({ expects: (pattern) => expected.push(pattern) });
      expect(troubles.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

function hostPage(src, attributes) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A course</title>
<label>Notes <input autofocus value="typing"></label><div style="height: 2000px"></div>
<iframe title="Order Board" src="${src}" width="640" height="360" ${attributes}></iframe>`;
}

// Saves screenshots of the built app in e2e/shots/: four sizes, light and dark, for each query given.
//   node e2e/shoot.mjs                           the start page
//   node e2e/shoot.mjs 'scene=crash&t=5000' …    these queries
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { LAUNCH } from "./chromium.mjs";
import { serve } from "./server.mjs";

const SIZES = [
  [1360, 820],
  [820, 1180],
  [390, 844],
  [640, 360],
];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const queries = process.argv.length > 2 ? process.argv.slice(2) : [""];

mkdirSync(here("shots"), { recursive: true });
const host = await serve({ root: here("../dist") });
const browser = await chromium.launch(LAUNCH);
for (const query of queries) {
  for (const theme of ["light", "dark"]) {
    for (const [width, height] of SIZES) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
      page.on("console", (message) => message.type() === "error" && console.error(message.text()));
      await page.goto(`${host.url}?${query}`);
      await page.locator("#app > :not(.boot-page), .boot-card").first().waitFor({ state: "attached" });
      await page.evaluate(() => globalThis.orderBoard?.ready);
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const name = [query.replace(/[^\w=.-]+/g, "_"), theme, `${width}x${height}`].filter(Boolean).join("-");
      await page.screenshot({ path: here(`shots/${name}.png`) });
      console.log(`e2e/shots/${name}.png`);
      await page.close();
    }
  }
}
await browser.close();
await host.close();

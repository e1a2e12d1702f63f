// Watches what of the built program runs while somebody only watches the default shop, and writes it down for
// tools/split: it makes the part that is loaded first.
//   scripts/profile
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { GLUE, PROFILE, splitter, WHOLE, WORK } from "../scripts/split.mjs";
import { LAUNCH } from "./chromium.mjs";
import { serve } from "./server.mjs";

const watched = join(WORK, "watched.wasm");
splitter("watch", WHOLE, watched);
const program = readFileSync(watched);
const DESKTOP = { width: 1360, height: 820 };
const PHONE = { width: 390, height: 844 };
// As long as static/boot.js leaves the first part alone, and then on slow machines, where frames are late.
const ROUNDS = [
  { seconds: 66, slower: 1 },
  { seconds: 12, slower: 4 },
  { seconds: 12, slower: 10 },
];

const VISITS = [
  { viewport: DESKTOP, colorScheme: "light" },
  { viewport: DESKTOP, colorScheme: "dark", reducedMotion: "reduce" },
  { viewport: PHONE, colorScheme: "light", hasTouch: true },
  { viewport: PHONE, colorScheme: "dark", hasTouch: true },
  { viewport: { width: 640, height: 360 }, colorScheme: "light", query: "embed" },
];

const host = await serve({ root: fileURLToPath(new URL("../dist", import.meta.url)) });
const browser = await chromium.launch(LAUNCH);
const visits = [];
for (const round of ROUNDS.keys()) visits.push(...(await Promise.all(VISITS.map((visit) => notes(visit, round)))));
await browser.close();
await host.close();
const profile = splitter("profile", WHOLE, ...visits);
writeFileSync(PROFILE, profile);
console.log(`${profile.split("\n").length - 1} functions ran`);

/** The file with what a visit of the default shop runs. */
async function notes(visit, round) {
  const { query = "", ...options } = visit;
  const { seconds, slower } = ROUNDS[round];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const machine = await context.newCDPSession(page);
  await machine.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.addInitScript(() => {
    // What waits for the rest of the program is not to be in the first part.
    Object.defineProperty(globalThis, "orderBoardWhole", { get: () => () => false, set() {} });
    const { instantiate, instantiateStreaming } = WebAssembly;
    const keep = async (started) => {
      const result = await started;
      globalThis.watched = (result.instance ?? result).exports;
      return result;
    };
    WebAssembly.instantiate = (...given) => keep(instantiate(...given));
    WebAssembly.instantiateStreaming = (...given) => keep(instantiateStreaming(...given));
  });
  // The whole program in the place of the parts.
  await page.route(
    (url) => url.pathname === "/",
    async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/ \S+_rest\.wasm| integrity=\S+/g, "");
      await route.fulfill({ response: answer, body });
    },
  );
  await page.route("**/order-board-*.js", (route) => route.fulfill({ path: GLUE }));
  await page.route("**/*.lzma", (route) => route.fulfill({ body: program }));
  await page.goto(`${host.url}?${query}`);
  const clock = page.getByTestId("clock");
  await clock.waitFor();
  for (const at of [0.2, 0.8, 0.4]) await page.mouse.move(options.viewport.width * at, options.viewport.height * at);
  // As the start script covers the shop where the rest is late.
  for (const covered of [true, false]) {
    await page.evaluate((covered) => {
      document.documentElement.toggleAttribute("data-covered", covered);
      document.dispatchEvent(new Event("visibilitychange"));
    }, covered);
    await page.waitForTimeout(100);
  }
  // Whoever leaves at once waits for nothing.
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  await page.waitForFunction(
    (seconds) => {
      const [minutes, rest] = document.querySelector("[data-testid=clock]").textContent.split(":").map(Number);
      return minutes * 60 + rest >= seconds;
    },
    seconds,
    { timeout: 600_000 },
  );
  const noted = await page.evaluate(() => {
    const bytes = new Uint8Array(watched.memory.buffer, watched.notes.value);
    return bytes.subarray(0, bytes.lastIndexOf(1) + 1).join("");
  });
  await context.close();
  const file = join(WORK, `visit-${VISITS.indexOf(visit)}-${round}`);
  writeFileSync(file, Buffer.from(noted, "latin1").map((digit) => digit - 48));
  return file;
}

// Prints the frames per second of Chromium, Firefox and WebKit, one after the other on the same machine.
//   node e2e/browsers/frames.mjs [seconds per scene]
import { fileURLToPath } from "node:url";
import { serve } from "../server.mjs";
import { Page } from "./page.mjs";
import { chromium, firefox } from "./puppeteer.mjs";
import { webkit } from "./webkit.mjs";

const SECONDS = Number(process.argv[2] ?? 5);
const CARRIED = {
  customers: { perMinute: 60_000, variationPercent: 0, patienceSeconds: null, total: 1000 },
  cashiers: [{ count: 1000, takeMs: 100 }],
  baristas: [],
  walkMs: 60_000,
};
const SCENES = {
  "a bare page": undefined,
  "the default shop": "default",
  "1,000 slips on their way": { scenario: CARRIED, interventions: [{ at: 11_500, do: "bringBack", person: 0 }] },
};

const host = await serve({
  root: fileURLToPath(new URL("../../dist", import.meta.url)),
  base: "/app/",
  pages: { "/bare": () => `<!doctype html><title>Bare</title><link rel="icon" href="data:,">` },
});
const rows = [];
for (const start of [chromium, firefox, webkit]) {
  const driver = await start({ width: 1360, height: 820 });
  const page = new Page(driver);
  const row = [driver.version];
  for (const scene of Object.values(SCENES)) row.push(await rate(page, scene));
  await driver.close();
  rows.push(row);
}
await host.close();
console.table(rows.map((row) => Object.fromEntries(row.map((cell, at) => [["browser", ...Object.keys(SCENES)][at], cell]))));

async function rate(page, scene) {
  await page.goto(scene ? `${host.url}?autoplay=0` : `${host.origin}/bare`);
  if (scene) {
    await page.started();
    await page.evaluate((scene) => orderBoard.load(scene), scene);
    await page.evaluate(() => orderBoard.play());
  }
  await new Promise((done) => setTimeout(done, 1000));
  const frames = await page.evaluate(async (seconds) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const begun = await frame();
    let [count, now] = [0, begun];
    for (; now - begun < seconds * 1000; count += 1) now = await frame();
    return (count * 1000) / (now - begun);
  }, SECONDS);
  return Number(frames.toFixed(1));
}

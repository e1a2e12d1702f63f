// Measures the built app in a real browser, drawn by software: frames, skipping an hour, the first visit. Prints
// figures and judges nothing, for they are the machine's as much as the app's: read them against the bare page's.
//   node e2e/bench.mjs [seconds per scene]
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { LAUNCH } from "./chromium.mjs";
import { serve } from "./server.mjs";

const SECONDS = Number(process.argv[2] ?? 5);

const patient = { perMinute: 0, patienceSeconds: null };
/** Everybody has come and ordered at `at`; from then on nothing happens but that all of them are on their way. */
const carried = (count) => ({
  at: 11_500,
  speed: 4,
  customers: { ...patient, perMinute: 60_000, variationPercent: 0, total: count },
  cashiers: [{ count, takeMs: 100 }],
  baristas: [],
  walkMs: 60_000,
});
const SCENES = {
  "the default shop": { at: 15_000 },
  "1,000 slips on their way": carried(1000),
  "2,000 slips on their way": carried(2000),
  "5,000 slips on their way": carried(5000),
  "10,000 slips on their way": carried(10_000),
  // Everybody carries or makes something all the time.
  "500 + 500 staff, all busy": {
    at: 15_000,
    customers: { ...patient, perMinute: 30_000 },
    cashiers: [{ count: 500, takeMs: 500 }],
    baristas: [{ count: 500, makeMs: 900 }],
    walkMs: 8000,
    storedOrders: 20_000,
  },
  // Orders come, are made and served all over the stage, 900 a second.
  "5,400 + 2,070 staff, all busy": {
    at: 15_000,
    customers: { ...patient, perMinute: 54_000 },
    cashiers: [{ count: 5400, takeMs: 500 }],
    baristas: [{ count: 2070, makeMs: 1000 }],
    walkMs: 3000,
    storedOrders: 2000,
  },
  "10,000 orders, 200 staff": {
    at: 15_000,
    customers: { ...patient, perMinute: 1200 },
    cashiers: [{ count: 100 }],
    baristas: [{ count: 100 }],
    storedOrders: 10_000,
  },
};

const host = await serve({
  root: fileURLToPath(new URL("../dist", import.meta.url)),
  base: "/app/",
  pages: { "/bare": () => `<!doctype html><title>Bare</title><link rel="icon" href="data:,">` },
});
const browser = await chromium.launch(LAUNCH);
const open = async () => browser.newPage({ viewport: { width: 1360, height: 820 } });

const rows = [["a bare page", await frames("/bare")]];
for (const [name, scene] of Object.entries(SCENES)) rows.push([name, await frames("/app/?autoplay=0", scene)]);
const [[, bare]] = rows;
print(
  `Frames over ${SECONDS} s`,
  ["scene", "frames/s", "median", "p95", "of bare", "moving", "heap"],
  rows.map(([name, row]) => [
    name,
    row.rate.toFixed(1),
    `${row.median.toFixed(1)} ms`,
    `${row.p95.toFixed(1)} ms`,
    `${Math.round((row.rate / bare.rate) * 100)} %`,
    row.moving ? `${Math.min(...row.moving)}–${Math.max(...row.moving)}` : "",
    `${(row.heap / 1e6).toFixed(1)} MB`,
  ]),
);

const visit = await firstVisit();
const skips = [];
for (const scene of ["default", "rush-hour"])
  skips.push([`an hour of ${scene} skipped`, `${Math.round(await skipped(scene))} ms`]);
const hour = (perMinute, staff) => ({
  customers: { perMinute },
  cashiers: [{ count: staff }],
  baristas: [{ count: 2 * staff }],
});
const seeks = [];
for (const [perMinute, staff] of [[60, 6], [600, 30], [6000, 300]])
  seeks.push([`${perMinute} customers a minute`, ...(await sought(hour(perMinute, staff)))]);
print("Going to any moment of an hour", ["", "median", "p95", "worst"], seeks);
print(
  "Visit",
  ["", ""],
  [
    ["to the first moving slip or customer", `${Math.round(visit.firstMotion)} ms`],
    ["to the door", `${Math.round(visit.door)} ms`],
    ["first load, not compressed", `${visit.bytes.toLocaleString("en-US")} bytes`],
    ...skips,
  ],
);
console.log("\nThe simulated day is measured without a browser: cargo bench --bench day");
await browser.close();
await host.close();

/** Frames of a page while it plays a scene from the moment `at` on. */
async function frames(path, scene) {
  const page = await open();
  await page.goto(host.origin + path);
  if (scene) {
    const { at, speed = 1, ...scenario } = scene;
    const recording = { scenario, interventions: [{ at, do: "bringBack", person: 0 }] };
    await page.waitForFunction(() => globalThis.orderBoard);
    await page.evaluate((recording) => orderBoard.load(recording), recording);
    await page.evaluate((speed) => orderBoard.speed(speed), speed);
    await page.evaluate(() => orderBoard.play());
    await page.waitForTimeout(500);
  }
  const result = await page.evaluate(async (seconds) => {
    const deltas = [];
    const moving = [];
    await new Promise((done) => {
      const begun = performance.now();
      let last;
      let looked = begun;
      const frame = (now) => {
        if (last !== undefined) deltas.push(now - last);
        last = now;
        if (globalThis.orderBoard && now - looked > 1000) {
          looked = now;
          moving.push(orderBoard.snapshot().moving);
        }
        if (now - begun < seconds * 1000) requestAnimationFrame(frame);
        else done();
      };
      requestAnimationFrame(frame);
    });
    deltas.sort((a, b) => a - b);
    const at = (share) => deltas[Math.min(deltas.length - 1, Math.floor(deltas.length * share))];
    const sum = deltas.reduce((total, delta) => total + delta, 0);
    return {
      rate: (deltas.length * 1000) / sum,
      median: at(0.5),
      p95: at(0.95),
      moving: moving.length ? moving : undefined,
    };
  }, SECONDS);
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  await page.close();
  // The program's own memory lies beside the script's.
  return { ...result, heap: usedSize };
}

async function firstVisit() {
  const page = await open();
  let bytes = 0;
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(host.url, { waitUntil: "commit" });
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    while (!globalThis.orderBoard) await frame();
    const door = performance.now();
    while (orderBoard.snapshot().moving === 0) await frame();
    return { door, firstMotion: performance.now() };
  });
  await page.waitForLoadState("networkidle");
  await page.close();
  return { ...times, bytes };
}

/** How long the page is busy with an hour that is not looked at. */
async function skipped(scene) {
  const page = await open();
  await page.goto(`${host.url}?autoplay=0&scene=${scene}`);
  await page.waitForFunction(() => globalThis.orderBoard);
  const times = await page.evaluate(async () => {
    const { scenario } = orderBoard.recording();
    const hour = { scenario, interventions: [{ at: 3_600_000, do: "bringBack", person: 0 }] };
    const times = [];
    for (let round = 0; round < 3; round += 1) {
      const begun = performance.now();
      await orderBoard.load(hour);
      times.push(performance.now() - begun);
    }
    return times;
  });
  await page.close();
  return times.sort((a, b) => a - b)[1];
}

/** How long it takes to get to a moment of an hour that was seen, wherever it is. */
async function sought(scenario) {
  const page = await open();
  await page.goto(`${host.url}?autoplay=0`);
  await page.waitForFunction(() => globalThis.orderBoard);
  const times = await page.evaluate(async (scenario) => {
    await orderBoard.load(scenario);
    await orderBoard.seek(3_600_000);
    const times = [];
    let at = 1;
    for (let round = 0; round < 100; round += 1) {
      at = (at * 48_271) % 2_147_483_647;
      const begun = performance.now();
      await orderBoard.seek(at % 3_600_000);
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b);
  }, scenario);
  await page.close();
  return [0.5, 0.95, 0.99].map((share) => `${times[Math.floor(times.length * share)].toFixed(0)} ms`);
}

function print(title, head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join("  ");
  console.log(`\n${title}`);
  if (head.some(Boolean)) console.log(line(head));
  for (const row of rows) console.log(line(row));
}

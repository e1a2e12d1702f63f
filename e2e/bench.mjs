// Measures the built app in a real browser with software rendering: frames, skipping an hour, the first visit. It
// prints figures and has no limits, because they depend on the machine: compare them with those of the bare page.
//   node e2e/bench.mjs [visit | frames | scale]    everything, or one of its three groups
// ORDER_BOARD_DIST is another built folder, to compare two builds. SECONDS is the time per scene.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { LAUNCH } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { keepMemory } from "./shop.mjs";

const SECONDS = Number(process.env.SECONDS ?? 5);
const DIST = process.env.ORDER_BOARD_DIST ?? fileURLToPath(new URL("../dist", import.meta.url));
const group = process.argv[2];
const measures = (name) => group === undefined || group === name;

const patient = { perMinute: 0, patienceSeconds: null };
/** A scene in which all customers have ordered by `at`. After it nothing happens but the cashiers walking. */
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
  // Everyone always carries or makes something.
  "500 + 500 staff, all busy": {
    at: 15_000,
    customers: { ...patient, perMinute: 30_000 },
    cashiers: [{ count: 500, takeMs: 500 }],
    baristas: [{ count: 500, makeMs: 900 }],
    walkMs: 8000,
    storedOrders: 20_000,
  },
  // 900 orders a second arrive, are made and served, all over the stage.
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

/** A million stored orders, 500 staff, 60,000 customers a minute. */
const FULL = {
  customers: { perMinute: 60_000 },
  cashiers: [{ count: 200, takeMs: 500 }],
  baristas: [{ count: 300, makeMs: 900 }],
  storedOrders: 1_000_000,
};
/** A million orders in a day. */
const DAY = {
  customers: { perMinute: 699, total: 1_000_000 },
  cashiers: [{ count: 80 }],
  baristas: [{ count: 120 }],
};

/** The network conditions of a first visit: bandwidth in kbit/s and latency in milliseconds. */
const LINES = { "not throttled": undefined, "10 Mbit/s, 60 ms": [10_000, 60], "1.6 Mbit/s, 150 ms": [1_600, 150] };

const host = await serve({
  root: DIST,
  base: "/app/",
  compress: true,
  pages: { "/bare": () => `<!doctype html><title>Bare</title><link rel="icon" href="data:,">` },
});
const browser = await chromium.launch(LAUNCH);
const open = async () => browser.newPage({ viewport: { width: 1360, height: 820 } });

if (measures("visit")) await visits();
if (measures("frames")) await usual();
if (measures("scale")) {
  print("1,000,000 stored orders, 500 staff, 60,000 customers a minute", ["", "median", "p95", "worst"], await full());
  print("A day with 1,000,000 orders", ["", ""], await day());
  print("Asked of the browser in 5 s", ["", "frames", "timers", "CPU"], await idle());
  console.log("\nThe same without a browser: cargo bench -p model --bench day");
}
await browser.close();
await host.close();

async function usual() {
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
    "Skipping",
    ["", ""],
    [
      ...skips,
    ],
  );
}

/** Measures the frames of a page while it plays a scene from the moment `at`. */
async function frames(path, scene) {
  const page = await open();
  await page.goto(host.origin + path);
  if (scene) {
    const { at, speed = 1, ...scenario } = scene;
    const recording = { scenario, interventions: [{ at, do: "bringBack", person: 0 }] };
    await page.waitForFunction(() => globalThis.orderBoard?.version);
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
  // The heap of JavaScript, without the program's memory.
  return { ...result, heap: usedSize };
}

/** A first visit with an empty cache and gzip: the time until a bare page runs a script, until the shop's clock moves,
 *  and until the inspector is shown. The best of three runs. */
async function visits() {
  const rows = [];
  for (const [name, line] of Object.entries(LINES)) {
    const bare = await best(() => visit("/bare", line));
    const page = await best(() => visit("/app/", line));
    rows.push([name, ...[bare.ran, page.moved, page.inspected].map((time) => `${Math.round(time)} ms`)]);
  }
  print("From the click to", ["line", "a bare page", "the shop moves", "the inspector is there"], rows);
}

async function best(measure) {
  const rounds = [];
  for (let round = 0; round < 3; round += 1) rounds.push(await measure());
  const least = (key) => Math.min(...rounds.map((round) => round[key]));
  return Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, least(key)]));
}

async function visit(path, line) {
  const page = await open();
  const client = await page.context().newCDPSession(page);
  if (line) {
    const [kilobits, latency] = line;
    const bytes = (kilobits * 1000) / 8;
    await client.send("Network.enable");
    await client.send("Network.emulateNetworkConditions", {
      offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes,
    });
  }
  await page.addInitScript(() => {
    globalThis.visit = { ran: performance.now() };
    const look = () => {
      const clock = document.querySelector("[data-testid=clock]")?.textContent ?? "";
      if (/[1-9]/.test(clock)) globalThis.visit.moved ??= performance.now();
      if (document.querySelector("[data-testid=inspector] .ideas")) globalThis.visit.inspected ??= performance.now();
      if (!globalThis.visit.inspected || !globalThis.visit.moved) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(host.origin + path);
  if (path !== "/bare") await page.waitForFunction(() => globalThis.visit.inspected && globalThis.visit.moved);
  const times = await page.evaluate(() => globalThis.visit);
  await page.close();
  return times;
}

/** The time to simulate an hour without rendering it, in milliseconds: the median of three runs. */
async function skipped(scene) {
  const page = await open();
  await page.goto(`${host.url}?autoplay=0&scene=${scene}`);
  await page.waitForFunction(() => globalThis.orderBoard?.version);
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

/** The memory of the program and of the page's process, in bytes. */
async function memory(page) {
  const bytes = await page.evaluate(() => globalThis.programMemory.buffer.byteLength);
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  await client.detach();
  const resident = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    try {
      return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) * 1024;
    } catch {
      return 0;
    }
  });
  return { program: bytes, process: Math.max(0, ...resident) };
}

/** Measures from the timestamp of a click or key to the end of the next frame. */
function watchInput() {
  globalThis.answered = [];
  const watch = ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.answered.push(performance.now() - timeStamp);
      port2.postMessage(0);
    });
  };
  for (const type of ["pointerup", "keydown"]) addEventListener(type, watch, { capture: true });
}

/** Measures the largest shop: the time to open it, its memory, and its latency for clicks and keys. */
async function full() {
  const page = await open();
  await page.addInitScript(keepMemory);
  await page.addInitScript(watchInput);
  await page.goto(`${host.url}?autoplay=0`);
  await page.waitForFunction(() => globalThis.orderBoard?.version);
  const opened = await page.evaluate(async (scenario) => {
    const begun = performance.now();
    await orderBoard.load(scenario);
    return performance.now() - begun;
  }, FULL);
  const before = await memory(page);
  await page.evaluate(() => orderBoard.play());
  await page.waitForTimeout(2000);
  const hands = async (act) => {
    await page.evaluate(() => void (globalThis.answered.length = 0));
    for (let round = 0; round < 40; round += 1) {
      await act(round);
      await page.waitForTimeout(60);
    }
    await page.waitForTimeout(300);
    const times = (await page.evaluate(() => globalThis.answered)).sort((a, b) => a - b);
    return [0.5, 0.95, 0.99].map((share) => `${times[Math.floor(times.length * share)].toFixed(0)} ms`);
  };
  const tabs = ["settings", "details"];
  const clicks = await hands((round) => page.getByTestId(`tab-${tabs[round % 2]}`).click());
  const people = page.getByTestId("person");
  const selects = await hands((round) => people.nth(round % 20).click({ force: true, position: { x: 8, y: 8 } }));
  const keys = await hands((round) => page.keyboard.press(round % 2 ? "ArrowUp" : "ArrowDown"));
  await page.waitForTimeout(10_000);
  const after = await memory(page);
  const keyframes = await page.evaluate(async () => {
    const begun = performance.now();
    const { now } = orderBoard.snapshot();
    await orderBoard.seek(Math.floor(now / 2));
    return performance.now() - begun;
  });
  await page.close();
  const size = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  return [
    ["from a click on a tab to the next paint", ...clicks],
    ["from a click on a person to the next paint", ...selects],
    ["from a key to the next paint", ...keys],
    ["to open it", `${opened.toFixed(0)} ms`, "", ""],
    ["memory: program / the page's process, at first", `${size(before.program)} / ${size(before.process)}`, "", ""],
    ["the same after it was played", `${size(after.program)} / ${size(after.process)}`, "", ""],
    ["back to the middle of what was played", `${keyframes.toFixed(0)} ms`, "", ""],
  ];
}

/** Measures a seek over a day, and the longest time between two frames meanwhile. */
async function day() {
  const page = await open();
  await page.addInitScript(keepMemory);
  await page.goto(`${host.url}?autoplay=0`);
  await page.waitForFunction(() => globalThis.orderBoard?.version);
  const { took, gaps, orders } = await page.evaluate(async (scenario) => {
    await orderBoard.load(scenario);
    const gaps = [];
    let last;
    let going = true;
    const frame = (now) => {
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (going) requestAnimationFrame(frame);
    };
    const begun = performance.now();
    requestAnimationFrame(frame);
    await orderBoard.seek(86_400_000);
    const took = performance.now() - begun;
    going = false;
    const { metrics } = orderBoard.snapshot();
    return { took, gaps: gaps.sort((a, b) => a - b), orders: metrics.numberOfMessagesSent };
  }, DAY);
  const { program } = await memory(page);
  await page.close();
  const at = (share) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))]?.toFixed(0) ?? "0";
  return [
    ["to its end", `${(took / 1000).toFixed(1)} s`],
    ["orders", String(orders)],
    ["between two frames on the way: median, p95, worst", `${at(0.5)}, ${at(0.95)}, ${at(1)} ms`],
    ["memory of the program", `${(program / 1e6).toFixed(0)} MB`],
  ];
}

/** Counts frames, timers and CPU time of a page without input. */
async function idle() {
  const page = await open();
  await page.addInitScript(() => {
    globalThis.asked = { frames: 0, timers: 0 };
    const count = (name, kind) => {
      const ask = globalThis[name].bind(globalThis);
      globalThis[name] = (...all) => {
        globalThis.asked[kind] += 1;
        return ask(...all);
      };
    };
    count("requestAnimationFrame", "frames");
    count("setTimeout", "timers");
    count("setInterval", "timers");
  });
  await page.goto(`${host.url}?autoplay=1`);
  await page.waitForFunction(() => globalThis.orderBoard?.version);
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const cpu = async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  const measure = async (what) => {
    await page.waitForTimeout(1500);
    await page.evaluate(() => void Object.assign(globalThis.asked, { frames: 0, timers: 0 }));
    const before = await cpu();
    await new Promise((done) => setTimeout(done, 5000));
    const spent = (await cpu()) - before;
    const { frames, timers } = await page.evaluate(() => globalThis.asked);
    return [what, String(frames), String(timers), `${spent.toFixed(0)} ms`];
  };
  const rows = [await measure("playing")];
  const hide = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await hide(true);
  rows.push(await measure("hidden"));
  await hide(false);
  await page.evaluate(() => orderBoard.pause());
  rows.push(await measure("paused"));
  await page.evaluate(() => orderBoard.load({ customers: { perMinute: 0 }, cashiers: [], baristas: [] }));
  await page.evaluate(() => orderBoard.play());
  rows.push(await measure("playing, and nothing will happen"));
  await page.close();
  return rows;
}

/** Measures seeks to random moments of an hour that was simulated before. */
async function sought(scenario) {
  const page = await open();
  await page.goto(`${host.url}?autoplay=0`);
  await page.waitForFunction(() => globalThis.orderBoard?.version);
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

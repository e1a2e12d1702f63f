// Random actions in the page until something breaks, and the memory of a page that plays for a day. See scripts/nightly.
//   node e2e/nightly.mjs
// ACTIONS is the number of actions (13,000), SEEDS the seeds ("1 2 3"), HOURS the simulated hours (24), ORDER_BOARD_DIST
// another built folder. A failure prints the seed and the last actions: the same seed repeats the choices.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { LAUNCH } from "./chromium.mjs";
import { ONE, TWO } from "./frozen-links.mjs";
import { serve } from "./server.mjs";
import { keepMemory } from "./shop.mjs";

const ACTIONS = Number(process.env.ACTIONS ?? 13_000);
const SEEDS = (process.env.SEEDS ?? "1 2 3").split(" ").map(Number);
const HOURS = Number(process.env.HOURS ?? 24);
const DIST = process.env.ORDER_BOARD_DIST ?? fileURLToPath(new URL("../dist", import.meta.url));
/** 60,000 customers a minute, a week ahead. */
const FAR =
  "1.eNqrVipOTs1LLMrMV7KqVkouLS7Jz00tKgZxClKLfDPzSktSlazMDAwMDGprdZQSS0AcEwsQ30BHqTSvJDMHSaQWACIrGCQ";
const SCENES = ["default", "hand-to-hand", "crash", "dead-letter", "delay", "short-polling", "backlog", "rush-hour", "fifo", "fair", "duplicates"];
const KEYS =
  "Space ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowLeft Shift+ArrowRight r n t c ? Escape Control+z Control+Shift+z Tab Enter"
    .split(" ");
const SIZES = [
  [1360, 820],
  [960, 540],
  [390, 844],
];

/** A small generator of random numbers: mulberry32. */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

const host = await serve({ root: DIST, base: "/" });
const browser = await chromium.launch(LAUNCH);

/** A page that notes its troubles: uncaught errors, errors in the console, and the card after a panic. */
async function open(troubles, query = "") {
  const page = await browser.newPage({ viewport: { width: 1360, height: 820 } });
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(`console: ${message.text()}`));
  page.on("dialog", (dialog) => dialog.dismiss());
  await page.addInitScript(keepMemory);
  await page.goto(`${host.url}?${query}`);
  await page.evaluate(() => orderBoard.ready);
  return page;
}

const megabytes = (page) => page.evaluate(() => Math.round(globalThis.programMemory.buffer.byteLength / 1e6));

/** What a person, a script or a program may do, with its share of all actions. */
const DEEDS = {
  async key(page, draw) {
    const key = draw.of(KEYS);
    await page.keyboard.press(key);
    return key;
  },
  /** A click on anything that takes one, also on what is hidden behind something else. */
  async click(page, draw) {
    return page.evaluate((share) => {
      const all = [...document.querySelectorAll("button, [role=button], [role=menuitem], [role=tab], summary, .lane, .person")];
      const shown = all.filter((element) => element.checkVisibility?.() ?? true);
      const element = shown[Math.floor(share * shown.length)];
      element?.click();
      return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").slice(0, 40);
    }, draw.next());
  },
  async point(page, draw) {
    const [x, y] = [draw.below(1300), draw.below(800)];
    await page.mouse.click(x, y);
    return `${x}, ${y}`;
  },
  async drag(page, draw) {
    const at = () => [draw.below(1300), draw.below(800)];
    await page.mouse.move(...at());
    await page.mouse.down();
    await page.mouse.move(...at(), { steps: 4 });
    await page.mouse.up();
  },
  /** A field or a list of the page gets another value. */
  async setting(page, draw) {
    return page.evaluate(
      ([share, value]) => {
        const fields = [...document.querySelectorAll("input, select")].filter((field) => field.checkVisibility?.() ?? true);
        const field = fields[Math.floor(share * fields.length)];
        if (!field || field.type === "file") return "nothing";
        if (field.tagName === "SELECT") field.selectedIndex = Math.floor(value * field.options.length);
        else if (field.type === "checkbox" || field.type === "radio") field.click();
        else field.value = String(Math.floor(value ** 4 * 100_000) - 5);
        for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
        return field.id;
      },
      [draw.next(), draw.next()],
    );
  },
  async script(page, draw) {
    const verb = draw.of(["step", "stepBack", "undo", "redo", "play", "pause"]);
    await page.evaluate((verb) => orderBoard[verb](), verb);
    return verb;
  },
  async seek(page, draw) {
    const at = Math.floor(draw.next() ** 6 * 90_000_000);
    await page.evaluate((at) => void orderBoard.seek(at).catch(() => {}), at);
    return at;
  },
  async call(page, draw) {
    const call = draw.of([
      ["SendMessage", { MessageBody: "tea" }],
      ["ReceiveMessage", { WaitTimeSeconds: 3, MaxNumberOfMessages: 10 }],
      ["PurgeQueue", {}],
      ["CreateQueue", { QueueName: `queue-${draw.below(50)}` }],
      ["SetQueueAttributes", { Attributes: { VisibilityTimeout: `${draw.below(100)}` } }],
      ["DeleteQueue", { QueueUrl: `queue-${draw.below(50)}` }],
    ]);
    const body = { QueueUrl: "orders", ...call[1] };
    await page.evaluate(([action, body]) => void orderBoard.sqs(action, body, { from: "Night" }).catch(() => {}), [call[0], body]);
    return call[0];
  },
  async open(page, draw) {
    const shop = draw.of([
      ...SCENES,
      ONE,
      TWO,
      FAR,
      { customers: { perMinute: 0 }, baristas: [{ count: 500, waitTimeSeconds: 0, pauseMs: 100 }] },
      { storedOrders: 20_000, queue: { fifo: true } },
    ]);
    await page.evaluate((shop) => void orderBoard.load(shop).catch(() => {}), shop);
    return typeof shop === "string" ? shop.slice(0, 20) : "a scenario";
  },
  async link(page, draw) {
    await page.evaluate((link) => void (location.hash = link), draw.of([ONE, TWO, FAR, "1.broken", ""]));
  },
  async size(page, draw) {
    const [width, height] = draw.of(SIZES);
    await page.setViewportSize({ width, height });
    return width;
  },
  async wait(page) {
    await page.waitForTimeout(50);
  },
  async reload(page) {
    await page.reload();
    await page.evaluate(() => orderBoard.ready);
  },
};
const SHARES = {
  key: 26, click: 24, point: 8, drag: 5, setting: 10, script: 8, seek: 4, call: 8, open: 1.5, link: 0.5, size: 1, wait: 3, reload: 0.3,
};

/** Makes `count` random actions. Resolves to the troubles with the last actions before them. */
async function wander(seed, count) {
  const next = random(seed);
  const below = (most) => Math.floor(next() * most);
  const draw = { next, below, of: (all) => all[below(all.length)] };
  const whole = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  const choose = () => {
    let left = next() * whole;
    return Object.keys(SHARES).find((name) => (left -= SHARES[name]) < 0) ?? "wait";
  };
  const troubles = [];
  const page = await open(troubles);
  const [done, begun] = [[], performance.now()];
  let slowest = [0, ""];
  for (let number = 1; number <= count && troubles.length === 0; number += 1) {
    const name = choose();
    const since = performance.now();
    try {
      done.push(`${number} ${name} ${(await DEEDS[name](page, draw)) ?? ""}`);
      // A card can come later than the error that it explains.
      if (await page.locator(".boot-card").count()) {
        troubles.push(`the card: ${(await page.locator(".boot-card").innerText()).slice(0, 2_000)}`);
      }
    } catch (error) {
      troubles.push(`${number} ${name}: ${error}`);
    }
    const ms = performance.now() - since;
    if (ms > slowest[0]) slowest = [ms, done.at(-1)];
    if (number % 1_000 === 0) console.log(`seed ${seed}: ${number} actions, ${await megabytes(page)} MB`);
  }
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(`seed ${seed}: ${done.length} actions in ${seconds} s, the slowest ${Math.round(slowest[0])} ms (${slowest[1]})`);
  await page.close();
  return troubles.length ? [`seed ${seed}`, ...done.slice(-15), ...troubles] : [];
}

/** The memory after each twelfth of a day that plays at the highest speed. It fails if it still grows in the last quarter. */
async function play() {
  const troubles = [];
  const page = await open(troubles, "speed=64&autoplay=0");
  const parts = [];
  for (let part = 1; part <= 12; part += 1) {
    const until = (part * HOURS * 3_600_000) / 12;
    await page.evaluate(async (until) => {
      // Playing and long seeks in turn: both simulate every event, and a day at 64 times lasts 22 minutes.
      orderBoard.play();
      await new Promise((done) => setTimeout(done, 2_000));
      orderBoard.pause();
      await orderBoard.seek(until);
    }, until);
    const heap = await page.evaluate(() => Math.round((performance.memory?.usedJSHeapSize ?? 0) / 1e6));
    parts.push(await megabytes(page));
    console.log(`${((part * HOURS) / 12).toFixed(1)} h: ${parts.at(-1)} MB of the program, ${heap} MB of scripts`);
  }
  await page.close();
  const [late, end] = [parts[8], parts[11]];
  if (end > late * 1.1) troubles.push(`The memory grows: ${late} MB after three quarters, ${end} MB at the end.`);
  return troubles;
}

const failed = [];
try {
  for (const seed of SEEDS) failed.push(...(await wander(seed, Math.ceil(ACTIONS / SEEDS.length))));
  failed.push(...(await play()));
} finally {
  await browser.close();
  await host.close();
}
for (const line of failed) console.error(line);
console.log(failed.length ? "FAILED" : "ok");
process.exitCode = failed.length ? 1 : 0;

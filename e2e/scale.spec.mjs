// Large shops: exact counts, visible density, progress of long seeks, and no work while nothing happens.
import { expect, test } from "./fixtures.mjs";
import { ALONE, keepMemory } from "./shop.mjs";

const FULL = { ...ALONE, storedOrders: 1_000_000 };
/** More events than one frame has time for. */
const BUSY = {
  seed: 3,
  customers: { perMinute: 6000 },
  cashiers: [{ count: 300 }],
  baristas: [{ count: 500 }],
};

/** The filled share of the stack's fields, in thousandths. */
const fields = (stack) => stack.locator("rect").evaluateAll((all) => all.map((one) => Number(one.getAttribute("width"))));

test("a million orders: exact counts, density, and less than 300 MB of memory", async ({ page, shop }) => {
  test.setTimeout(120_000);
  await page.addInitScript(keepMemory);
  await shop.open();
  await shop.load(FULL);
  await shop.expectCounts({ waiting: 1_000_000 });
  await expect(page.getByRole("region", { name: "Waiting, visible: 1,000,000 orders" })).toHaveCount(1);
  const shown = await shop.lane("waiting").getByTestId("ticket").count();
  const stack = page.getByTestId("stack-waiting");
  const rest = (1_000_000 - shown).toLocaleString("en-US");
  await expect(stack).toHaveText(`+${rest}`);
  await expect(stack).toHaveAccessibleName(`${rest} more orders`);
  expect(await fields(stack)).toEqual([1000, 1000, 1000, 1000, 1000, 999]);
  // Taking and undoing work as in a small shop.
  await shop.page.keyboard.press("t");
  await shop.expectCounts({ waiting: 999_999, making: 1 });
  await page.keyboard.press("Control+z");
  await shop.expectCounts({ waiting: 1_000_000, making: 0 });
  const bytes = await page.evaluate(() => globalThis.programMemory.buffer.byteLength);
  expect(bytes / 1e6).toBeLessThan(300);
});

test("the stack shows density: more orders fill more of it", async ({ page, shop }) => {
  await shop.open();
  const sums = [];
  for (const storedOrders of [100, 1000, 20_000]) {
    await shop.load({ ...ALONE, storedOrders });
    const full = await fields(page.getByTestId("stack-waiting"));
    sums.push(full.reduce((sum, field) => sum + field, 0));
  }
  expect(sums).toEqual(sums.toSorted((a, b) => a - b));
  expect(new Set(sums).size).toBe(3);
});

test("of five hundred people, the ones without room are counted", async ({ page, shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, cashiers: [{ count: 200 }], baristas: [{ count: 300 }] });
  for (const [role, count] of [["cashier", 200], ["barista", 300]]) {
    const side = page.locator(`section.side.${role}`);
    const shown = await side.getByTestId("person").count();
    expect(shown).toBeGreaterThan(8);
    await expect(side.getByTestId("people-more")).toHaveText(`+${count - shown}`);
  }
});

test("a long seek shows its progress, the page stays responsive, and Escape stops it", async ({ page, shop }) => {
  await shop.open();
  await shop.load(BUSY);
  await page.getByRole("button", { name: "Skip ahead" }).click();
  await page.getByRole("menuitem", { name: "A day" }).click();
  const progress = page.getByRole("progressbar", { name: "Going to another moment" });
  await expect(progress).toHaveAttribute("aria-valuetext", /^\d+ %: .+, going to 24:00:00/);
  const { now } = await shop.snapshot();
  await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(now);
  // The page responds meanwhile.
  await page.getByTestId("tab-log").click();
  await expect(page.getByTestId("tab-log")).toHaveAttribute("aria-selected", "true");
  const said = await shop.said(() => page.keyboard.press("Escape"));
  expect(said.at(-1)).toMatch(/^Now at /);
  await expect(progress).toHaveCount(0);
  const stopped = (await shop.snapshot()).now;
  expect(stopped).toBeGreaterThan(0);
  expect(stopped).toBeLessThan(86_400_000);
  await shop.settled();
  expect((await shop.snapshot()).now).toBe(stopped);
});

test("the keyboard skips ahead by exactly a minute", async ({ page, shop }) => {
  await shop.open();
  const skip = page.getByRole("button", { name: "Skip ahead" });
  await skip.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "A minute" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "An hour" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menuitem")).toHaveCount(0);
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  const said = await shop.said(() => page.keyboard.press("Enter"));
  expect(said.at(-1)).toBe("Now at 01:00.0.");
  await expect(skip).toBeFocused();
  expect((await shop.snapshot()).now).toBe(60_000);
  expect((await shop.recording()).interventions).toEqual([]);
});

/** Records every frame and timer that the page requests. */
const countWakeups = () => {
  globalThis.wakeups = [];
  for (const name of ["requestAnimationFrame", "setTimeout", "setInterval", "requestIdleCallback"]) {
    const ask = globalThis[name].bind(globalThis);
    globalThis[name] = (...all) => {
      globalThis.wakeups.push(name);
      return ask(...all);
    };
  }
};

/** The frames and timers requested within 600 ms. The test waits outside the page, so that waiting requests no timer. */
const wakeups = async (page) => {
  await page.evaluate(() => void (globalThis.wakeups.length = 0));
  await new Promise((done) => setTimeout(done, 600));
  return page.evaluate(() => globalThis.wakeups);
};

test("paused, hidden or idle: no frame and no timer", async ({ page, shop }) => {
  await page.addInitScript(countWakeups);
  await shop.open("autoplay=1");
  await page.getByTestId("skip").waitFor();
  expect((await wakeups(page)).length).toBeGreaterThan(0);

  await page.getByTestId("play").click();
  await expect.poll(() => wakeups(page), "paused").toEqual([]);

  await page.getByTestId("play").click();
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(() => wakeups(page), "hidden").toEqual([]);
  const { now } = await shop.snapshot();
  await page.evaluate(() => {
    delete document.hidden;
    delete document.visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(async () => (await shop.snapshot()).now, "shown again").toBeGreaterThan(now);

  await shop.load(ALONE);
  await page.evaluate(() => orderBoard.play());
  await expect.poll(() => wakeups(page), "nothing will happen").toEqual([]);
  expect(await shop.snapshot()).toMatchObject({ playing: true });
});

test("the rings and bars of a busy shop advance while it plays, and are exact when paused", async ({ page, shop }) => {
  await shop.open();
  await shop.load({ seed: 3, customers: { perMinute: 400 }, cashiers: [{ count: 40 }], baristas: [{ count: 40 }] });
  const gauges = () =>
    page.evaluate(() => ({
      bars: [...document.querySelectorAll(".bar .done")].map((bar) => bar.style.transform),
      rings: [...document.querySelectorAll(".ring .left")].map((ring) => ring.getAttribute("stroke-dasharray")),
    }));
  await page.evaluate(() => orderBoard.seek(30_000));
  // People who wait have an empty bar.
  const set = async () => (await gauges()).bars.filter((bar) => bar !== "").length;
  await expect.poll(set).toBeGreaterThan(24);
  const before = await gauges();
  expect(before.rings).not.toContain(null);
  await page.evaluate(() => orderBoard.play());
  await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(31_000);
  await page.evaluate(() => orderBoard.pause());
  expect(await gauges(), "they go on while time does").not.toEqual(before);
  await page.evaluate(() => orderBoard.seek(30_000));
  await expect.poll(gauges).toEqual(before);
});

// Nothing walks without a budget: on a long way the page answers, deeds and calls wait, Esc stops, nothing is lost; a shop
// that fills the memory stops with a sentence; a page that failed offers to open without its link.
import { expect, test } from "./fixtures.mjs";
import { keepMemory } from "./shop.mjs";

/** 60,000 customers a minute, a week ahead. */
const FAR =
  "1.eNqrVipOTs1LLMrMV7KqVkouLS7Jz00tKgZxClKLfDPzSktSlazMDAwMDGprdZQSS0AcEwsQ30BHqTSvJDMHSaQWACIrGCQ";
/** Orders that pile up without end, a week ahead. */
const FULL = {
  scenario: {
    customers: { perMinute: 60000 },
    cashiers: [{ count: 10000, takeMs: 100, batch: 10, resendPercent: 100 }],
    baristas: [],
    walkMs: 0,
    queue: { messageRetentionSeconds: 1209600, maxReceiveCount: null },
  },
  at: 604_800_000,
  until: 604_800_000,
};
/** Baristas who poll an empty board all the time. */
const idle = (count, pauseMs) => ({
  customers: { perMinute: 0 },
  baristas: [{ count, waitTimeSeconds: 0, pauseMs }],
});

/** Keeps the longest time between two tasks of the page in `globalThis.longest`. */
const watchTasks = () => {
  globalThis.longest = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    globalThis.longest = Math.max(globalThis.longest, now - last);
    last = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
};

/** Runs `act`, and notes how long the page was busy at one time. */
const answers = async (page, name, act) => {
  await page.evaluate(() => void (globalThis.longest = 0));
  await act();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const ms = await page.evaluate(() => Math.round(globalThis.longest));
  test.info().annotations.push({ type: "longest task", description: `${name}: ${ms} ms` });
  if (process.env.FIGURES) console.log(`${name}: ${ms} ms`);
};

test("on a way of a week every deed waits, the page answers, and Escape stops", async ({ page, shop }) => {
  await page.addInitScript(watchTasks);
  await page.goto(`${shop.host.url}?autoplay=0#${FAR}`);
  await page.evaluate(() => orderBoard.ready);
  const way = page.getByTestId("way");
  await expect(way).toBeVisible();

  const waits = /^This waits until the shop is at 168:00:00\.0\. Esc cancels it\.$/;
  const verbs = {
    "key T": () => page.keyboard.press("t"),
    "click on Hire": () => shop.hire("barista").click(),
    step: () => page.keyboard.press("ArrowRight"),
    "step back": () => page.keyboard.press("ArrowLeft"),
    undo: () => page.keyboard.press("Control+z"),
  };
  for (const [name, act] of Object.entries(verbs)) {
    await answers(page, name, async () => {
      expect((await shop.said(act)).at(-1), name).toMatch(waits);
    });
  }
  await answers(page, "script", async () => {
    await page.evaluate(() => {
      orderBoard.step();
      orderBoard.undo();
      globalThis.answered = orderBoard.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "tea" });
    });
  });
  await expect(way).toBeVisible();

  const said = await shop.said(() => page.keyboard.press("Escape"));
  expect(said.at(-1)).toMatch(/^Stopped at .+\. The 7 deeds that waited are cancelled\./);
  await expect(way).toHaveCount(0);
  // The program's call is made where the shop stays; the deeds are cancelled.
  expect(await page.evaluate(async () => (await globalThis.answered).MD5OfMessageBody)).toHaveLength(32);
  const { interventions } = await shop.recording();
  expect(interventions.map((deed) => deed.do)).toEqual(["call"]);
  const { count } = (await shop.snapshot()).baristas;
  await shop.hire("barista").click();
  expect((await shop.snapshot()).baristas.count).toBe(count + 1);
});

test("deeds and calls that wait are done at the destination", async ({ page, shop }) => {
  await shop.open();
  await page.evaluate(() => orderBoard.load({ customers: { perMinute: 6000 }, cashiers: [{ count: 300 }], baristas: [] }));
  const done = await page.evaluate(async () => {
    const there = orderBoard.seek(1_200_000);
    const { arriving } = orderBoard.snapshot();
    const called = orderBoard.sqs("CreateQueue", { QueueName: "late" });
    await Promise.all([there, called]);
    return { arriving, now: orderBoard.snapshot().now };
  });
  expect(done).toEqual({ arriving: 1_200_000, now: 1_200_000 });
  expect((await shop.recording()).interventions).toMatchObject([{ at: 1_200_000, do: "call" }]);
});

for (const [count, pauseMs] of [
  [1000, 1000],
  [3000, 1000],
  [1000, 0],
  [3000, 0],
]) {
  test(`a step among ${count} idle baristas, pause ${pauseMs} ms, goes in pieces`, async ({ page, shop }) => {
    await page.addInitScript(watchTasks);
    await shop.open();
    await page.evaluate(async (scenario) => {
      await orderBoard.load(scenario);
      await orderBoard.seek(10_000);
    }, idle(count, pauseMs));
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await answers(page, `${count}, ${pauseMs}: step`, () => page.keyboard.press("ArrowRight"));
    await expect(shop.caption).toContainText("Looking for the next event");
    const { now } = await shop.snapshot();
    await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(now);
    await answers(page, `${count}, ${pauseMs}: Escape`, () => page.keyboard.press("Escape"));
    await expect(page.getByTestId("way")).toHaveCount(0);
    await answers(page, `${count}, ${pauseMs}: step back`, () => page.keyboard.press("ArrowLeft"));
    await expect.poll(async () => (await shop.snapshot()).now).toBe(0);
  });
}

test("a shop that fills the memory stops with a sentence, and the page lives", async ({ page, shop }) => {
  test.setTimeout(300_000);
  await page.addInitScript(keepMemory);
  await shop.open();
  await page.evaluate((run) => void orderBoard.load(run), FULL);
  await expect(shop.caption).toContainText("fill the memory of the page (1 GB)", { timeout: 250_000 });
  const bytes = await page.evaluate(() => globalThis.programMemory.buffer.byteLength);
  if (process.env.FIGURES) console.log(`memory: ${Math.round(bytes / 1e6)} MB`);
  expect(bytes / 1e9).toBeLessThan(3);
  const { now, playing, arriving } = await shop.snapshot();
  expect([playing, arriving]).toEqual([false, null]);
  // It does not go on by itself, and deeds work.
  await page.getByTestId("play").click();
  await expect(page.getByTestId("play")).toHaveAccessibleName("Play");
  expect((await shop.snapshot()).now).toBe(now);
  await shop.hire("barista").click();
  expect((await shop.snapshot()).baristas.count).toBe(1);
  await page.evaluate(() => orderBoard.load("default"));
  expect((await shop.snapshot()).now).toBe(0);
});

test("after a failure the page can be opened without the link that it was opened with", async ({ page, shop }) => {
  await page.goto(`${shop.host.url}?autoplay=0#${FAR}`);
  await page.evaluate(() => orderBoard.ready);
  await page.evaluate(() => orderBoardPanic({ message: "out of memory" }));
  await page.getByRole("button", { name: "Open without the link" }).click();
  await page.locator("#floor").waitFor();
  await page.evaluate(() => orderBoard.ready);
  expect(new URL(page.url()).hash).toBe("");
  expect(await shop.snapshot()).toMatchObject({ now: 0, scene: "default", arriving: null });
  // A page without a link does not offer it.
  await page.evaluate(() => orderBoardPanic({ message: "another" }));
  await expect(page.getByRole("button", { name: "Open again" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Open without the link" })).toHaveCount(0);
});

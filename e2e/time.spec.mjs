// Virtual time: play, pause, step, restart, and no work while paused.
import { expect, test } from "./fixtures.mjs";
import { SMALL } from "./shop.mjs";

/** Counts the frames that the app requests. */
const countFrames = () => {
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.frames_asked = 0;
  globalThis.requestAnimationFrame = (callback) => {
    globalThis.frames_asked += 1;
    return ask(callback);
  };
};

/** The number of frames requested within 200 ms. */
const framesOf = (frame) => {
  return frame.evaluate(() => {
    const before = globalThis.frames_asked;
    return new Promise((done) => setTimeout(() => done(globalThis.frames_asked - before), 200));
  });
};

test("a paused shop requests no frames", async ({ page, shop }) => {
  await page.addInitScript(countFrames);
  await shop.open();
  expect(await page.evaluate(() => globalThis.frames_asked)).toBe(0);

  await page.getByTestId("play").click();
  await expect.poll(() => framesOf(page)).toBeGreaterThan(1);
  await page.getByTestId("play").click();
  await expect.poll(() => framesOf(page)).toBe(0);
  await page.evaluate(() => orderBoard.step());
  expect(await framesOf(page)).toBe(0);
  await shop.hire("barista").click();
  expect(await framesOf(page)).toBe(0);
});

test("a playing shop without future events requests no frames", async ({ page, shop }) => {
  await page.addInitScript(countFrames);
  await shop.open();
  await page.evaluate(() => orderBoard.load({ customers: { perMinute: 0 }, baristas: [], cashiers: [] }));
  await page.evaluate(() => orderBoard.play());
  await expect.poll(() => framesOf(page)).toBe(0);
  expect(await shop.snapshot()).toMatchObject({ playing: true });
});

test("a frame scrolled out of view pauses, and continues in view", async ({ page, host, guest }) => {
  await page.addInitScript(countFrames);
  await page.goto(guest.page(`${host.url}?speed=1`));
  const [, app] = page.frames();
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect.poll(() => framesOf(app)).toBeGreaterThan(1);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => framesOf(app)).toBe(0);
  const { now, playing } = await app.evaluate(() => orderBoard.snapshot());
  expect(playing).toBe(true);
  await page.waitForTimeout(300);
  expect((await app.evaluate(() => orderBoard.snapshot())).now, "300 ms later").toBe(now);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect.poll(async () => (await app.evaluate(() => orderBoard.snapshot())).now).toBeGreaterThan(now);
});

test("play and pause", async ({ page, shop }) => {
  await shop.open("speed=64");
  const play = page.getByTestId("play");
  await expect(play).toHaveAccessibleName("Play");
  await play.click();
  await expect(play).toHaveAccessibleName("Pause");
  await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(10_000);
  await play.click();
  await expect.poll(async () => (await shop.snapshot()).playing).toBe(false);
  const { now } = await shop.snapshot();
  await shop.settled();
  expect((await shop.snapshot()).now).toBe(now);
});

test("autoplay starts the shop", async ({ shop }) => {
  await shop.open("autoplay=1");
  await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(0);
});

test("a step goes to the next event, and stops there", async ({ page, shop }) => {
  await shop.open();
  await shop.load(SMALL);
  const seen = [];
  for (const when of [300, 800]) {
    await page.getByTestId("step").click();
    await expect.poll(async () => (await shop.snapshot()).now).toBe(when);
    seen.push(await shop.clock.textContent());
  }
  expect(seen).toEqual(["00:00.3", "00:00.8"]);
  expect((await shop.trace()).trim().split("\n").at(-1)).toMatch(/^ +800 CustomerArrived .*customer 2$/);

  await page.evaluate(() => orderBoard.play());
  await page.getByTestId("step").click();
  await expect.poll(async () => (await shop.snapshot()).playing).toBe(false);
});

test("a step without a next event says so", async ({ page, shop }) => {
  await shop.open();
  await shop.load({ customers: { perMinute: 0 }, baristas: [] });
  expect(await shop.said(() => page.getByTestId("step").click())).toEqual(["Nothing else will happen on its own."]);
});

test("the speed can be chosen, and virtual time follows it", async ({ page, shop }) => {
  await shop.open("speed=0.5");
  const speed = page.getByTestId("speed");
  await expect(speed.locator("option:checked")).toHaveText("0.5×");
  await speed.selectOption("16×");
  expect((await shop.snapshot()).speed).toBe(16);
  await page.evaluate(() => orderBoard.speed(3));
  await expect(speed.locator("option:checked")).toHaveText(/^[24]×$/);
  await page.evaluate(() => orderBoard.speed(NaN));
  await expect(speed.locator("option:checked")).toHaveText(/^[24]×$/);

  // The test calls the frame callbacks itself with a stopped clock, so that the result does not depend on the wall clock.
  const passed = async (factor) => {
    await page.evaluate((factor) => orderBoard.speed(factor), factor);
    return page.evaluate(async () => {
      const ask = globalThis.requestAnimationFrame;
      let callback;
      globalThis.requestAnimationFrame = (next) => ((callback = next), 1);
      const stopped = performance.now();
      performance.now = () => stopped;
      const task = () => new Promise((done) => setTimeout(done, 30));
      orderBoard.play();
      await task();
      const give = async (at) => (callback(at), task());
      await give(1000);
      const { now } = orderBoard.snapshot();
      await give(1050);
      await give(1100);
      const passed = orderBoard.snapshot().now - now;
      orderBoard.pause();
      await task();
      globalThis.requestAnimationFrame = ask;
      delete performance.now;
      return passed;
    });
  };
  expect(await passed(1)).toBe(100);
  expect(await passed(4)).toBe(400);
  expect(await passed(0.25)).toBe(25);
});

test("a restart repeats the same trace", async ({ page, shop }) => {
  await shop.open("seed=99");
  await shop.stepTo(30_000);
  const [first, { now }] = [await shop.trace(), await shop.snapshot()];
  expect(first.split("\n").length).toBeGreaterThan(60);
  const said = await shop.said(() => page.getByTestId("restart").click());
  expect(said).toEqual(["Restarted with the same customers."]);
  expect((await shop.snapshot()).now).toBe(0);
  await shop.stepTo(now);
  expect(await shop.trace()).toBe(first);
});

test("a new seed gives another trace, and the old seed the same one", async ({ page, shop }) => {
  await shop.open("seed=99&t=20000");
  const first = await shop.trace();
  const said = await shop.said(() => page.getByTestId("new-seed").click());
  const { seed } = await expect
    .poll(async () => (await shop.snapshot()).seed)
    .not.toBe(99)
    .then(() => shop.snapshot());
  await expect(page.getByTestId("new-seed")).toContainText(`seed ${seed}`);
  expect(said).toEqual([`Restarted with new customers (seed ${seed}).`]);
  await shop.open(`seed=${seed}&t=20000`);
  expect(await shop.trace()).not.toBe(first);
  await shop.open("seed=99&t=20000");
  expect(await shop.trace()).toBe(first);
});

test("a scene opens from the beginning", async ({ page, shop }) => {
  await shop.open("t=20000");
  await page.getByTestId("scene").selectOption("delay");
  await expect.poll(async () => (await shop.snapshot()).scene).toBe("delay");
  expect(await shop.snapshot()).toMatchObject({ now: 0, queue: { delaySeconds: 8 } });
});

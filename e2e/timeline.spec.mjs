// Seeking, undo and redo, and the timeline below the stage.
import { expect, test } from "./fixtures.mjs";
import { ALONE, SMALL } from "./shop.mjs";

const BUSY = {
  title: "A busy shop",
  seed: 3,
  customers: { perMinute: 600 },
  cashiers: [{ count: 30 }],
  baristas: [{ count: 60 }],
};

/** The elements of the stage with attributes and boxes, the pixels of the canvas, and the texts around the stage. */
const looks = async (shop) => {
  await shop.settled();
  const picture = await shop.page.evaluate(() => {
    const told = (element) => {
      // Whether an element may be animated depends on the way here, and is not part of the picture.
      const plain = [...element.attributes].filter(({ name }) => name !== "data-moved");
      const attributes = plain.map(({ name, value }) => `${name}=${value}`).sort();
      const box = JSON.stringify(element.getBoundingClientRect());
      return [element.tagName, ...attributes, box, ...[...element.childNodes].map((node) => (node.tagName ? told(node) : node.data))];
    };
    const canvas = document.querySelector("canvas.motion");
    return { stage: told(document.getElementById("floor")), canvas: canvas.toDataURL() };
  });
  const places = [shop.clock, shop.caption, shop.page.locator(".figures")];
  return { ...picture, words: await Promise.all(places.map((place) => place.textContent())) };
};

const seek = (page, ms) => page.evaluate((ms) => orderBoard.seek(ms), ms);
const strip = (page) => page.getByRole("slider", { name: "Timeline" });

test("seeking back shows exactly the same pictures", async ({ page, shop }) => {
  await shop.open("scene=crash");
  await page.locator("#floor.settled").waitFor();
  const moments = [3_000, 7_400, 12_345, 20_100, 33_333, 47_000];
  const seen = [];
  for (const at of moments) {
    await seek(page, at);
    seen.push(await looks(shop));
  }
  for (const [index, at] of [...moments.entries()].reverse()) {
    await seek(page, at);
    const { canvas, ...told } = await looks(shop);
    const { canvas: painted, ...before } = seen[index];
    expect(told).toEqual(before);
    expect(canvas === painted, `what is painted at ${at} ms`).toBe(true);
  }
});

test("seeking gives the same result as playing", async ({ page, shop }) => {
  await shop.open("scene=dead-letter&t=60000");
  const [trace, snapshot] = [await shop.trace(), await shop.snapshot()];
  await seek(page, 5_000);
  expect((await shop.snapshot()).end).toBe(60_000);
  await seek(page, 60_000);
  expect(await shop.trace()).toBe(trace);
  expect(await shop.snapshot()).toEqual(snapshot);
});

test("stepping and seeking lead to the same state", async ({ page, shop }) => {
  await shop.open();
  for (const scene of ["default", "crash", "dead-letter", "delay", "fifo", "fair", "duplicates", "hand-to-hand"]) {
    const [stepped, sought, lines] = await page.evaluate(async (scene) => {
      await orderBoard.load(scene);
      for (let steps = 0; steps < 300; steps += 1) orderBoard.step();
      await new Promise((done) => setTimeout(done, 100));
      const stepped = orderBoard.snapshot();
      await orderBoard.seek(0);
      await orderBoard.seek(stepped.now);
      return [stepped, orderBoard.snapshot(), orderBoard.trace().trim().split("\n").length];
    }, scene);
    expect(stepped.now, scene).toBeGreaterThan(20_000);
    expect(sought, scene).toEqual(stepped);
    expect(lines, scene).toBe(sought.happenings);
  }
});

test("an invalid moment is refused", async ({ page, shop }) => {
  await shop.open("t=1000");
  for (const ms of [-1, NaN, Infinity, 1e12]) {
    await expect(page.evaluate((ms) => orderBoard.seek(ms), ms)).rejects.toThrow(/A moment is a number/);
  }
  expect((await shop.snapshot()).now).toBe(1_000);
});

test("a step back undoes a step", async ({ page, shop }) => {
  await shop.open("t=15000");
  const steps = [await shop.snapshot()];
  for (let step = 0; step < 6; step += 1) {
    await page.getByTestId("step").click();
    await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(steps.at(-1).now);
    steps.push(await shop.snapshot());
  }
  for (const before of steps.slice(1, -1).reverse()) {
    await page.getByTestId("step-back").click();
    await expect.poll(async () => (await shop.snapshot()).now).toBe(before.now);
    expect({ ...(await shop.snapshot()), end: 0 }).toEqual({ ...before, end: 0 });
  }
  // A focused button would handle the arrow keys itself.
  await page.evaluate(() => document.activeElement.blur());
  await page.locator("body").press("ArrowLeft");
  await expect.poll(async () => (await shop.snapshot()).now).toBeLessThan(steps[1].now);
  await page.locator("body").press("ArrowRight");
  await expect.poll(async () => (await shop.snapshot()).now).toBe(steps[1].now);
});

test("a step back at the beginning says so", async ({ page, shop }) => {
  await shop.open();
  expect(await shop.said(() => page.getByTestId("step-back").click())).toEqual(["This is the beginning."]);
  expect((await shop.snapshot()).now).toBe(0);
});

test("Shift with an arrow key moves by a second", async ({ page, shop }) => {
  await shop.open("t=15000");
  await page.locator("body").press("Shift+ArrowLeft");
  await expect(shop.clock).toHaveText("00:14.0");
  await page.locator("body").press("Shift+ArrowRight");
  await page.locator("body").press("Shift+ArrowRight");
  await expect(shop.clock).toHaveText("00:16.0");
});

test("the timeline is a slider", async ({ page, shop }) => {
  await shop.open("t=30000");
  await expect(strip(page)).toHaveAttribute("aria-valuetext", /^00:30\.0 of 00:30\.0, \d+ waiting, \d+ being made$/);
  await expect(strip(page)).toHaveAttribute("aria-valuemax", "30");
  await strip(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(strip(page)).toHaveAttribute("aria-valuenow", "29");
  await expect(strip(page)).toHaveAttribute("aria-valuetext", /^00:29\.0 of 00:30\.0/);
  await page.keyboard.press("Home");
  await expect(shop.clock).toHaveText("00:00.0");
  await page.keyboard.press("End");
  await expect(shop.clock).toHaveText("00:30.0");
  await page.keyboard.press("ArrowRight");
  await expect(shop.clock).toHaveText("00:31.0");
});

test("dragging the playhead seeks, and a playing shop continues afterwards", async ({ page, shop }) => {
  await shop.open("t=40000");
  const { x, y, width, height } = await strip(page).boundingBox();
  const point = (share) => [x + width * share, y + height / 2];
  await page.mouse.move(...point(0.25));
  await page.mouse.down();
  await expect(shop.clock).toHaveText(/^00:(14\.9|15\.0)$/);
  await page.mouse.move(...point(0.5), { steps: 3 });
  await expect(shop.clock).toHaveText(/^00:(29\.9|30\.0)$/);
  await page.mouse.move(...point(0.99), { steps: 3 });
  await expect(shop.clock, "the future is not on the timeline").toHaveText("00:40.0");
  await page.mouse.move(x - 50, y - 300, { steps: 3 });
  await expect(shop.clock).toHaveText("00:00.0");
  await page.mouse.up();
  await page.mouse.move(...point(0.5));
  await expect(shop.clock, "released").toHaveText("00:00.0");
  expect(await shop.snapshot()).toMatchObject({ playing: false, now: 0, end: 40_000 });

  await page.getByTestId("play").click();
  await page.mouse.move(...point(0.1));
  await page.mouse.down();
  expect(await shop.snapshot()).toMatchObject({ playing: false });
  await expect(page.getByTestId("play"), "it continues after the drag").toHaveAccessibleName("Pause");
  await page.mouse.up();
  await expect.poll(async () => (await shop.snapshot()).playing).toBe(true);
});

test("the playhead is at the current moment", async ({ page, shop }) => {
  await shop.open("t=30000");
  const head = async () => {
    const [bar, line] = [await strip(page).boundingBox(), await page.locator("#timeline-head").boundingBox()];
    return (line.x + line.width / 2 - bar.x) / bar.width;
  };
  expect(await head()).toBeCloseTo(0.5, 2);
  await seek(page, 6_000);
  await expect.poll(head).toBeCloseTo(0.1, 2);
  await seek(page, 61_000);
  await expect.poll(head).toBeCloseTo(61 / 120, 2);
});

test("marks show interventions and failures, and a press on one seeks there", async ({ page, shop }) => {
  await shop.open();
  const queue = { visibilityTimeoutSeconds: 5, maxReceiveCount: 1 };
  await shop.load(
    { ...ALONE, queue, storedOrders: 1, baristas: [{ name: "Cleo" }] },
    { deeds: [[1_000, { do: "crash", person: 1 }]], at: 20_000 },
  );
  for (const kind of ["crash", "dead"]) await expect(strip(page).locator(`.${kind}`)).toHaveCount(1);
  await expect(strip(page).locator(".deed")).toHaveCount(0);
  await shop.hire("cashier").click();
  await expect(strip(page).locator(".deed")).toHaveCount(1);
  await strip(page).focus();
  await page.keyboard.press("PageDown");
  const { now } = await shop.snapshot();
  expect(now).toBeLessThan(20_000);
  await page.keyboard.press("PageDown");
  await expect(shop.clock).toHaveText("00:01.0");
  const box = await strip(page).locator(".dead").boundingBox();
  await page.mouse.click(box.x + box.width / 2 + 3, box.y + box.height / 2);
  await expect.poll(async () => (await shop.snapshot()).now, "a press near a mark seeks to the mark").toBe(now);
});

test("a line of the log seeks to its moment", async ({ page, shop }) => {
  await shop.open("t=30000");
  await shop.turnTo("log");
  const line = page.getByTestId("log").getByRole("listitem").nth(12);
  const time = await line.locator("time").textContent();
  await line.getByRole("button", { name: `Go to ${time}` }).click();
  await expect(shop.clock).toHaveText(time);
  await expect(page.getByTestId("log").locator("time").first()).toHaveText(time);
});

test("undo and redo", async ({ page, shop }) => {
  await shop.open("t=10000");
  const before = await shop.names("barista");
  await shop.hire("barista").click();
  await expect.poll(async () => (await shop.names("barista")).length).toBe(before.length + 1);
  const hired = await shop.names("barista");
  await seek(page, 14_000);
  expect(await shop.said(() => page.locator("body").press("Control+z"))).toEqual(["Undone. Now at 00:10.0."]);
  expect(await shop.names("barista")).toEqual(before);
  expect((await shop.recording()).interventions).toEqual([]);
  expect(await shop.said(() => page.locator("body").press("Control+Shift+z"))).toEqual(["Redone. Now at 00:10.0."]);
  expect(await shop.names("barista")).toEqual(hired);
  await page.getByTestId("undo").click();
  await expect.poll(() => shop.names("barista")).toEqual(before);
  expect(await shop.said(() => page.getByTestId("undo").click({ force: true }))).toEqual(["Nothing to undo."]);
  await page.getByTestId("redo").click();
  await expect.poll(() => shop.names("barista")).toEqual(hired);
});

test("an intervention in the past cuts the future off, and undo restores it", async ({ page, shop }) => {
  await shop.open("t=10000");
  await shop.hire("barista").click();
  await seek(page, 40_000);
  const [old, trace] = [await shop.recording(), await shop.trace()];
  await seek(page, 5_000);
  expect((await shop.recording()).interventions, "the later intervention is kept").toHaveLength(1);
  await shop.hire("cashier").click();
  await expect.poll(async () => (await shop.snapshot()).end).toBe(5_000);
  expect((await shop.recording()).interventions).toMatchObject([{ at: 5_000, role: "cashier" }]);
  await page.getByTestId("undo").click();
  await expect.poll(async () => (await shop.snapshot()).end).toBe(40_000);
  expect((await shop.recording()).interventions).toEqual(old.interventions);
  await seek(page, 40_000);
  expect(await shop.trace()).toBe(trace);
});

test("several interventions of one command are undone together", async ({ page, shop }) => {
  await shop.open("t=10000");
  const everybody = page.getByRole("button", { name: "Send all baristas on a break" });
  await everybody.click();
  await expect.poll(async () => (await shop.recording()).interventions.length).toBeGreaterThan(1);
  await page.getByTestId("undo").click();
  await expect.poll(async () => (await shop.recording()).interventions.length).toBe(0);
});

test("Ctrl+Z in a field undoes typing, not an intervention", async ({ page, shop }) => {
  await shop.open("t=10000");
  await shop.hire("barista").click();
  await shop.turnTo("log");
  await page.getByTestId("log-search").fill("Ana");
  await page.getByTestId("log-search").press("Control+z");
  await expect(page.getByTestId("log-search")).toHaveValue("");
  await shop.settled();
  expect((await shop.recording()).interventions).toHaveLength(1);
});

test("a waiting call from outside is rejected after a seek", async ({ page, shop }) => {
  await shop.open();
  await shop.load(ALONE, { at: 5_000 });
  const answer = page.evaluate(() =>
    orderBoard.sqs("ReceiveMessage", { QueueUrl: "orders", WaitTimeSeconds: 20 }).then(
      () => "answered",
      (error) => `refused: ${error.message}`,
    ),
  );
  await expect.poll(async () => (await shop.recording()).interventions.length).toBe(1);
  await seek(page, 1_000);
  expect(await answer).toMatch(/^refused: /);
});

test("any moment of a busy hour can be reached", async ({ page, shop }) => {
  test.setTimeout(120_000);
  await shop.open();
  await page.evaluate((busy) => orderBoard.load(busy), BUSY);
  await seek(page, 3_600_000);
  expect(await shop.snapshot()).toMatchObject({ now: 3_600_000, end: 3_600_000 });
  const there = await shop.snapshot();
  for (const at of [1_800_000, 17_000, 3_000_000]) {
    await seek(page, at);
    expect((await shop.snapshot()).now).toBe(at);
  }
  await seek(page, 3_600_000);
  expect(await shop.snapshot()).toEqual(there);
});

test("a long seek keeps the page responsive and can be stopped", async ({ page, shop }) => {
  test.setTimeout(120_000);
  await shop.open();
  const crowd = { customers: { perMinute: 6000 }, cashiers: [{ count: 300 }], baristas: [{ count: 600 }] };
  await page.evaluate((crowd) => orderBoard.load(crowd), crowd);
  const arrived = page.evaluate(() => orderBoard.seek(1_200_000));
  await expect.poll(async () => (await shop.snapshot()).arriving).toBe(1_200_000);
  await expect(strip(page)).toHaveAttribute("aria-valuetext", /going to 20:00\.0/);
  await page.locator("body").press("Escape");
  await arrived;
  const { now, arriving } = await shop.snapshot();
  expect(arriving).toBe(null);
  expect(now).toBeLessThan(1_200_000);
});

test("the timeline is shown at every size and leaves room for the stage", async ({ page, shop }) => {
  await shop.open("t=30000");
  for (const [width, height, least] of [[1360, 820, 500], [820, 1180, 500], [390, 844, 500], [640, 360, 240]]) {
    await page.setViewportSize({ width, height });
    await shop.settled();
    const box = await strip(page).boundingBox();
    expect(box.height, `${width}`).toBeGreaterThanOrEqual(24);
    expect(box.width, `${width}`).toBeGreaterThan(width * 0.75);
    const stage = await page.locator("#floor").boundingBox();
    expect(stage.height, `${width}`).toBeGreaterThan(least);
    expect(stage.y + stage.height).toBeLessThanOrEqual(box.y);
    const play = await page.getByTestId("play").boundingBox();
    expect(play.y).toBeGreaterThanOrEqual(box.y + box.height - 1);
    expect(play.y + play.height).toBeLessThanOrEqual(height);
  }
});

test("playing redraws the timeline at most about four times a second", async ({ page, shop }) => {
  await shop.open("t=10000&speed=4");
  await expect(strip(page)).toBeVisible();
  await page.evaluate(() => {
    globalThis.drawn = [];
    // Frame timestamps, so that a delayed frame does not count as a later one.
    let frame = 0;
    const tick = (now) => {
      frame = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const note = () => globalThis.drawn.push(frame);
    const options = { attributes: true, subtree: true, childList: true, attributeFilter: ["d", "aria-valuetext"] };
    new MutationObserver(note).observe(document.querySelector("[data-testid=timeline]"), options);
  });
  await page.getByTestId("play").click();
  await page.waitForFunction(() => globalThis.drawn.length >= 9);
  await page.getByTestId("play").click();
  const gaps = await page.evaluate(() => globalThis.drawn.slice(1, -1).map((at, index) => at - globalThis.drawn[index]));
  // The first and last redraw belong to the presses of the button.
  const between = gaps.slice(1);
  expect(between.reduce((sum, gap) => sum + gap) / between.length).toBeGreaterThan(240);
});

test("hand to hand, the timeline shows the line", async ({ page, shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, mode: "handToHand", customers: { perMinute: 60 } }, { at: 30_000 });
  await expect(strip(page)).toHaveAttribute("aria-valuetext", /^00:30\.0 of 00:30\.0, \d+ in line$/);
});

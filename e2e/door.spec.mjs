// The API for scripts, `window.orderBoard`, and the parameters of the page's address.
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.mjs";
import { SMALL } from "./shop.mjs";

const { version } = readFileSync(new URL("../Cargo.toml", import.meta.url), "utf8").match(
  /^version = "(?<version>.+)"/m,
).groups;

test("orderBoard is ready as soon as it exists, and has the version of the crate", async ({ page, shop }) => {
  await shop.open();
  expect(await page.evaluate(() => orderBoard.ready.then(() => "ready"))).toBe("ready");
  expect(await page.evaluate(() => orderBoard.version)).toBe(version);
});

test("play, pause, step and speed", async ({ page, shop }) => {
  await shop.open();
  await page.evaluate(() => orderBoard.play());
  await expect.poll(async () => (await shop.snapshot()).playing).toBe(true);
  await page.evaluate(() => orderBoard.step());
  await expect.poll(async () => (await shop.snapshot()).playing).toBe(false);
  await page.evaluate(() => orderBoard.speed(8));
  await expect.poll(async () => (await shop.snapshot()).speed).toBe(8);
});

test("a method has taken effect when it returns", async ({ page, shop }) => {
  await shop.open();
  const seen = await page.evaluate(() => {
    orderBoard.step();
    const { now } = orderBoard.snapshot();
    orderBoard.speed(4);
    const { speed } = orderBoard.snapshot();
    orderBoard.play();
    const { playing } = orderBoard.snapshot();
    orderBoard.pause();
    return { now, speed, playing, paused: !orderBoard.snapshot().playing };
  });
  expect(seen).toEqual({ now: 300, speed: 4, playing: true, paused: true });
});

test("a snapshot is plain data with the visible state", async ({ shop }) => {
  await shop.open("seed=7&t=20000");
  const snapshot = await shop.snapshot();
  expect(snapshot).toMatchObject({
    now: 20_000,
    seed: 7,
    scene: "default",
    mode: "orderBoard",
    playing: false,
    speed: 1,
    queue: { visibilityTimeoutSeconds: 30, maxReceiveCount: 3 },
    cashiers: { count: 2, people: [{ name: "Ana", role: "cashier" }, { name: "Ben" }] },
    baristas: { count: 3 },
    yourOrders: [],
    lanes: { delayed: { count: 0, tickets: [] }, dead: { count: 0 } },
  });
  const [ticket] = snapshot.lanes.making.tickets;
  expect(ticket).toMatchObject({
    number: expect.stringMatching(/^#\d+$/),
    receiveCount: 1,
    moving: expect.any(Boolean),
  });
  expect(snapshot.baristas.people.map(({ name }) => name)).toContain(ticket.holder);
  expect(ticket.until).toBeGreaterThan(20_000);
  expect(snapshot.happenings).toBe((await shop.trace()).trim().split("\n").length);
});

test("a listener receives every event once and in order, until it is removed", async ({ page, shop }) => {
  await shop.open();
  await shop.load(SMALL);
  await page.evaluate(() => {
    globalThis.all = [];
    globalThis.sent = [];
    globalThis.off = orderBoard.on("*", (event) => all.push(event));
    orderBoard.on("Sent", (event) => sent.push(event));
    orderBoard.on("*", () => {
      throw new Error("an error that must not reach other listeners");
    });
  });
  await shop.stepUntil((now) => now.lanes.done.count === 1);
  const { all, sent } = await page.evaluate(() => ({ all: globalThis.all, sent: globalThis.sent }));
  const sequence = all.map((event) => event.sequence);
  expect(sequence).toEqual(sequence.map((_, index) => sequence[0] + index));
  expect(sent).toEqual(all.filter((event) => event.type === "Sent"));
  expect(sent[0]).toMatchObject({
    by: "Ana",
    order: expect.stringContaining("#1"),
    text: expect.stringContaining("pins #1"),
  });
  expect(all.map((event) => event.type)).toEqual(expect.arrayContaining(["Received", "DrinkServed", "Deleted"]));

  await page.evaluate(() => globalThis.off());
  await page.evaluate(() => orderBoard.step());
  await shop.settled();
  expect(await page.evaluate(() => globalThis.all.length)).toBe(all.length);
});

test("a scenario is loaded as an object, as text, or by the id of a scene", async ({ page, shop }) => {
  await shop.open();
  const load = (scenario) => page.evaluate((scenario) => orderBoard.load(scenario), scenario);
  await load({ title: "Mine", seed: 5, storedOrders: 4 });
  expect(await shop.snapshot()).toMatchObject({
    seed: 5,
    scene: null,
    lanes: { waiting: { count: expect.any(Number) } },
  });
  await expect(page.getByTestId("scene").locator("option:checked")).toHaveText("Mine");
  await load(JSON.stringify({ seed: 6 }));
  expect((await shop.snapshot()).seed).toBe(6);
  await load("delay");
  expect(await shop.snapshot()).toMatchObject({ scene: "delay", now: 0 });
});

test("numbers out of range are clamped, and a notice says so", async ({ page, shop }) => {
  await shop.open();
  await page.evaluate(() => orderBoard.load({ queue: { delaySeconds: 5000 }, cashiers: [{ count: 99_999 }] }));
  await expect(shop.notice).toContainText("queue.delaySeconds was 5000 and is now 900.");
  expect(await shop.snapshot()).toMatchObject({ queue: { delaySeconds: 900 }, cashiers: { count: 10_000 } });
});

test("an invalid scenario is refused with a reason, and the shop stays unchanged", async ({ page, shop }) => {
  await shop.open("t=5000");
  const before = await shop.snapshot();
  const refused = (scenario) =>
    page.evaluate((given) => orderBoard.load(given).catch((error) => error.message), scenario);
  expect(await refused("{")).toMatch(/^This is not JSON: .+\.$/);
  expect(await refused("no-such-scene")).toMatch(/not JSON/);
  expect(await refused([1])).toBe("A scenario must be an object, not a list.");
  expect(await refused({ seed: "seven" })).toMatch(/seed/);
  expect(await refused({ scenario: {}, interventions: [{ at: 1, do: "fly" }] })).toMatch(/interventions\[0\]/);
  expect(await page.evaluate(() => orderBoard.load().catch((error) => error.message))).toMatch(
    /A scenario is an object/,
  );
  expect(await shop.snapshot()).toEqual(before);
});

test("a text is loaded up to the size that a file may have", async ({ page, shop }) => {
  await shop.open();
  const refused = (length) =>
    page.evaluate((length) => orderBoard.load("{}".padStart(length)).catch((error) => error.message), length);
  expect(await refused(16_000_001)).toBe("This is larger than 16 MB.");
  expect(await refused(16_000_000)).toBe(undefined);
  const large = () => orderBoard.load({ title: "x".repeat(16_000_000) }).catch((error) => error.message);
  expect(await page.evaluate(large)).toBe("This is larger than 16 MB.");
});

test("a recording reproduces the trace and the snapshot", async ({ page, shop }) => {
  await shop.open("seed=21");
  await shop.stepTo(5000);
  await shop.hire("barista").click();
  await shop.stepTo(12_000);
  await shop.choose("Cleo", "Send on a break");
  await page.getByTestId("take").click();
  await shop.stepTo(20_000);
  await page.getByTestId("serve").click();
  await shop.settled();
  const [trace, recording, snapshot] = [await shop.trace(), await shop.recording(), await shop.snapshot()];
  expect(recording.interventions.map((deed) => deed.do)).toEqual(["hire", "sendOnBreak", "take", "serve"]);

  await shop.open("scene=delay");
  await page.evaluate((recording) => orderBoard.load(recording), recording);
  expect(await shop.trace()).toBe(trace);
  expect(await shop.recording()).toEqual(recording);
  expect({ ...(await shop.snapshot()), scene: 0, playing: 0, speed: 0 }).toEqual({
    ...snapshot,
    scene: 0,
    playing: 0,
    speed: 0,
  });
  await page.evaluate((recording) => orderBoard.load(recording), JSON.stringify(recording));
  expect(await shop.trace()).toBe(trace);
});

test("the address chooses scene, seed, moment, speed and theme", async ({ page, shop }) => {
  await shop.open("scene=crash&seed=12&t=7000&speed=2&theme=dark");
  expect(await shop.snapshot()).toMatchObject({ scene: "crash", seed: 12, now: 7000, speed: 2, playing: false });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(shop.notice).toHaveCount(0);
});

test("invalid values in the address show a notice and fall back to defaults", async ({ page, shop }) => {
  await shop.open("scene=nowhere&seed=-1&t=99999999999&speed=fast&theme=pink&unknown=1");
  for (const said of [
    "no scene “nowhere”",
    "seed=-1 must be a whole number",
    "t=99999999999",
    "speed=fast",
    "theme=pink",
  ]) {
    await expect(shop.notice).toContainText(said);
  }
  await expect(shop.notice).not.toContainText("unknown");
  await shop.open("");
  const plain = await shop.snapshot();
  await shop.open("scene=nowhere&seed=-1&t=99999999999&speed=fast&theme=pink");
  expect(await shop.snapshot()).toEqual(plain);
  await shop.notice.getByRole("button").click();
  await expect(shop.notice).toHaveCount(0);
});

test("markup in names and titles is shown as text", async ({ page, shop }) => {
  const hostile = `<img src=x onerror="globalThis.hacked = 1"><script>globalThis.hacked = 1</script>`;
  await shop.open(`scene=${encodeURIComponent(hostile)}`);
  await expect(shop.notice).toContainText("<img src=x");
  await shop.load({
    ...SMALL,
    title: hostile,
    cashiers: [{ name: hostile }],
    baristas: [{ name: "\u202e\"';--><b>" }],
  });
  await expect(page.getByTestId("scene").locator("option:checked")).toContainText("<img src=x");
  await expect(page.locator("[data-testid=person][data-role=cashier]")).toContainText("<img src=x");
  await shop.stepUntil((now) => now.lanes.making.count === 1);
  await shop.turnTo("log");
  await expect(page.getByTestId("log")).toContainText("<img src=x");
  await page.locator("[data-testid=person][data-role=cashier]").click();
  await expect(shop.menu).toBeVisible();
  await expect(page.locator("#app img, #app script, #app b:has(*)")).toHaveCount(0);
  expect(await page.evaluate(() => globalThis.hacked)).toBe(undefined);
});

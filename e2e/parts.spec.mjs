// The parts of the program that load after the first paint (src/parts.rs): the shop plays without them, input waits for
// them, and a failed fetch is repeated.
import { expect, test } from "./fixtures.mjs";
import { middle } from "./shop.mjs";

const HANDS = "**/split_hands-*.wasm";
const SHARE = "**/split_share-*.wasm";

/** Returns the seconds on the clock. */
const seconds = async (shop) => Number((await shop.clock.textContent()).split(":").at(-1));
const runsTo = (shop, end) => expect.poll(() => seconds(shop), { timeout: 30_000 }).toBeGreaterThanOrEqual(end);

/** Holds back the files that match `pattern`. Returns a function that releases them. */
async function withhold(page, pattern) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test("the shop plays before the panels have loaded", async ({ page, host, shop }) => {
  const release = await withhold(page, HANDS);
  await page.goto(host.url);
  await runsTo(shop, 0.5);
  await expect(shop.inspector.getByTestId("part-loading")).toBeVisible();
  release();
  await expect(shop.inspector.getByTestId("part-loading")).toHaveCount(0);
  await runsTo(shop, (await seconds(shop)) + 0.5);
});

test("a click before the panels have loaded takes effect once they have", async ({ page, host, shop }) => {
  const release = await withhold(page, HANDS);
  await page.goto(`${host.url}?autoplay=0&t=5000`);
  const { x, y } = await middle(page.getByTestId("person").first());
  await page.mouse.click(x, y);
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await expect(page.getByTestId("part-loading").first()).toBeVisible();
  release();
  await expect(shop.inspector.locator(".who")).toBeAttached();
  await expect(page.getByTestId("console")).toBeVisible();
});

test("the share dialog loads on first use, then opens", async ({ page, shop }) => {
  await shop.open("t=5000");
  const release = await withhold(page, SHARE);
  await page.getByRole("button", { name: "Share" }).first().click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  release();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("#share-link")).toBeFocused();
});

test("scripts wait for orderBoard.ready", async ({ page, host, shop }) => {
  const release = await withhold(page, HANDS);
  await page.goto(host.url);
  await runsTo(shop, 0.2);
  expect(await page.evaluate(() => Object.keys(orderBoard))).toEqual(["ready"]);
  const version = page.evaluate(() => orderBoard.ready.then(() => orderBoard.version));
  release();
  expect(await version).toMatch(/^\d+\.\d+\.\d+$/);
});

for (const [kind, fail] of [
  ["an aborted fetch", (route) => route.abort()],
  ["a missing file", (route) => route.fulfill({ status: 404, body: "gone" })],
]) {
  test(`a part loads after ${kind}, and the shop keeps running meanwhile`, async ({ page, host, shop, guard }) => {
    guard.expects(/404|ERR_FAILED|Failed to fetch/);
    let requests = 0;
    await page.route(HANDS, (route) => (++requests < 3 ? fail(route) : route.continue()));
    await page.goto(host.url);
    await expect(shop.notice).toContainText("A part of the program could not be loaded");
    const seen = await seconds(shop);
    await runsTo(shop, seen + 0.5);
    await page.evaluate(() => orderBoard.ready);
    expect(requests).toBe(3);
    await expect(shop.notice).toHaveCount(0);
    await page.getByTestId("person").first().click();
    await expect(shop.inspector.locator(".who")).toBeVisible();
  });
}

test("a reload opens the stored run, a link opens its own run", async ({ page, host, shop }) => {
  await shop.open("t=5000");
  await page.evaluate(() => orderBoard.seek(9_000));
  await page.reload();
  await page.evaluate(() => orderBoard.ready);
  expect((await shop.snapshot()).now).toBe(9_000);
});

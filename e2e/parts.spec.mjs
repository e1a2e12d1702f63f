// The program comes in two parts: the first plays the shop, and the rest may be late, or never come.
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.mjs";
import { middle, Shop } from "./shop.mjs";

const REST = "**/*_rest.wasm";
const STYLES = readFileSync(new URL("../static/rest.css", import.meta.url), "utf8");
const PHONE = { width: 390, height: 844 };
const FRAME = { width: 640, height: 360 };

/** Seconds on the clock. */
const seconds = async (shop) => Number((await shop.clock.textContent()).split(":").at(-1));
const runsTo = (shop, end) => expect.poll(() => seconds(shop), { timeout: 90_000 }).toBeGreaterThanOrEqual(end);

/** What the start script waits for comes at once. */
const hurry = (page) =>
  page.addInitScript(() => {
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (act, ms, ...given) => setTimeout(act, ms >= 5_000 ? 500 : ms, ...given);
  });

/** Holds the rest back until the test is over; gives what was fetched while everything waited. */
async function withhold(page) {
  const waited = [];
  page.on("request", (request) => request.resourceType() === "xhr" && waited.push(request.url()));
  await page.route(REST, async (route) => {
    if (route.request().resourceType() === "xhr") await route.continue();
  });
  return waited;
}

for (const viewport of [undefined, PHONE, FRAME]) {
  for (const colorScheme of ["light", "dark"]) {
    const where = viewport ? `${viewport.width}×${viewport.height}` : "desktop";
    test(`whoever only watches needs nothing but the first part: ${where}, ${colorScheme}`, async ({ page, host, shop }) => {
      if (viewport) await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await onlyWatch(page, host, shop);
    });
  }
}

test("nor where frames are late", async ({ page, host, shop }) => {
  const machine = await page.context().newCDPSession(page);
  await machine.send("Emulation.setCPUThrottlingRate", { rate: 10 });
  // Late frames have more to do at a time, the first ones most of all.
  for (const end of [1, 1, 1, 1, 1, 8]) {
    await onlyWatch(page, host, shop, end);
    await page.evaluate(() => sessionStorage.clear());
  }
});

/** A visit without a hand, in which nothing but the first part may be fetched or styled. */
async function onlyWatch(page, host, shop, end = 12) {
  test.slow();
  const asked = [];
  page.on("request", (request) => /_rest\.wasm$/.test(request.url()) && asked.push(request.url()));
  await page.goto(host.url);
  await runsTo(shop, end);
  await expect(page.getByTestId("ticket").first()).toBeVisible();
  await expect(page.getByRole("slider", { name: "Timeline" })).toBeVisible();
  expect(asked).toEqual([]);
  expect(await matching(page, STYLES)).toEqual([]);
}

/** The selectors of a style sheet, as far as they apply here, that something on the page matches in some state. */
function matching(page, styles) {
  return page.evaluate((styles) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    const state = /:{1,2}(hover|focus[a-z-]*|active|before|after|backdrop|-(webkit|moz)-[a-z-]+)/g;
    const matches = (selector) => document.querySelector(selector.replace(state, "") || "*");
    const found = (rules) =>
      [...rules].flatMap((rule) => {
        if (rule.selectorText) return rule.selectorText.split(/,(?![^(]*\))/).filter(matches);
        return rule.media && !matchMedia(rule.media.mediaText).matches ? [] : found(rule.cssRules ?? []);
      });
    return found(sheet.cssRules);
  }, styles);
}

test("the first sign of a hand brings the rest, and nothing waits", async ({ page, host, shop }) => {
  const waited = [];
  page.on("request", (request) => request.resourceType() === "xhr" && waited.push(request.url()));
  await page.goto(host.url);
  await runsTo(shop, 0.3);
  const rest = page.waitForRequest(REST);
  await page.mouse.move(300, 300);
  await rest;
  await page.waitForFunction(() => orderBoardWhole());
  expect(waited).toEqual([]);
});

test("a page that is loaded again before that shows the same moment", async ({ page, host, shop }) => {
  await page.goto(host.url);
  await runsTo(shop, 3);
  const left = await seconds(shop);
  await page.reload();
  await shop.clock.waitFor();
  expect(await seconds(shop)).toBeGreaterThanOrEqual(left);
  expect(await seconds(shop)).toBeLessThan(left + 20);
});

test("after a while alone the shop fetches the rest, and its clock waits for it", async ({ page, host, shop }) => {
  await hurry(page);
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(REST, async (route) => {
    await released;
    await route.continue();
  });
  const rest = page.waitForRequest(REST);
  await page.goto(host.url);
  await rest;
  await expect(page.locator("html")).toHaveAttribute("data-covered");
  const stopped = await seconds(shop);
  await page.waitForTimeout(300);
  expect(await seconds(shop)).toBe(stopped);
  release();
  await page.waitForFunction(() => orderBoardWhole());
  await runsTo(shop, stopped + 0.5);
});

test("what needs the rest fetches it, and goes on", async ({ page, host, shop }) => {
  const waited = await withhold(page);
  await page.goto(host.url);
  await runsTo(shop, 0.3);
  await page.getByTestId("person").first().click();
  await expect(shop.inspector.locator(".who")).toBeVisible();
  expect(waited).toHaveLength(1);
  await runsTo(shop, (await seconds(shop)) + 1);
});

test("so do scripts", async ({ page, host, shop }) => {
  await withhold(page);
  await page.goto(host.url);
  await runsTo(shop, 0.1);
  expect((await shop.snapshot()).scene).toBe("default");
});

test("and a frame that may run scripts and nothing else", async ({ page, host, guest }) => {
  const waited = await withhold(page);
  await page.goto(guest.page(host.url, 'sandbox="allow-scripts"'));
  const frame = page.frameLocator("iframe");
  await frame.getByTestId("person").first().click();
  await expect(frame.getByRole("menu")).toBeVisible();
  expect(waited).toHaveLength(1);
});

test("without the rest the shop waits, and loses nothing", async ({ page, host, shop, guard }) => {
  guard.expects(/ERR_FAILED|ERR_ABORTED/);
  await page.route(REST, (route) => route.abort());
  await page.goto(host.url);
  await runsTo(shop, 0.3);
  const { x, y } = await middle(page.getByTestId("person").first());
  await page.mouse.click(x, y);
  const card = page.getByRole("alert");
  await expect(card).toContainText("The shop waits");
  await expect(card).toContainText("Nothing is lost");
  await expect(page.locator("#app")).toHaveAttribute("inert");
  const stopped = await seconds(shop);
  await page.waitForTimeout(300);
  expect(await seconds(shop)).toBe(stopped);

  await page.unroute(REST);
  await expect(card).toHaveCount(0);
  await runsTo(shop, stopped + 0.5);
  await page.getByTestId("person").first().click();
  await expect(shop.inspector.locator(".who")).toBeVisible();
});

test("the rest is asked for again until it comes", async ({ page, host, shop, guard }) => {
  guard.expects(/404|ERR_FAILED/);
  let asked = 0;
  await page.route(REST, async (route) => {
    asked += 1;
    if (asked < 3) await route.fulfill({ status: 404, body: "gone" });
    else await route.continue();
  });
  await page.goto(host.url);
  await runsTo(shop, 0.3);
  await page.mouse.move(300, 300);
  await expect.poll(() => asked, { timeout: 15_000 }).toBe(3);
  await expect(page.getByRole("heading", { name: "The shop waits" })).toHaveCount(0);
  await page.waitForFunction(() => orderBoardWhole());
  await page.getByTestId("person").first().click();
  await expect(shop.inspector.locator(".who")).toBeVisible();
});

test("a rest that never comes stops the shop, and can be asked for anew", async ({ page, host, shop }) => {
  let asked = 0;
  await page.route(REST, async (route) => {
    asked += 1;
    if (asked > 1) await route.continue();
  });
  await hurry(page);
  await page.goto(host.url);
  const card = page.getByRole("heading", { name: "The shop waits" });
  await expect(card).toBeVisible({ timeout: 15_000 });
  const stopped = await seconds(shop);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(card).toHaveCount(0);
  await runsTo(shop, stopped + 0.5);
});

test("an address that asks for more has the whole program at once", async ({ page, host }) => {
  const waited = await withhold(page);
  await page.unroute(REST);
  await new Shop(page, host).open("scene=crash&t=15000");
  await page.getByTestId("person").first().click();
  expect(waited).toEqual([]);
});

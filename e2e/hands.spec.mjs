// What a person expects of pointer and keyboard: ways back, keys that work everywhere, tooltips, nothing that jumps.
import { expect, test } from "./fixtures.mjs";

const ideas = (shop) => shop.page.getByTestId("idea").first();

/** Things that can be selected, and how. */
const THINGS = {
  "a slip": (shop) => shop.page.locator("[data-testid=ticket]:not(.away)").first(),
  "a person": (shop) => shop.person("Cleo"),
  "the tray of done orders": (shop) => shop.tray("done"),
  "the tray of dead letters": (shop) => shop.tray("dead"),
};
const WAYS_BACK = {
  Escape: async (shop) => {
    // The first one closes a person's menu.
    if (await shop.menu.count()) await shop.page.keyboard.press("Escape");
    await shop.page.keyboard.press("Escape");
  },
  "the cross": (shop) => shop.page.getByTestId("close-details").click(),
  "the floor": (shop) => shop.page.locator(".line").first().evaluate(() => {
    const floor = document.querySelector("#floor");
    floor.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }),
  "the same thing again": (shop, thing) => thing(shop).click(),
};

for (const [name, thing] of Object.entries(THINGS)) {
  test(`the ideas are there again after ${name}`, async ({ shop }) => {
    await shop.open("seed=7&t=20000");
    await expect(ideas(shop)).toBeVisible();
    for (const [way, back] of Object.entries(WAYS_BACK)) {
      await thing(shop).click();
      await expect(ideas(shop), `${way}: selected`).toHaveCount(0);
      await back(shop, thing);
      await expect(ideas(shop), way).toBeVisible();
      await expect(shop.page.getByText("What you see"), way).toBeVisible();
      await expect(shop.menu, way).toHaveCount(0);
    }
  });
}

/** Which keys the shop gets while a control has the focus. `keyboard` focuses with the keyboard, `pointer` by a click. */
const CONTROLS = [
  { control: "[data-testid=play]", by: "pointer", space: true, arrows: true },
  { control: "[data-testid=theme]", by: "pointer", space: true, arrows: true },
  { control: "[data-testid=theme]", by: "keyboard", space: false, arrows: true },
  { control: "[data-testid=ticket]:not(.away)", by: "pointer", space: true, arrows: true },
  { control: "[data-testid=tab-settings]", by: "pointer", space: false, arrows: false },
  { control: "[data-testid=speed]", by: "keyboard", space: false, arrows: false },
  { control: "#field-customers", by: "keyboard", space: false, arrows: false },
  { control: "[data-testid=field-customers] [type=range]", by: "keyboard", space: false, arrows: false },
  { control: "[data-testid=redrive]", by: "keyboard", space: false, arrows: false },
  { control: "#timeline", by: "keyboard", space: false, arrows: false },
];
for (const { control, by, space, arrows } of CONTROLS) {
  test(`keys with the focus on ${control} by ${by}`, async ({ page, shop }) => {
    await shop.open("seed=7&t=20000");
    await shop.turnTo("settings");
    const focus = async () => {
      const element = page.locator(control).first();
      if (by === "pointer") return element.click();
      await page.keyboard.press("Shift");
      await element.focus();
    };
    const now = async () => (await shop.snapshot()).now;
    const playing = async () => (await shop.snapshot()).playing;
    // Whether a key of the page does something is counted where it arrives: at an event whose default it prevents.
    await page.evaluate(() => {
      globalThis.used = [];
      addEventListener("keydown", (event) => setTimeout(() => used.push([event.key, event.defaultPrevented])));
    });
    await focus();
    const wasPlaying = await playing();
    await page.keyboard.press("Space");
    await shop.settled();
    expect((await playing()) !== wasPlaying, "space").toBe(space);
    await page.evaluate(() => orderBoard.pause());
    await focus();
    await page.evaluate(() => orderBoard.pause());
    const before = await now();
    await page.keyboard.press("ArrowRight");
    await shop.settled();
    const after = await now();
    // The timeline's own arrows go by exactly a second.
    expect(after !== before && after !== before + 1000, "arrow").toBe(arrows);
  });
}

test("tabs and subjects begin at their top", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  const panel = page.locator("#tab-panel");
  const top = () => panel.evaluate((element) => element.scrollTop);
  await shop.turnTo("settings");
  await panel.evaluate((element) => element.scrollTo(0, 300));
  expect(await top()).toBe(300);
  for (const tab of ["metrics", "log", "details", "settings"]) {
    await shop.turnTo(tab);
    expect(await top(), tab).toBe(0);
  }
});

test("no slip flies in after a seek", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    globalThis.flown = [];
    const at = (element) => {
      const { left, top } = element.getBoundingClientRect();
      const floor = document.querySelector("#floor").getBoundingClientRect();
      return Math.hypot(left - floor.left, top - floor.top);
    };
    addEventListener(
      "transitionrun",
      ({ target, propertyName }) => propertyName === "transform" && at(target) < 20 && flown.push(target.className),
      true,
    );
  });
  for (const ms of [60_000, 5_000, 90_000, 30_000, 45_000]) {
    await page.evaluate((ms) => orderBoard.seek(ms), ms);
    await shop.settled();
  }
  expect(await page.evaluate(() => globalThis.flown)).toEqual([]);
});

test("the buttons of ideas keep their places", async ({ page, shop }) => {
  await shop.open("seed=7&t=0");
  const places = async () => {
    const boxes = await page.getByTestId("idea").evaluateAll((all) => all.map((idea) => idea.getBoundingClientRect().top));
    return boxes.map(Math.round);
  };
  const first = await places();
  expect(first).toHaveLength(4);
  for (const ms of [9_000, 20_000, 40_000]) {
    await page.evaluate((ms) => orderBoard.seek(ms), ms);
    await shop.settled();
    expect(await places(), `at ${ms} ms`).toEqual(first);
  }
  for (let idea = 1; idea < 4; idea += 1) {
    await page.getByTestId("idea").nth(idea).click();
    await shop.settled();
    expect(await places(), `after idea ${idea}`).toEqual(first);
  }
});

test("the timeline and its marks say what is there, by pointer and by keyboard", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  await page.getByTestId("hire-barista").click();
  await page.getByTestId("hire-cashier").click();
  await page.evaluate(() => orderBoard.seek(40_000));
  await shop.settled();
  const tip = page.getByTestId("timeline-tip");
  await expect(tip).toBeHidden();
  const strip = await page.locator("#timeline").boundingBox();
  const hover = (ms) => page.mouse.move(strip.x + (strip.width * ms) / 60_000, strip.y + strip.height / 2);
  await hover(20_050);
  await expect(tip).toBeVisible();
  await expect(tip).toContainText("0:20");
  await expect(tip).toContainText("You hire a barista");
  await hover(30_000);
  await expect(tip).toContainText("0:30");
  await expect(tip).not.toContainText("hire");
  for (const ms of [0, 39_900]) {
    await hover(ms);
    const box = await tip.boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(1360);
  }
  await page.mouse.move(600, 300);
  await expect(tip).toBeHidden();
  await page.keyboard.press("Shift");
  await page.locator("#timeline").focus();
  await page.keyboard.press("PageDown");
  await expect(tip).toBeVisible();
  await expect(tip).toContainText("0:20");
  await expect(page.locator("#timeline")).toHaveAttribute("aria-valuetext", /You hire a barista/);
});

test("forced colours keep selection, marks of lanes, and bars", async ({ page, shop }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await shop.open("seed=7&t=20000");
  const style = (selector, property) =>
    page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
  const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const seen of [".lane-head.waiting .mark", ".lane-head.making .mark", ".person.barista .bar .done", ".strip .head"]) {
    expect(await style(seen, "backgroundColor"), seen).not.toBe(canvas);
  }
  expect(await style(".segments [aria-pressed=true]", "backgroundColor")).not.toBe(
    await style(".segments [aria-pressed=false]", "backgroundColor"),
  );
  expect(await style(".tabs [aria-selected=true]", "backgroundColor")).not.toBe(
    await style(".tabs [aria-selected=false]", "backgroundColor"),
  );
  await shop.page.locator("[data-testid=ticket]:not(.away)").first().click();
  expect(await style(".ticket.selected", "outlineStyle")).toBe("solid");
  expect(await style(".ring .left", "stroke")).not.toBe(await style(".ring .track", "stroke"));
  await shop.tray("done").click();
  expect(await style(".tray.done [aria-pressed=true]", "outlineStyle")).toBe("solid");
});

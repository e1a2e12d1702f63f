// The layout at every size, in both themes, and with reduced motion.
import { expect, test } from "./fixtures.mjs";
import { ALONE, SMALL } from "./shop.mjs";

const SIZES = [
  [1360, 820],
  [820, 1180],
  [390, 844],
  [360, 640],
  [320, 568],
  [640, 360],
];

/** Controls of the header and footer that are outside the window or overlap each other. */
const badControls = () => {
  const parts = [...document.querySelectorAll("header, footer")].flatMap((bar) => {
    // On the smallest pages the heading is for screen readers only.
    const shown = [...bar.querySelectorAll("button, label, output, .figure, .logo")].filter(
      (part) =>
        part.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        getComputedStyle(part).clipPath === "none",
    );
    return shown.map((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      const box = (part.matches("output") ? range : part).getBoundingClientRect();
      return { name: part.getAttribute("aria-label") ?? part.title ?? part.textContent, box };
    });
  });
  const told = ({ name, box }) => `${name} ${[box.left, box.right].map(Math.round)}`;
  const outside = parts.filter(({ box }) => box.left < -0.5 || box.right > innerWidth + 0.5);
  const over = parts.filter(({ box }, at) =>
    parts.slice(at + 1).some(({ box: next }) => {
      const [across, down] = [
        Math.min(box.right, next.right) - Math.max(box.left, next.left),
        Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top),
      ];
      return Math.min(across, down) > 0.5;
    }),
  );
  return [...outside.map((part) => `outside: ${told(part)}`), ...over.map((part) => `over the next: ${told(part)}`)];
};

/**
 * Texts that are too small or cut off by the window's edge, except inside boxes that scroll. Figures of the footer without
 * room wrap into a hidden row; `widths.spec.mjs` checks them.
 */
const badTexts = () => {
  const scrolls = (box) => /auto|scroll/.test(getComputedStyle(box).overflow);
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (element.closest("script, style, option, .hidden-visually, .figures")) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < 12) bad.push(`${size} px: ${text}`);
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const { left, right, top, bottom, width } = range.getBoundingClientRect();
    if (width === 0) continue;
    let box = element;
    while (box && !scrolls(box)) box = box.parentElement;
    const clipped = element.closest(".name, .doing, .drink, .queue-name, .timeout, .sentence, small, code") !== null;
    const outside = left < -0.5 || top < -0.5 || (!clipped && right > innerWidth + 0.5) || bottom > innerHeight + 0.5;
    if (!box && outside) bad.push(`outside (${[left, top, right, bottom].map(Math.round)}): ${text}`);
  }
  return bad;
};

/** States of the page, each with its own texts. */
const STATES = {
  "the order board": (shop) => shop.open("seed=7&t=20000"),
  "a backlog": (shop) => shop.open("scene=backlog&t=30000"),
  "a FIFO queue": (shop) => shop.open("scene=fifo&t=40000"),
  "rush hour": (shop) => shop.open("scene=rush-hour&t=20000"),
  "after ten hours": async (shop) => {
    await shop.open("seed=7");
    await shop.page.evaluate(() => orderBoard.seek(36_100_000));
    await expect(shop.clock).toHaveText("10:01:40.0");
  },
  "hand to hand": (shop) => shop.open("scene=hand-to-hand&t=30000"),
  "an order in your hands": async (shop) => {
    await shop.open();
    await shop.load({ ...ALONE, storedOrders: 5, queue: { delaySeconds: 0 } });
    await shop.page.getByTestId("take").click();
    await expect(shop.hands).toHaveCount(1);
  },
  "a menu": async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.person("Cleo").click();
    await expect(shop.menu).toBeVisible();
  },
  "guests at the counter": async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.page.evaluate(async () => {
      await orderBoard.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "tea" }, { from: "CLI" });
      await orderBoard.sqs("GetQueueUrl", { QueueName: "none" }, { from: "JavaScript SDK" }).catch(() => {});
      orderBoard.sqs("ReceiveMessage", { QueueUrl: "orders-dead-letters", WaitTimeSeconds: 9 }, { from: "Boto3" });
    });
    await expect(shop.caption).toContainText("Press play");
  },
  "a notice": (shop) => shop.open("scene=nowhere&seed=-1&t=x&speed=fast&theme=pink"),
};

for (const [width, height] of SIZES) {
  test.describe(`at ${width}×${height}`, () => {
    test.use({ viewport: { width, height } });

    test("every text is readable, and nothing scrolls sideways", async ({ page, shop }) => {
      for (const [state, arrive] of Object.entries(STATES)) {
        await arrive(shop);
        await shop.settled();
        expect.soft(await page.evaluate(badTexts), state).toEqual([]);
        expect.soft(await page.evaluate(badControls), state).toEqual([]);
        const { wide, tall } = await page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          return { wide: scrollWidth, tall: scrollHeight };
        });
        expect.soft(wide, `${state}: width`).toBeLessThanOrEqual(width);
        expect.soft(tall, `${state}: height`).toBeLessThanOrEqual(height);
      }
    });

    test("every part of the inspector can be reached", async ({ page, shop }) => {
      await shop.open("seed=7&t=20000");
      for (const tab of ["settings", "log", "metrics", "details"]) {
        await shop.turnTo(tab);
        await shop.settled();
        expect.soft(await page.evaluate(badTexts), tab).toEqual([]);
      }
      const panel = shop.inspector.getByRole("tabpanel");
      await shop.turnTo("settings");
      await page.getByTestId("purge").scrollIntoViewIfNeeded();
      await expect(page.getByTestId("purge")).toBeInViewport();
      await expect(panel).toBeInViewport();
    });

    test("every control is at least 24 pixels wide and high", async ({ page, shop }) => {
      await shop.open("scene=backlog&t=30000");
      const small = await page.evaluate(() => {
        const buttons = [...document.querySelectorAll("button, select, input")].filter((button) =>
          button.checkVisibility(),
        );
        const boxes = buttons.map((button) => ({
          button,
          box: (button.closest("label") ?? button).getBoundingClientRect(),
        }));
        const tight = boxes.filter(({ box }) => Math.min(box.width, box.height) < 23.5);
        return tight.map(({ button, box }) => `${button.className} ${Math.round(box.width)}×${Math.round(box.height)}`);
      });
      expect(small).toEqual([]);
    });

    test("the board shows its first orders in full and the count of the rest", async ({ shop }) => {
      await shop.open();
      await shop.load({ ...ALONE, storedOrders: 200 });
      const lane = await shop.lane("waiting").locator(".lane").boundingBox();
      const tickets = await shop.lane("waiting").getByTestId("ticket").all();
      expect(tickets.length).toBeGreaterThanOrEqual(width > 700 ? 4 : 1);
      for (const ticket of tickets) {
        const box = await ticket.boundingBox();
        expect(box.x).toBeGreaterThanOrEqual(lane.x - 1);
        expect(box.x + box.width).toBeLessThanOrEqual(lane.x + lane.width + 1);
        expect(box.y + box.height).toBeLessThanOrEqual(lane.y + lane.height + 1);
      }
      await expect(shop.page.getByTestId("stack-waiting")).toHaveText(`+${200 - tickets.length}`);
    });
  });
}

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing travels: slips are in their lanes at once", async ({ shop }) => {
    const slow = { ...SMALL, customers: { ...SMALL.customers, total: 1 }, baristas: [], walkMs: 4000 };
    await shop.open();
    await shop.load(slow);
    await shop.stepUntil((now) => now.cashiers.people[0].activity === "carrying");
    const { now } = await shop.snapshot();
    await shop.load(slow, { at: now + 2000 });
    expect((await shop.snapshot()).moving).toBe(1);
    expect(await shop.painted()).toBe(0);

    await shop.load({ ...SMALL, walkMs: 4000 });
    await shop.stepUntil((now) => now.lanes.making.tickets.some((ticket) => ticket.moving));
    await expect(shop.lane("making").getByTestId("ticket")).toBeVisible();
  });
});

test("every slip of a crowd is painted, and seeking back paints the same", async ({ page, shop }) => {
  const crowd = (total) => ({
    customers: { perMinute: 60_000, variationPercent: 0, patienceSeconds: null, total },
    cashiers: [{ count: total, takeMs: 100 }],
    baristas: [],
    walkMs: 60_000,
  });
  const picture = () => page.evaluate(() => document.querySelector("canvas").toDataURL());
  await shop.open();
  // The browser draws a small crowd sprite by sprite; the program composes a large one.
  for (const total of [200, 2000]) {
    await shop.load(crowd(total), { at: 20_000 });
    expect((await shop.snapshot()).moving).toBe(total);
    const painted = await shop.painted();
    expect(painted).toBeGreaterThan(10_000);
    const first = await picture();
    await shop.load(crowd(total), { at: 30_000 });
    expect(await picture()).not.toBe(first);
    await shop.load(crowd(total), { at: 20_000 });
    expect(await picture()).toBe(first);
  }
});

test("a change to reduced motion takes effect on the open page", async ({ page, shop }) => {
  const slow = { ...SMALL, customers: { ...SMALL.customers, total: 1 }, baristas: [], walkMs: 4000 };
  await shop.open();
  await shop.load(slow);
  const { now } = await shop.stepUntil((now) => now.cashiers.people[0].activity === "carrying");
  await shop.load(slow, { at: now + 2000 });
  expect(await shop.painted()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(() => shop.painted()).toBe(0);
});

test("the theme can be switched, is kept, and can follow the system again", async ({ page, shop }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await shop.open();
  const root = page.locator("html");
  const theme = page.getByTestId("theme");
  await theme.click();
  await theme.click();
  await expect(theme).toHaveAccessibleName("Theme: dark");
  await expect(root).toHaveAttribute("data-theme", "dark");
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await shop.open();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await theme.click();
  await expect(root).toHaveAttribute("data-theme", "light");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(dark);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(root).toHaveAttribute("data-theme", "dark");
});

test("the stage fits after the window is resized", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await shop.settled();
    const canvas = await page.locator("canvas").boundingBox();
    const floor = await page.locator("#floor").boundingBox();
    expect([Math.round(canvas.width), Math.round(canvas.height)]).toEqual([
      Math.round(floor.width),
      Math.round(floor.height),
    ]);
    await expect(shop.person("Cleo")).toBeInViewport({ ratio: 1 });
  }
});

test("nothing moves into place after the first frame", async ({ page, shop }) => {
  await page.addInitScript(() => {
    globalThis.flown = [];
    addEventListener("transitionrun", (event) => flown.push(event.target.dataset.name ?? event.target.className), true);
  });
  await shop.open("seed=7&t=20000");
  await shop.settled();
  expect(await page.evaluate(() => globalThis.flown.filter((name) => !/button|input/.test(name)))).toEqual([]);
});

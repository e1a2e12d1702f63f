// Accessibility: axe-core finds no violation, and keyboard focus is always visible and never lost.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";
import { ALONE } from "./shop.mjs";

const STATES = {
  playing: async (shop) => {
    await shop.open("seed=7&t=20000&autoplay=1&speed=0.25");
  },
  paused: (shop) => shop.open("seed=7&t=20000"),
  "a person's menu": async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.person("Cleo").click();
    await expect(shop.menu).toBeVisible();
  },
  "a ticket": async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.lane("making").getByTestId("ticket").first().click();
    await shop.openInspector();
    await expect(shop.page.getByTestId("life")).toBeVisible();
  },
  settings: (shop) => at("settings", shop),
  log: (shop) => at("log", shop),
  metrics: (shop) => at("metrics", shop),
  help: async (shop) => {
    await shop.open();
    await shop.page.keyboard.press("?");
    await expect(shop.help).toBeVisible();
  },
  share: async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.page.getByTestId("share").click();
    await expect(shop.page.getByTestId("share-dialog")).toBeVisible();
  },
  "hand to hand": (shop) => shop.open("scene=hand-to-hand&t=30000"),
  "dead letters": async (shop) => {
    await shop.open();
    const queue = { visibilityTimeoutSeconds: 4, maxReceiveCount: 2 };
    await shop.load({ seed: 7, baristas: [{ count: 4, makeMs: 12_000 }], queue }, { at: 40_000 });
    await shop.tray("dead").click();
    await shop.openInspector();
  },
  console: async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.page.keyboard.press("c");
    const line = shop.page.getByTestId("console-line");
    for (const text of ["list-queues", "brew", "receive-message --queue-url orders-dead-letters --wait-time-seconds 9"]) {
      await line.fill(text);
      await line.press("Enter");
    }
    await shop.page.getByTestId("console-block").first().getByRole("button", { name: "boto3" }).click();
    await line.fill("se");
    await line.press("Tab");
    await expect(shop.page.getByTestId("console-list")).toBeVisible();
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
  "a notice": (shop) => shop.open("scene=nowhere&seed=-1"),
  "orders in your hands": async (shop) => {
    await shop.open();
    await shop.load({ ...ALONE, storedOrders: 5 });
    await shop.page.getByTestId("take").click();
    await expect(shop.hands).toHaveCount(1);
  },
};

async function at(tab, shop) {
  await shop.open("seed=7&t=20000");
  await shop.turnTo(tab);
}

async function violations(page, rules) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}. ${nodes.length} times, first at ${nodes[0].target}`);
}

test("axe finds nothing in any state, in light and in dark", async ({ page, shop }) => {
  test.setTimeout(300_000);
  for (const [state, arrive] of Object.entries(STATES)) {
    await page.emulateMedia({ colorScheme: "light" });
    await arrive(shop);
    await shop.settled();
    expect.soft(await violations(page), state).toEqual([]);
    // The themes differ only in their colours.
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await shop.settled();
    expect.soft(await violations(page, ["color-contrast"]), `${state}, dark`).toEqual([]);
  }
});

for (const [width, height] of [
  [390, 844],
  [640, 360],
]) {
  test(`axe finds nothing at ${width}×${height}`, async ({ page, shop }) => {
    test.setTimeout(150_000);
    await page.setViewportSize({ width, height });
    for (const state of ["paused", "a person's menu", "a ticket", "settings", "hand to hand", "help", "console"]) {
      await STATES[state](shop);
      await shop.settled();
      expect.soft(await violations(page), state).toEqual([]);
    }
  });
}

test("every element that takes the focus shows it", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  const seen = new Set();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const { name, shown } = await page.evaluate(() => {
      const element = document.activeElement;
      const shows = ({ outlineStyle, outlineWidth, boxShadow }) => {
        return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
      };
      const around = element.closest("label") ?? element;
      const shown = shows(getComputedStyle(element)) || shows(getComputedStyle(around));
      return {
        name: element === document.body ? "" : element.id || element.dataset.testid || element.outerHTML.slice(0, 80),
        shown,
      };
    });
    if (!name) break;
    expect.soft(shown, name).toBe(true);
    seen.add(name);
  }
  for (const stop of ["take", "tray-done", "tray-dead", "play", "step", "hire-barista", "person-3", "scene"]) {
    expect([...seen]).toContain(stop);
  }
});

test("the page has one main heading, and regions have names", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order Board");
  for (const name of ["Cashiers", "Baristas", "Order board", /^Customers in line: \d+/]) {
    await expect(page.getByRole("region", { name, exact: true })).toHaveCount(1);
  }
  await expect(page.getByRole("region", { name: "Making, hidden: 3 orders" })).toHaveCount(1);
  await expect(page.getByRole("complementary", { name: "Inspector" })).toBeVisible();
  await expect(page.locator("canvas")).toHaveAttribute("aria-hidden", "true");
});

test("the live region exists from the start and is empty", async ({ page, shop }) => {
  await shop.open("t=20000");
  await expect(page.getByTestId("announcer")).toHaveText("");
  await expect(page.getByTestId("announcer")).toHaveAttribute("aria-live", "polite");
});

test("the live region stays silent while the shop plays", async ({ page, shop }) => {
  await shop.open("speed=16");
  const said = page.getByTestId("announcer");
  await page.evaluate(() => orderBoard.play());
  await expect.poll(async () => (await shop.snapshot()).happenings).toBeGreaterThan(30);
  await expect(said).toHaveText("");
  await expect(shop.clock).toHaveAttribute("aria-live", "off");
});

test("the narrator says one sentence in three seconds, and a deed as that deed", async ({ page, shop }) => {
  await shop.open("speed=4");
  await shop.turnTo("settings");
  const narrate = page.getByRole("combobox", { name: "Narrate" });
  await expect(narrate).toHaveValue("off");
  await narrate.selectOption("detailed");
  await page.evaluate(() => {
    const region = document.querySelector("[data-testid=announcer]");
    const told = (globalThis.told = []);
    const note = () => told.push({ at: performance.now(), text: region.textContent });
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
    orderBoard.play();
  });
  const told = () => page.evaluate(() => globalThis.told);
  await expect.poll(async () => (await told()).length).toBeGreaterThan(2);
  const [before, now] = await page.evaluate(() => [globalThis.told.length, performance.now()]);
  await shop.field("delay").write(5);
  await expect.poll(async () => (await told()).length).toBeGreaterThan(before + 2);
  const all = await told();
  const deed = all.find(({ text }) => text.includes("the delay"));
  expect(deed.text).toBe("You set the delay to 5 s (was 0 s).");
  expect(all.indexOf(deed)).toBeLessThanOrEqual(before + 1);
  expect(deed.at - now).toBeLessThan(6_000);
  const pauses = all.slice(1).map(({ at }, index) => at - all[index].at);
  expect(Math.min(...pauses), JSON.stringify(all)).toBeGreaterThan(2_900);
  expect(all.map(({ text }) => text).join("\n")).toMatch(/ times like this\.| more events\./);

  // The choice is remembered, and off is silent.
  await shop.open("speed=16");
  await shop.turnTo("settings");
  await expect(narrate).toHaveValue("detailed");
  await narrate.selectOption("off");
  await page.evaluate(() => orderBoard.play());
  await expect.poll(async () => (await shop.snapshot()).happenings).toBeGreaterThan(60);
  await expect(page.getByTestId("announcer")).toHaveText("");
});

test("a deed is narrated while time stands still", async ({ page, shop }) => {
  await shop.open();
  await shop.turnTo("settings");
  await page.getByRole("combobox", { name: "Narrate" }).selectOption("normal");
  const said = page.getByTestId("announcer");
  for (const [value, before] of [[5, 0], [7, 5]]) {
    await shop.field("delay").write(value);
    await expect(said).toHaveText(`You set the delay to ${value} s (was ${before} s).`);
  }
});

test("closing the inspector on a small screen returns the focus to its button", async ({ page, shop }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await shop.open();
  await shop.openInspector();
  await expect(shop.sheetButton).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("button", { name: "Close the inspector" }).click();
  await expect(shop.sheetButton).toBeFocused();
  await expect(shop.sheetButton).toHaveAttribute("aria-expanded", "false");
  await expect(shop.inspector).not.toBeInViewport();
});

// Two shops side by side with the same customers: one clock, two stages, and the comparison of their results.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";
import { TWO } from "./frozen-links.mjs";
import { HANDS } from "./shop.mjs";

const SIZES = [
  [1360, 820],
  [820, 1180],
  [390, 844],
  [360, 640],
  [640, 360],
];

const seek = (page, ms) => page.evaluate((ms) => orderBoard.seek(ms), ms);
const half = (page, letter) => page.getByTestId(`shop-${letter}`);
const person = (page, letter, name) => half(page, letter).locator(`[data-testid=person][data-name=${name}]`);
const name = (page, letter) => half(page, letter).locator(".shop-name b");
const figure = (page, slug, letter) => page.getByTestId(`${slug}-${letter}`);
const comparison = async (shop) => (await shop.snapshot()).comparison;
const shops = async (shop) => (await comparison(shop)).shops;
const baristas = async (shop) =>
  (await shops(shop)).map(({ baristas }) => baristas.people.map(({ name, activity, leavingForBreak }) => [name, leavingForBreak || activity]));

/** The elements of both stages with their attributes, and the pixels of both canvases. Whether an element may be animated
 * from where it stood (data-moved) depends on the way here, and is not part of the picture. */
const looks = async (shop) => {
  await shop.settled();
  return shop.page.evaluate(() => {
    const told = (element) => {
      const plain = [...element.attributes].filter(({ name }) => name !== "data-moved");
      const attributes = plain.map(({ name, value }) => `${name}=${value}`).sort();
      return [element.tagName, ...attributes, ...[...element.childNodes].map((node) => (node.tagName ? told(node) : node.data))];
    };
    const canvases = [...document.querySelectorAll("canvas.motion")].map((canvas) => canvas.toDataURL());
    return { both: told(document.querySelector(".both-shops")), canvases };
  });
};

test("the comparison opens, and closes to the chosen shop", async ({ page, shop }) => {
  await shop.open("seed=7&t=20000");
  const said = await shop.said(() => page.getByTestId("mode-both").click());
  expect(said).toEqual([
    "Side by side: Hand to hand or order board. Restarted with the same customers in both.",
  ]);
  await expect(name(page, "a")).toHaveText("Hand to hand");
  await expect(name(page, "b")).toHaveText("Order board");
  await expect(half(page, "a").locator(".hall")).toBeVisible();
  await expect(half(page, "b").locator(".board")).toBeVisible();
  await expect(page.getByTestId("mode-both")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByTestId("sentence")).toHaveText("The same customers come to both. Nobody is served yet.");
  expect(await comparison(shop)).toMatchObject({ inHand: "B", pair: "hand-to-hand" });

  await seek(page, 30_000);
  await page.getByTestId("mode-hand-to-hand").click();
  await expect(half(page, "a")).toHaveCount(0);
  await expect(page.locator(".hall")).toBeVisible();
  expect(await shop.snapshot()).toMatchObject({ now: 30_000, mode: "handToHand", seed: 7 });
  expect((await shop.snapshot()).comparison).toBeUndefined();
  expect(await shop.painted()).toBeGreaterThan(0);
});

for (const [id, a, b] of [
  ["hand-to-hand", "Hand to hand", "Order board"],
  ["baristas", "2 baristas", "3 baristas"],
  ["visibility", "Visibility timeout 10 s", "Visibility timeout 60 s"],
  ["polling", "Short polls", "Long polls, 20 s"],
  ["kind", "Standard queue", "FIFO queue"],
]) {
  test(`the address and the list open a pair: ${id}`, async ({ page, shop }) => {
    await shop.open(`compare=${id}&t=9000`);
    await expect(name(page, "a")).toHaveText(a);
    await expect(name(page, "b")).toHaveText(b);
    await expect(shop.clock).toHaveText("00:09.0");
    await expect(page.getByTestId("pair")).toHaveValue(id);
    const other = id === "kind" ? "baristas" : "kind";
    await page.getByTestId("pair").selectOption(other);
    await expect(shop.clock).toHaveText("00:00.0");
    expect((await comparison(shop)).pair).toBe(other);
  });
}

test("an unknown pair shows a notice", async ({ page, shop }) => {
  await shop.open("compare=everything");
  await expect(shop.notice).toContainText("compare=everything must be one of hand-to-hand, baristas, visibility");
  await expect(half(page, "a")).toHaveCount(0);
});

test("both shops get exactly the same customers", async ({ page, shop }) => {
  await shop.open("compare=hand-to-hand");
  const came = await page.evaluate(() => {
    const came = { A: [], B: [] };
    orderBoard.on("CustomerArrived", ({ at, text, shop }) => came[shop].push(`${at} ${text}`));
    for (let steps = 0; steps < 120; steps += 1) orderBoard.step();
    return new Promise((done) => setTimeout(() => done(came), 100));
  });
  expect(came.A.length).toBeGreaterThan(8);
  expect(came.A).toEqual(came.B);
});

test("while the baristas are on a break, the line grows hand to hand but not at the board", async ({ page, shop }) => {
  await shop.open("compare=hand-to-hand&t=20000");
  await page.getByTestId("idea").filter({ hasText: "Send all baristas on a break, in both shops" }).click();
  await seek(page, 75_000);
  const [hand, board] = await shops(shop);
  expect(hand.baristas.people.every(({ activity }) => activity === "onBreak")).toBe(true);
  expect(board.baristas.people.every(({ activity }) => activity === "onBreak")).toBe(true);
  expect(hand.line).toBeGreaterThanOrEqual(8);
  expect(board.line).toBeLessThanOrEqual(2);
  await expect(half(page, "a").getByTestId("line")).toHaveAttribute("data-count", String(hand.line));
  await expect(figure(page, "line", "a").locator(".value")).toHaveText(String(hand.line));
  await expect(figure(page, "line", "b")).toHaveClass(/better/);
  await expect(figure(page, "line", "b")).toContainText("better");
  await expect(figure(page, "line", "a")).not.toContainText("better");
  await seek(page, 110_000);
  await expect(page.getByTestId("sentence")).toContainText(/Nobody gave up; hand to hand, \d+ did/i);
  expect((await comparison(shop)).sentence).toBe(await page.getByTestId("sentence").textContent());
  // The sentence follows the timeline.
  await seek(page, 1_000);
  await expect(page.getByTestId("sentence")).toHaveText("The same customers come to both. Nobody is served yet.");
});

test("an intervention in one shop leaves the other unchanged", async ({ page, shop }) => {
  await shop.open("compare=hand-to-hand&t=20000");
  await HANDS.mouse(page, person(page, "a", "Cleo"), half(page, "a").getByTestId("break-room-barista"));
  await expect.poll(async () => (await baristas(shop)).map((people) => people[0][1])).toEqual([true, expect.any(String)]);
  expect(await comparison(shop)).toMatchObject({ inHand: "A" });
  await HANDS.mouse(page, person(page, "b", "Dev"), half(page, "b").getByTestId("break-room-barista"));
  await expect.poll(async () => (await baristas(shop))[1][1][1]).not.toBe("making");
  expect((await comparison(shop)).inHand).toBe("B");

  await half(page, "a").getByTestId("hire-barista").click();
  await expect(half(page, "a").locator("[data-role=barista]")).toHaveCount(4);
  await expect(half(page, "b").locator("[data-role=barista]")).toHaveCount(3);
  await expect(name(page, "a")).toHaveText("Hand to hand · 4 baristas");
  await expect(page.getByTestId("pair")).toHaveValue("");

  const before = await baristas(shop);
  await HANDS.mouse(page, person(page, "a", "Eli"), half(page, "b").locator(".lane.waiting"));
  await expect(shop.page.getByTestId("announcer")).toContainText("That is not possible there");
  expect(await baristas(shop)).toEqual(before);
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("people can be dragged on both stages on a phone", async ({ page, shop }) => {
    await shop.open("compare=hand-to-hand&t=2000");
    for (const letter of ["a", "b"]) {
      await HANDS.touch(page, person(page, letter, "Eli"), half(page, letter).getByTestId("break-room-barista"));
    }
    await expect.poll(async () => (await baristas(shop)).map((people) => people[2][1])).toEqual(["onBreak", "onBreak"]);
  });
});

test("the keyboard works in both shops, and the focus stays in its shop", async ({ page, shop }) => {
  await shop.open("compare=hand-to-hand&t=20000");
  for (const letter of ["b", "a"]) {
    const cleo = person(page, letter, "Cleo");
    await cleo.focus();
    await page.keyboard.press("Enter");
    await expect(half(page, letter).getByTestId("menu").getByRole("menuitem").first()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(cleo).toBeFocused();
    await page.keyboard.press("Enter");
    await half(page, letter).getByTestId("menu").getByRole("menuitem", { name: /cup/ }).focus();
    const said = await shop.said(() => page.keyboard.press("Enter"));
    expect(said[0]).toMatch(new RegExp(`^${letter.toUpperCase()}: Cleo`));
    await expect(cleo).toBeFocused();
  }
  await half(page, "b").locator(".shop-name").focus();
  await page.keyboard.press("Space");
  expect((await comparison(shop)).inHand).toBe("B");
  const cleos = async () => (await baristas(shop)).map(([cleo]) => cleo[1]);
  expect(await cleos()).toEqual(["cleaningUp", "cleaningUp"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(cleos).not.toContain("cleaningUp");
});

test("queue settings apply to one shop, customers to both", async ({ page, shop }) => {
  await shop.open("compare=visibility&t=5000");
  await half(page, "a").locator(".shop-name").click();
  await shop.turnTo("settings");
  await expect(page.getByTestId("which").getByRole("button", { pressed: true })).toContainText("Visibility timeout 10 s");
  await shop.field("visibility").write("25");
  expect((await shops(shop)).map(({ queue }) => queue.visibilityTimeoutSeconds)).toEqual([25, 60]);
  await shop.field("customers").write("40");
  expect((await shops(shop)).map(({ customersPerMinute }) => customersPerMinute)).toEqual([40, 40]);
  await page.getByTestId("which").getByRole("button", { name: /60 s/ }).click();
  await expect(shop.field("visibility").exact).toHaveValue("60");
  await page.locator("footer").getByTestId("undo").click();
  expect((await shops(shop)).map(({ customersPerMinute }) => customersPerMinute)).toEqual([14, 14]);
  await page.locator("footer").getByTestId("undo").click();
  expect((await shops(shop)).map(({ queue }) => queue.visibilityTimeoutSeconds)).toEqual([10, 60]);
  await page.locator("footer").getByTestId("redo").click();
  expect((await shops(shop)).map(({ queue }) => queue.visibilityTimeoutSeconds)).toEqual([25, 60]);
});

test("seeking back shows exactly the same pictures", async ({ page, shop }) => {
  await shop.open("compare=hand-to-hand");
  await page.locator("#floor.settled").waitFor();
  await page.locator("#b-floor.settled").waitFor();
  const moments = [3_000, 12_345, 33_333, 47_000];
  const seen = [];
  for (const at of moments) {
    await seek(page, at);
    seen.push(await looks(shop));
  }
  expect(new Set(seen.flatMap(({ canvases }) => canvases)).size, "both are painted").toBe(8);
  for (const [index, at] of [...moments.entries()].reverse()) {
    await seek(page, at);
    expect(await looks(shop)).toEqual(seen[index]);
  }
});

test("one clock: play, step and step back move both shops", async ({ page, shop }) => {
  await shop.open("compare=baristas&t=30000");
  const moments = async () => (await shops(shop)).map(({ now }) => now);
  await page.getByTestId("step").click();
  const [stepped, also] = await moments();
  expect(stepped).toBe(also);
  expect(stepped).toBeGreaterThan(30_000);
  await page.getByTestId("step-back").click();
  const [back] = await moments();
  expect(await moments()).toEqual([back, back]);
  expect(back).toBeLessThan(stepped);
  await page.getByTestId("play").click();
  await expect.poll(async () => (await moments())[0]).toBeGreaterThan(32_000);
  const [a, b] = await moments();
  expect(a).toBe(b);
  await page.getByTestId("play").click();
  await page.getByTestId("restart").click();
  expect(await moments()).toEqual([0, 0]);
  await page.getByTestId("new-seed").click();
  const [one, two] = await shops(shop);
  expect(one.seed).toBe(two.seed);
  expect(one.seed).not.toBe(38);
});

const moment = async (shop) => ({ snapshot: { ...(await shop.snapshot()), scene: null }, recording: await shop.recording() });
/** Without the scene's name: links and recordings do not carry it. */
const bare = ({ snapshot, recording }) => ({
  snapshot: JSON.parse(JSON.stringify(snapshot), (key, value) => (key === "scene" ? null : value)),
  recording,
});

test("a comparison survives a link, a file, a script and a reload", async ({ page, shop, context }) => {
  await shop.open("compare=hand-to-hand&t=20000");
  await half(page, "a").getByTestId("hire-barista").click();
  await page.getByTestId("idea").filter({ hasText: "Open the doors" }).click();
  await seek(page, 40_000);
  await seek(page, 31_000);
  const seen = bare(await moment(shop));
  expect(seen.recording.interventions).toHaveLength(2);
  expect(seen.recording.beside.interventions).toHaveLength(1);
  await page.getByTestId("share").click();
  const link = await page.getByTestId("share-link").inputValue();
  expect(link.length).toBeLessThan(2_000);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toEqual(seen.recording);
  await page.keyboard.press("Escape");

  const other = await context.newPage();
  await other.goto(link);
  await other.evaluate(() => orderBoard.ready);
  await other.locator("#b-floor").waitFor();
  const theirs = new shop.constructor(other, shop.host);
  expect(bare(await moment(theirs))).toEqual(seen);

  await page.reload();
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#b-floor").waitFor();
  expect(bare(await moment(shop))).toEqual(seen);
  await page.evaluate(() => orderBoard.load("default"));
  await expect(half(page, "a")).toHaveCount(0);
  await page.evaluate((recording) => orderBoard.load(recording), seen.recording);
  expect(bare(await moment(shop))).toEqual(seen);
  await expect(half(page, "b")).toBeVisible();
});

test("old links to two shops open", async ({ page, shop, host }) => {
  await page.goto(`${host.url}?autoplay=0#${TWO}`);
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#b-floor").waitFor();
  await expect(shop.clock).toHaveText("01:01.2");
  expect(await comparison(shop)).toMatchObject({ inHand: "B" });
  await expect(shop.notice).toBeHidden();
});

for (const [width, height] of SIZES) {
  test.describe(`at ${width}×${height}`, () => {
    test.use({ viewport: { width, height } });

    test("both shops are shown in full", async ({ page, shop }) => {
      for (const pair of ["hand-to-hand", "kind"]) {
        await shop.open(`compare=${pair}&t=47000`);
        await shop.settled();
        for (const letter of ["a", "b"]) {
          const stage = await half(page, letter).locator(".its-stage").boundingBox();
          expect(Math.min(stage.width, stage.height)).toBeGreaterThan(150);
          expect(stage.x + stage.width).toBeLessThanOrEqual(width + 0.5);
          await expect(half(page, letter).getByTestId("person").first()).toBeVisible();
          const orders = half(page, letter).getByTestId(width < 390 ? /^(ticket$|stack-)/ : "ticket");
          if (pair === "kind") await expect(orders.first()).toBeVisible();
        }
        const painted = await page.evaluate(() =>
          [...document.querySelectorAll("canvas.motion")].map((canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return data.some((value, index) => index % 4 === 3 && value > 0);
          }),
        );
        expect(painted).toEqual([true, true]);
        await expect(page.getByTestId("sentence")).toBeVisible();
        await expect(figure(page, "line", "a")).toBeVisible();
        const found = await page.evaluate(() => {
          const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
          const texts = [];
          const walker = document.createTreeWalker(document.querySelector(".app"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
            const size = parseFloat(getComputedStyle(element).fontSize);
            if (size < 12) texts.push(`${size} px: ${walker.currentNode.data}`);
          }
          const small = [...document.querySelectorAll("main button, main select")]
            .filter((button) => button.checkVisibility())
            .map((button) => [button.className, (button.closest("label") ?? button).getBoundingClientRect()])
            .filter(([, { width, height }]) => Math.min(width, height) < 23.5)
            .map(([name, { width, height }]) => `${name} ${Math.round(width)}×${Math.round(height)}`);
          const { scrollWidth, scrollHeight } = document.documentElement;
          return { twice: ids.filter((id, at) => ids.indexOf(id) !== at), texts, small, scrollWidth, scrollHeight };
        });
        expect(found).toEqual({ twice: [], texts: [], small: [], scrollWidth: width, scrollHeight: height });
      }
    });

    for (const colorScheme of ["light", "dark"]) {
      test(`axe finds nothing: ${colorScheme}`, async ({ page, shop }) => {
        await page.emulateMedia({ colorScheme });
        for (const pair of ["hand-to-hand", "baristas"]) {
          await shop.open(`compare=${pair}&t=95000`);
          await shop.settled();
          const { violations } = await new AxeBuilder({ page }).analyze();
          const told = violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].target} ${nodes[0].failureSummary}`);
          expect.soft(told, pair).toEqual([]);
        }
      });
    }
  });
}

test("screen readers get the figures as a table", async ({ page, shop }) => {
  await shop.open("compare=hand-to-hand&t=60000");
  const table = page.getByRole("table", { name: "The two shops beside each other" });
  await expect(table.getByRole("columnheader")).toHaveText(["Shop", "average wait", "in line", "gave up", "served an hour", "cost a month"]);
  await expect(table.getByRole("rowheader")).toHaveText(["AHand to hand", "BOrder board"]);
  await expect(table.getByRole("row").nth(1).getByRole("cell")).toHaveCount(5);
});

test("the console and scripts call the selected shop", async ({ page, shop }) => {
  await shop.open("compare=kind&t=3000");
  const names = async () => (await page.evaluate(() => orderBoard.sqs("ListQueues", {}))).QueueUrls.map((url) => url.split("/").at(-1));
  await half(page, "b").locator(".shop-name").click();
  expect(await names()).toContain("orders.fifo");
  await half(page, "a").locator(".shop-name").click();
  expect(await names()).toContain("orders");
});

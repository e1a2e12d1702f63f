// Message groups, deduplication, queue attributes, simulated faults ("weather") and redriving dead letters.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";
import { ALONE, HANDS, SMALL } from "./shop.mjs";

const SIZES = [
  [1360, 820],
  [820, 1180],
  [390, 844],
  [360, 640],
  [640, 360],
];
const FIFO = { ...ALONE, queue: { fifo: true }, customers: { perMinute: 0, groups: 3 }, storedOrders: 9 };
/** No order is finished within the visibility timeout, so all become dead letters. */
const DYING = {
  seed: 7,
  customers: { perMinute: 60, total: 4, patienceSeconds: null },
  baristas: [{ count: 4, makeMs: 30_000 }],
  queue: { visibilityTimeoutSeconds: 2, maxReceiveCount: 1 },
};

const strings = (shop) => shop.page.getByTestId("string");

/** Boxes that overlap, and texts that are cut off. */
const overlaps = () => {
  const seen = [];
  const boxes = [...document.querySelectorAll(".string-label, .string .ticket, .string .stack, .more-strings, .memory")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({ name: element.className, box: element.getBoundingClientRect() }));
  for (const [index, { name, box }] of boxes.entries()) {
    for (const other of boxes.slice(0, index)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 1 && down > 1) seen.push(`${name} on ${other.name}`);
    }
  }
  for (const element of document.querySelectorAll(".string-label .name, .lock, .memory, .more-strings, .weather-sign, .tray button")) {
    if (element.checkVisibility() && element.scrollWidth > element.clientWidth + 1) seen.push(`cut: ${element.textContent}`);
  }
  return seen;
};

test("each message group is a row, locked while one of its orders is being made", async ({ shop }) => {
  await shop.open();
  await shop.load(FIFO);
  await expect(shop.board).toContainText("orders.fifo · FIFO queue");
  const first = strings(shop).first();
  await expect(first).toHaveAttribute("data-group", "Table 1");
  await expect(first).toHaveAttribute("data-locked", "false");
  await shop.page.getByTestId("take").click();
  const locked = shop.page.locator("[data-testid=string][data-locked=true]");
  await expect(locked).toHaveCount(1);
  const held = (await shop.snapshot()).groups.first.find((group) => group.heldBy);
  await expect(locked).toHaveAccessibleName(new RegExp(`waits?, locked while ${held.heldBy} is being made by you`));
  await expect(locked.getByTestId("ticket")).not.toHaveCount(0);
  for (const slip of await locked.getByTestId("ticket").all()) {
    await expect(slip).toHaveClass(/blocked/);
    await expect(slip).toHaveAccessibleName(/locked behind an order of its group/);
  }
  await shop.page.getByTestId("serve").click();
  await expect(locked).toHaveCount(0);
});

test("groups without room are counted exactly", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...FIFO, customers: { perMinute: 0, groups: 200 }, storedOrders: 900 });
  const { groups, lanes } = await shop.snapshot();
  const shown = await strings(shop).count();
  expect(shown).toBeGreaterThan(2);
  let waiting = 0;
  for (const string of await strings(shop).all()) {
    const count = Number(await string.getAttribute("data-count"));
    const slips = await string.getByTestId("ticket").count();
    const stack = string.getByTestId("stack-string");
    const stacked = (await stack.count()) ? Number((await stack.textContent()).slice(1)) : 0;
    expect(slips + stacked).toBe(count);
    waiting += count;
  }
  const more = `+${groups.count - shown} groups · ${lanes.waiting.count - waiting} orders`;
  await expect(shop.page.getByTestId("more-strings")).toHaveText(more);
});

test("a deduplicated message is dropped, counted and announced", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, queue: { fifo: true }, cashiers: [{ name: "Ana", resendPercent: 100 }] });
  const memory = shop.page.getByTestId("memory");
  await expect(memory).toHaveAccessibleName("Remembers 0 ids 0 repeats dropped");
  await shop.stepUntil((now) => now.memory.dropped === 1);
  await expect(memory).toHaveAttribute("data-dropped", "1");
  await expect(memory).toHaveAccessibleName(/^Remembers \d+ ids? 1 repeat dropped$/);
  await expect(memory.locator(".repeated")).toHaveText(/^#\d+[45]:\d\d$/);
  await memory.click();
  const { memory: seen } = await shop.snapshot();
  const rows = shop.page.getByTestId("remembered").getByRole("listitem");
  await expect(rows).toHaveCount(seen.remembered);
  expect(seen.first).not.toHaveLength(0);
  for (const [index, { number, deduplicationId, repeats }] of seen.first.entries()) {
    await expect(rows.nth(index)).toContainText(`${number}${deduplicationId}${repeats ? "1 repeat dropped" : ""}`);
  }
  await expect(rows.first().getByRole("progressbar")).toHaveAccessibleName(/Remembered for (2\d\d|300) s more/);
  await expect(shop.caption).toContainText("The queue keeps the first and drops the repeat");
  expect((await shop.snapshot()).metrics.numberOfDeduplicatedSentMessages).toBe(1);
  expect(await shop.painted()).toBeGreaterThan(0);
  await shop.turnTo("metrics");
  await expect(shop.page.locator("[data-metric=NumberOfDeduplicatedSentMessages]")).toHaveText("1");
});

test("the inspector shows a message's group, deduplication id and sequence number", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, queue: { fifo: true }, customers: { ...SMALL.customers, groups: 1 } });
  await shop.stepUntil((now) => now.lanes.making.tickets.some((ticket) => !ticket.moving));
  await shop.lane("making").getByTestId("ticket").first().click();
  await expect(shop.inspector.getByTestId("group")).toHaveText("Table 1");
  await expect(shop.inspector).toContainText("table-1");
  await expect(shop.inspector).toContainText(/SequenceNumber\d{20}/);
});

test("the inspector shows the attributes of a message that a script sent", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, storedOrders: 0 });
  await shop.page.evaluate(() =>
    orderBoard.sqs("SendMessage", {
      QueueUrl: "orders",
      MessageBody: "tea",
      MessageAttributes: {
        roast: { DataType: "String", StringValue: "dark" },
        photo: { DataType: "Binary.png", BinaryValue: "AAEC" },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: "String", StringValue: "Root=1-5759e988" } },
    }),
  );
  // The slip reaches the board.
  await shop.page.evaluate(() => orderBoard.seek(1000));
  await shop.lane("waiting").getByTestId("ticket").click();
  await expect(shop.page.getByTestId("message-attributes")).toHaveText(/photoBinary.png3 bytesroastStringdark/);
  const system = shop.page.getByTestId("system-attributes");
  await expect(system).toContainText("AWSTraceHeaderRoot=1-5759e988");
  await expect(system).toContainText("ApproximateReceiveCount0");
  await expect(system).not.toContainText("SequenceNumber");
  await shop.page.getByTestId("take").click();
  await expect(system).toContainText("ApproximateReceiveCount1ApproximateFirstReceiveTimestamp00:01");
});

test("another kind of queue is a new queue, and a notice says so", async ({ shop }) => {
  await shop.open("seed=7&t=20000");
  await shop.turnTo("settings");
  const said = await shop.said(() => shop.page.getByTestId("kind-fifo").click());
  expect(said).toEqual(["A queue cannot change its kind. This is a new FIFO queue with the same customers."]);
  await expect(shop.notice).toContainText("with the same customers");
  expect(await shop.snapshot()).toMatchObject({ now: 0, seed: 7, queueName: "orders.fifo", queue: { fifo: true } });
  await expect(shop.page.getByTestId("kind-fifo")).toHaveAttribute("aria-pressed", "true");
  await shop.page.getByTestId("kind-standard").click();
  expect((await shop.snapshot()).queueName).toBe("orders");
});

test("attributes are set through the API, and its refusals are shown", async ({ shop }) => {
  await shop.open();
  await shop.load(FIFO);
  await shop.turnTo("settings");
  const { page } = shop;
  await shop.field("max-size").write(2048);
  await expect.poll(async () => (await shop.snapshot()).attributes?.MaximumMessageSize).toBe("2048");
  await page.locator("#field-policy").fill("{");
  await page.locator("#field-policy").press("Enter");
  await expect(shop.notice).toContainText("SQS refuses SetQueueAttributes: ");
  await expect(page.locator("#field-policy")).toHaveValue("");
  await page.getByTestId("perMessageGroupId").click();
  await expect(shop.notice).toContainText("only when the value for DeduplicationScope is messageGroup");
  await expect(page.getByTestId("perQueue")).toHaveAttribute("aria-pressed", "true");
  await page.getByTestId("messageGroup").click();
  await page.getByTestId("perMessageGroupId").click();
  await expect.poll(async () => (await shop.snapshot()).queue.fifoThroughputLimit).toBe("perMessageGroupId");
  await page.getByTestId("content-based").check();
  await expect.poll(async () => (await shop.snapshot()).queue.contentBasedDeduplication).toBe(true);
  await page.locator("#field-tag").fill("team=bar");
  await page.locator("#field-tag").press("Enter");
  await expect(page.getByTestId("tags")).toContainText("team = bar");
  await page.getByRole("button", { name: "Remove the tag team" }).click();
  await expect(page.getByTestId("tags")).not.toContainText("team");
  await page.getByTestId("read-queue").click();
  await expect(page.getByTestId("reported")).toContainText("arn:aws:sqs:");
  await page.locator("#field-kms-key").fill("alias/orders");
  await page.locator("#field-kms-key").press("Enter");
  await expect(page.getByTestId("sse")).not.toBeChecked();
});

test("simulated faults show a sign that opens their settings", async ({ shop }) => {
  await shop.open("scene=duplicates");
  const sign = shop.page.getByTestId("weather-sign");
  await expect(sign).toHaveAccessibleName("duplicates +1. Weather: duplicates, out of order. Show the settings");
  await sign.click();
  await expect(shop.page.locator("#field-duplicates")).toBeFocused();
  await shop.field("duplicates").write(101);
  await expect(shop.notice).toContainText("Duplicates: a whole number from 0 to 100 %.");
  await shop.field("disorder").write(0);
  await expect(sign).toHaveText("duplicates");
  await shop.page.getByTestId("calm").click();
  await expect(sign).toHaveCount(0);
  expect((await shop.recording()).interventions.map(({ do: deed }) => deed)).toEqual(["setWeather", "setWeather"]);
});

test("a duplicate shows the same number twice and counts once", async ({ shop }) => {
  await shop.open("scene=duplicates");
  const seen = await shop.stepUntil((now) => now.copies.length > 0 && now.lanes.making.tickets.every((one) => !one.moving));
  const { number } = seen.copies[0];
  await expect(shop.lane("making").locator(`[data-order="${number}"]`)).toHaveCount(2);
  await expect(shop.lane("making").locator(".ticket.copy").first()).toHaveAccessibleName(/, a duplicate: being made by /);
  await expect(shop.lane("making")).toHaveAttribute("data-count", String(seen.lanes.making.count));
  expect(seen.metrics.approximateNumberOfMessagesNotVisible).toBe(seen.lanes.making.count);
});

test("dead letters move back one by one, and the move can be stopped", async ({ shop }) => {
  await shop.open();
  await shop.load(DYING, { at: 30_000 });
  await shop.expectCounts({ dead: 4, waiting: 0 });
  await shop.page.getByTestId("move-back").click();
  await expect(shop.tray("dead")).toContainText("1 of 4");
  await shop.tray("dead").click();
  await expect(shop.page.getByTestId("move-progress")).toContainText("1 of 4");
  await shop.stepUntil((now) => now.movingBack?.moved === 2);
  expect(await shop.painted()).toBeGreaterThan(0);
  await shop.page.getByTestId("stop-moving").click();
  await expect(shop.caption).toContainText("The move was stopped. Moved back: 2.");
  expect((await shop.snapshot()).movingBack).toBe(null);
  await shop.page.getByTestId("move-10").click();
  await shop.stepUntil((now) => now.movingBack === null);
  await expect(shop.caption).toContainText("All 2 are back on the board.");
});

test.describe("the tray", () => {
  test.use({ hasTouch: true });

  for (const [hand, drag] of Object.entries(HANDS)) {
    test(`dead letters are dragged to the board by ${hand}`, async ({ shop }) => {
      await shop.open();
      await shop.load(DYING, { at: 30_000 });
      const missed = await shop.said(() => drag(shop.page, shop.tray("dead"), shop.person("Ana")));
      expect(missed).toEqual(["That is not possible there. Drop the dead letters on a lane of the board."]);
      expect((await shop.snapshot()).movingBack).toBe(null);
      await drag(shop.page, shop.tray("dead"), shop.lane("delayed").locator(".lane"));
      await expect(shop.page.getByTestId("stop-moving")).toBeVisible();
      expect((await shop.snapshot()).movingBack).toEqual({ moved: 1, toMove: 4 });
      const [deed] = (await shop.recording()).interventions.filter((one) => one.do === "startMoveTask");
      expect(deed).toMatchObject({ perSecond: 1 });
      // The click at the end of a drag does not open the tray.
      await expect(shop.tray("dead")).toHaveAttribute("aria-pressed", "false");
    });
  }
});

test("empty polls are counted on the board and for the barista", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, baristas: [{ name: "Cleo", waitTimeSeconds: 0 }] });
  await shop.load({ ...ALONE, baristas: [{ name: "Cleo", waitTimeSeconds: 0 }] }, { at: 4_500 });
  const { metrics } = await shop.snapshot();
  expect(metrics.numberOfEmptyReceives).toBeGreaterThan(3);
  await expect(shop.lane("waiting")).toContainText(`${metrics.numberOfEmptyReceives} polls came back empty.`);
  expect(await shop.painted()).toBeGreaterThan(0);
  await shop.person("Cleo").click();
  await expect(shop.page.getByTestId("empty-receives")).toHaveText(String(metrics.numberOfEmptyReceives));
});

for (const [width, height] of SIZES) {
  test.describe(`at ${width}×${height}`, () => {
    test.use({ viewport: { width, height } });

    test("groups, remembered ids and the fault sign do not overlap", async ({ page, shop }) => {
      const deeds = [[60_000, { do: "setWeather", weather: { serversNotAsked: 3, countsLagSeconds: 5 } }]];
      for (const [scene, deed] of [
        ["fifo", []],
        ["fifo", deeds],
        ["fair", []],
        ["duplicates", []],
      ]) {
        await shop.open(`scene=${scene}`);
        const { scenario } = await shop.recording();
        await shop.load(scenario, { at: 61_000, deeds: deed });
        if (scene !== "duplicates") await expect.soft(strings(shop), scene).not.toHaveCount(0);
        expect.soft(await page.evaluate(overlaps), scene).toEqual([]);
      }
      await shop.load(DYING, { at: 30_000 });
      await page.getByTestId("move-back").click();
      expect.soft(await page.evaluate(overlaps), "dead letters").toEqual([]);
    });

    test("axe finds nothing with groups, faults and moving dead letters", async ({ page, shop }) => {
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        for (const state of ["scene=fifo&t=40000", "scene=duplicates&t=40000"]) {
          await shop.open(state);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0].target}`), `${state} ${colorScheme}`).toEqual([]);
        }
        await shop.load(DYING, { at: 30_000 });
        await shop.turnTo("settings");
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations.map(({ id, nodes }) => `${id} ${nodes[0].target}`), colorScheme).toEqual([]);
      }
    });
  });
}

// The life of an order: sent, received, deleted, and everything that can go wrong between.
import { expect, test } from "./fixtures.mjs";
import { ALONE, SMALL } from "./shop.mjs";

const CLEO = 2;

test("an order is sent, received, made and deleted", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, baristas: [] });
  await shop.stepUntil((now) => now.lanes.waiting.count === 1);
  await shop.expectCounts({ delayed: 0, waiting: 1, making: 0, done: 0 });
  await expect(shop.lane("waiting").getByTestId("ticket")).toHaveAttribute("data-order", "#1");
  await expect(shop.caption).toContainText(/^Ana pins #1 .+ to the board\.$/);

  await shop.hire("barista").click();
  await shop.expectCounts({ waiting: 0, making: 1, done: 0 });
  const [{ name }] = (await shop.snapshot()).baristas.people;
  await expect(shop.lane("making").getByTestId("ticket")).toContainText(name);
  await expect(shop.ticket("#1")).toContainText(new RegExp(`being made by ${name}, hidden for \\d+ s more`));
  await expect(shop.person(name)).toHaveAccessibleName(new RegExp(`^${name}, barista: makes #1 `));

  await shop.stepUntil((now) => now.lanes.done.count === 1);
  await shop.expectCounts({ done: 1 });
  await expect(shop.ticket("#1")).toHaveCount(0);
  await shop.tray("done").click();
  await expect(shop.page.getByTestId("lane-list").getByRole("button")).toHaveText([/^#1/]);
});

test("a slip is painted while it moves, and no longer once it has arrived", async ({ shop }) => {
  const slow = { ...ALONE, customers: { ...SMALL.customers, total: 1 }, cashiers: [{ name: "Ana" }], walkMs: 4000 };
  await shop.open();
  await shop.load(slow);
  const { now } = await shop.stepUntil((now) => now.cashiers.people[0].activity === "carrying");
  await shop.load(slow, { at: now + 2000 });
  expect((await shop.snapshot()).moving).toBe(1);
  expect(await shop.painted()).toBeGreaterThan(400);

  await shop.load(slow, { at: now + 2400 });
  expect((await shop.snapshot()).moving).toBe(1);
  expect(await shop.painted()).toBeGreaterThan(400);

  await shop.load(slow, { at: now + 20_000 });
  await shop.expectCounts({ waiting: 1 });
  expect((await shop.snapshot()).moving).toBe(0);
  expect(await shop.painted()).toBe(0);
});

test("a slip on its way is not shown in its lane", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, walkMs: 4000 });
  await shop.stepUntil((now) => now.lanes.making.tickets.some((ticket) => ticket.moving));
  const ticket = shop.lane("making").getByTestId("ticket");
  await expect(ticket).toHaveClass(/\baway\b/);
  await expect(ticket).toBeHidden();
  await shop.load({ ...SMALL, walkMs: 4000 }, { at: (await shop.snapshot()).now + 3000 });
  await expect(ticket).toBeVisible();
});

test("after a crash the order returns when its visibility timeout ends", async ({ shop }) => {
  const crash = { ...SMALL, customers: { ...SMALL.customers, total: 1 }, queue: { visibilityTimeoutSeconds: 12 } };
  await shop.open();
  await shop.load(crash);
  const { now } = await shop.stepUntil((now) => now.lanes.making.count === 1);
  const ring = shop.ticket("#1").locator("circle.left");
  const left = async () => Number((await ring.getAttribute("stroke-dasharray")).split(" ")[0]);
  await expect.poll(left).toBe(1000);

  await shop.choose("Cleo", "Drop the cup");
  await expect(shop.caption).toContainText("Cleo drops the cup of #1");
  await expect(shop.person("Cleo")).toContainText("dropped the cup!");

  // The queue does not know about the crash: the message stays in flight until its visibility timeout ends.
  const deeds = [[now, { do: "crash", person: CLEO }]];
  await shop.load(crash, { deeds, at: now + 9000 });
  await shop.expectCounts({ making: 1, waiting: 0 });
  await expect(shop.ticket("#1")).toHaveAccessibleName(/dropped, visible again in . s/);
  await expect.poll(left).toBe(250);
  await expect(ring).toHaveAttribute("data-urgent", "yes");

  const again = await shop.stepUntil((now) => now.lanes.making.tickets[0]?.receiveCount === 2);
  expect(again.now).toBe(now + 12_000);
  await expect(shop.ticket("#1")).toContainText("2nd time");
  await expect(shop.ticket("#1")).toContainText("Cleo");
  expect(await shop.trace()).toMatch(/Reappeared .* TimedOut/);
  await shop.stepUntil((now) => now.lanes.done.count === 1);
});

test("an order that timed out shows its second attempt", async ({ shop }) => {
  await shop.open();
  const timeout = { visibilityTimeoutSeconds: 5 };
  // Cleo goes home while holding the order.
  await shop.load({ ...SMALL, customers: { perMinute: 20, total: 1 }, queue: timeout });
  const { now } = await shop.stepUntil((now) => now.lanes.making.count === 1);
  await shop.choose("Cleo", "Send home");
  await shop.stepUntil((now) => now.lanes.waiting.count === 1);
  expect((await shop.snapshot()).now).toBe(now + 5000);
  await expect(shop.lane("waiting").getByTestId("ticket")).toContainText("2nd time");
  await expect(shop.caption).toContainText("Time's up: #1");
  expect((await shop.recording()).interventions).toEqual([{ at: now, do: "dismiss", person: CLEO }]);
});

test("an order received too often becomes a dead letter", async ({ shop }) => {
  await shop.open();
  const queue = { visibilityTimeoutSeconds: 4, maxReceiveCount: 2 };
  await shop.load({ ...SMALL, baristas: [{ count: 4, makeMs: 12_000 }], queue });
  await expect(shop.tray("dead")).toContainText("2 tries");
  const { lanes, metrics } = await shop.stepUntil((now) => now.lanes.dead.count === 1);
  expect(lanes.dead.tickets[0].receiveCount).toBe(2);
  expect(metrics.numberOfMessagesReceived).toBeGreaterThanOrEqual(2);
  await shop.expectCounts({ dead: 1 });
  await expect(shop.caption).toContainText("failed twice. It goes to the dead letters.");
  await shop.tray("dead").click();
  const { number } = lanes.dead.tickets[0];
  await shop.page.getByTestId("lane-list").getByRole("button", { name: number }).click();
  await expect(shop.page.getByTestId("life")).toContainText("dead letters");
});

test("the dead-letter scene shows one within its first minute", async ({ shop }) => {
  await shop.open("scene=dead-letter&t=60000");
  expect((await shop.snapshot()).lanes.dead.count).toBeGreaterThan(0);
});

test("without a dead-letter queue an order returns again and again", async ({ shop }) => {
  await shop.open();
  const queue = { visibilityTimeoutSeconds: 2, maxReceiveCount: null };
  const crew = [{ count: 4, makeMs: 60_000 }];
  await shop.load({ ...SMALL, customers: { perMinute: 20, total: 1 }, baristas: crew, queue });
  await expect(shop.tray("dead")).toContainText(/off/);
  await shop.stepUntil((now) => now.lanes.making.tickets[0]?.receiveCount === 4);
  await shop.expectCounts({ dead: 0 });
});

test("a delayed order becomes visible after its delay", async ({ shop }) => {
  await shop.open("scene=delay");
  const sent = await shop.stepUntil((now) => now.lanes.delayed.count === 1);
  const [first] = sent.lanes.delayed.tickets;
  expect(first.until).toBe(first.sentAt + 8000);
  await shop.expectCounts({ delayed: 1, waiting: 0, making: 0 });
  await expect(shop.ticket(first.number)).toHaveAccessibleName(/delayed, visible in . s/);
  const due = await shop.stepUntil((now) => now.lanes.making.count === 1);
  expect(due.now).toBe(first.until);
  await expect(shop.lane("making").getByTestId("ticket")).toHaveAttribute("data-order", first.number);
});

test("you can take an order, return it, and serve it", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, storedOrders: 3 });
  await shop.expectCounts({ waiting: 3 });
  const [{ number }] = (await shop.snapshot()).lanes.waiting.tickets;
  const take = shop.page.getByTestId("take");
  await take.click();
  await expect(shop.hands).toContainText(number);
  await shop.expectCounts({ waiting: 2, making: 1 });
  expect((await shop.snapshot()).yourOrders).toHaveLength(1);

  await shop.hands.getByTestId("put-back").click();
  await expect(shop.hands).toHaveCount(0);
  await shop.expectCounts({ waiting: 3, making: 0 });

  await take.click();
  await shop.hands.getByTestId("serve").click();
  await expect(shop.hands).toHaveCount(0);
  await shop.expectCounts({ waiting: 2, making: 0, done: 1 });
  expect(await shop.trace()).toMatch(/Deleted +You /);
});

test("you can hold ten orders; the eleventh is refused with a reason", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, storedOrders: 12 });
  for (let taken = 0; taken < 10; taken += 1) await shop.page.getByTestId("take").click();
  await shop.expectCounts({ waiting: 2, making: 10 });
  const said = await shop.said(() => shop.page.getByTestId("take").click());
  expect(said).toEqual(["Your hands are full. You already hold 10 orders."]);
  await expect(shop.notice).toContainText("Your hands are full");
  await shop.notice.getByRole("button").click();
  await expect(shop.notice).toHaveCount(0);
  await shop.expectCounts({ waiting: 2, making: 10 });
});

test("many orders become a stack with an exact count", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, storedOrders: 12_345 });
  await shop.expectCounts({ waiting: 12_345 });
  const shown = await shop.lane("waiting").getByTestId("ticket").count();
  expect(shown).toBeGreaterThan(2);
  expect(shown).toBeLessThanOrEqual(64);
  const hidden = 12_345 - shown;
  await expect(shop.page.getByTestId("stack-waiting")).toHaveText(`+${hidden.toLocaleString("en-US")}`);
  await expect(shop.lane("waiting").getByTitle("12,345")).toBeVisible();
});

test("clearing the board purges the queue", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, storedOrders: 5 });
  await shop.turnTo("settings");
  const said = await shop.said(() => shop.page.getByTestId("purge").click());
  await shop.expectCounts({ waiting: 0 });
  expect(said).toEqual(["The board is purged. 5 orders are gone."]);
});

test("a slip's ring starts at the visibility timeout", async ({ shop }) => {
  await shop.open();
  await shop.load(SMALL);
  const { now, lanes } = await shop.stepUntil((now) => now.lanes.making.count === 1);
  expect(lanes.making.tickets[0].until).toBe(now + 30_000);
  await expect(shop.ticket("#1")).toContainText(/Cleo\W+30\ss left/);
});

// Hand to hand, the shop without a board: a cashier who cannot hand over an order waits, and the line grows.
import { expect, test } from "./fixtures.mjs";

/** Both baristas go on a break after a second and stay there. */
const crew = {
  seed: 7,
  title: "A break",
  customers: { perMinute: 20, patienceSeconds: null },
  cashiers: [{ name: "Ana" }, { name: "Ben" }],
  baristas: [{ name: "Cleo" }, { name: "Dev" }],
};
const breaks = [3, 4].map((person) => [1000, { do: "sendOnBreak", person }]);

test("while the baristas are on a break, the line grows hand to hand but not at the order board", async ({ shop }) => {
  await shop.open();
  const lines = {};
  for (const mode of ["handToHand", "orderBoard"]) {
    await shop.load({ ...crew, mode }, { deeds: breaks, at: 60_000 });
    const { now, line, metrics } = await shop.snapshot();
    expect(now).toBe(60_000);
    lines[mode] = { line, came: metrics.customersArrived };
    await expect(shop.line).toHaveAttribute("data-count", String(line));
  }
  expect(lines.handToHand.came).toBe(lines.orderBoard.came);
  expect(lines.handToHand.line).toBeGreaterThan(15);
  expect(lines.orderBoard.line).toBeLessThan(4);
  await shop.expectCounts({ waiting: lines.orderBoard.came - lines.orderBoard.line - (await onTheWay(shop)) });
});

async function onTheWay(shop) {
  const busy = (await shop.snapshot()).cashiers.people;
  return busy.filter(({ activity }) => activity === "takingOrder" || activity === "carrying").length;
}

test("cashiers wait at the counter, each with an order, until a barista is free", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...crew, mode: "handToHand" }, { deeds: breaks, at: 30_000 });
  await expect(shop.hall).toHaveAttribute("data-stuck", "2");
  await expect(shop.page.getByTestId("standing")).toHaveCount(2);
  await expect(shop.page.getByTestId("standing").first()).toHaveAccessibleName(/^(Ana|Ben) waits for a barista with #\d/);
  await expect(shop.person("Ana")).toContainText(/stuck with #\d/);
  await expect(shop.page.getByTestId("figure-stuck")).toHaveText("2");
  await expect(shop.board).toHaveCount(0);
  await expect(shop.page.getByTestId("take")).toHaveCount(0);

  await shop.choose("Cleo", "Call back");
  await shop.stepUntil((now) => now.baristas.people[0].activity === "making");
  await shop.stepUntil((now) => now.lanes.done.count === 0 && now.metrics.customersServed === 1);
  expect((await shop.snapshot()).metrics.cashiersStuckMs).toBeGreaterThan(20_000);
});

test("there is no queue, and taking an order is refused with a reason", async ({ shop }) => {
  await shop.open("scene=hand-to-hand");
  await shop.turnTo("settings");
  await expect(shop.inspector).toContainText("Hand to hand has no queue");
  await expect(shop.page.getByTestId("field-visibility")).toHaveCount(0);
  const said = await shop.said(() => shop.page.keyboard.press("t"));
  expect(said).toEqual(["There is no queue in this shop: orders go from hand to hand."]);
});

test("the other shop opens with the same customers", async ({ shop }) => {
  await shop.open("seed=1234&t=20000");
  const here = await shop.snapshot();
  const handToHand = shop.page.getByTestId("mode-hand-to-hand");
  const orderBoard = shop.page.getByTestId("mode-order-board");
  await expect(orderBoard).toHaveAttribute("aria-pressed", "true");
  const said = await shop.said(() => handToHand.click());
  expect(said).toEqual(["The other shop, with the same customers."]);
  await expect(handToHand).toHaveAttribute("aria-pressed", "true");
  await expect(shop.hall).toHaveCount(1);
  expect(await shop.snapshot()).toMatchObject({ seed: here.seed, now: 0, mode: "handToHand", playing: false });

  const arrivals = (trace) =>
    trace
      .split("\n")
      .filter((line) => /CustomerArrived/.test(line))
      .slice(0, 8);
  await shop.stepTo(20_000);
  const there = arrivals(await shop.trace());
  await orderBoard.click();
  await expect(shop.board).toHaveCount(1);
  await shop.stepTo(20_000);
  expect(arrivals(await shop.trace())).toEqual(there);
  expect(there).toHaveLength(8);
});

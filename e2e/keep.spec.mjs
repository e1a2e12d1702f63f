// Nothing a person does is lost: what a change takes from the screen comes back by undo, and a run outlives its tab.
import { expect, test } from "./fixtures.mjs";
import { ALONE } from "./shop.mjs";

const kept = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("order-board", 1);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains("notes")) return done([]);
          const notes = database.transaction("notes").objectStore("notes").getAll();
          notes.onsuccess = () => {
            database.close();
            done(notes.result);
          };
        };
      }),
  );

/** Waits until the run at `moment` is in the browser's database. */
const expectKept = (page, moment) =>
  expect.poll(async () => (await kept(page)).some((note) => note.includes(`"moment":"${moment}"`))).toBe(true);

test("a deed in the past says what it took, and its button brings that back", async ({ page, shop }) => {
  await shop.open("scene=crash&t=75000");
  await page.evaluate(() => orderBoard.seek(10_000));
  await shop.hire("barista").click();
  const lost = page.getByTestId("lost");
  await expect(lost).toContainText("You changed the past: 65 s after this are gone.");
  await page.getByTestId("undo-lost").click();
  await expect(lost).toHaveCount(0);
  expect(await shop.recording()).toMatchObject({ at: 10_000, until: 75_000, interventions: [] });
});

test("another scene and a restart are undone to the letter, and the offer passes", async ({ page, shop }) => {
  await shop.open("scene=crash&t=20000");
  await shop.hire("barista").click();
  const seen = { snapshot: await shop.snapshot(), recording: await shop.recording(), trace: await shop.trace() };
  await page.keyboard.press("n");
  await expect(page.getByTestId("lost")).toContainText("Restarted with new customers");
  await page.keyboard.press("r");
  await page.keyboard.press("Control+z");
  await expect(shop.clock).toHaveText("00:20.0");
  const again = { snapshot: await shop.snapshot(), recording: await shop.recording(), trace: await shop.trace() };
  expect(again.recording).toEqual(seen.recording);
  expect(again.trace).toBe(seen.trace);
  await page.keyboard.press("n");
  await expect(page.getByTestId("lost")).toBeVisible();
  await expect(page.getByTestId("lost")).toHaveCount(0, { timeout: 8_000 });
});

test("a run outlives its tab", async ({ page, shop, context }) => {
  await shop.open("scene=crash&t=20000");
  await shop.hire("barista").click();
  const recording = await shop.recording();
  await expectKept(page, "00:20.0");
  await page.close();

  const next = await context.newPage();
  const later = await new shop.constructor(next, shop.host).open();
  expect((await later.snapshot()).now, "the default scene is not held up").toBe(0);
  await next.getByText("Continue where you were").click();
  await next.getByTestId("continue").first().click();
  await expect(later.clock).toHaveText("00:20.0");
  expect(await later.recording()).toEqual(recording);
  await expect(next.getByTestId("before")).toHaveCount(0);
});

test("foreign data is set aside with a notice", async ({ page, shop, context }) => {
  await shop.open("t=5000");
  await shop.hire("barista").click();
  await expectKept(page, "00:05.0");
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open("order-board", 1);
        opening.onsuccess = () => {
          const change = opening.result.transaction(["notes", "texts"], "readwrite");
          change.objectStore("notes").put("not ours", "foreign");
          change.objectStore("texts").put("7", "foreign");
          change.oncomplete = () => done(opening.result.close());
        };
      }),
  );
  await page.close();
  const next = await context.newPage();
  const later = await new shop.constructor(next, shop.host).open();
  await expect(later.notice).toContainText("were not written by this program, or are damaged");
  await later.notice.getByText("All right").click();
  await next.getByText("Continue where you were").click();
  await expect(next.getByTestId("continue")).toHaveCount(1);
});

test("5,000 calls of 1 kB come back whole after a reload", async ({ page, shop }) => {
  test.setTimeout(120_000);
  await shop.open();
  await shop.load(ALONE);
  await page.evaluate(async () => {
    const QueueUrl = "orders";
    for (let at = 0; at < 5_000; at += 1)
      await orderBoard.sqs("SendMessage", { QueueUrl, MessageBody: `${at} `.padEnd(1_000, "x") });
  });
  await page.reload();
  await page.evaluate(() => orderBoard.ready);
  expect((await shop.recording()).interventions).toHaveLength(5_000);
});

test("1,500 deleted messages of 1 MB say once that they cannot be kept", async ({ page, shop }) => {
  test.setTimeout(180_000);
  await shop.open();
  await shop.load(ALONE);
  const done = await page.evaluate(async () => {
    const QueueUrl = "orders";
    const MessageBody = "x".repeat(1_000_000);
    for (let at = 0; at < 1_500; at += 1) {
      try {
        await orderBoard.sqs("SendMessage", { QueueUrl, MessageBody });
      } catch (error) {
        return [at, error.message];
      }
      const { Messages } = await orderBoard.sqs("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 0 });
      await orderBoard.sqs("DeleteMessage", { QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });
    }
  });
  const full = expect.stringContaining("memory of the page is full");
  expect(done, "what is recorded has a limit, too").toEqual([expect.any(Number), full]);
  await expect(shop.notice).toContainText("too long to be kept");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator(".boot-page")).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(sessionStorage).length)).toBe(0);
});

// Links, files and reloads restore a moment, and damaged ones never break the page.
import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.mjs";
import { ONE } from "./frozen-links.mjs";

const strip = (page) => page.getByRole("slider", { name: "Timeline" });
const link = async (shop) => {
  await shop.page.getByTestId("share").click();
  const link = await shop.page.getByTestId("share-link").inputValue();
  await shop.page.keyboard.press("Escape");
  return link;
};
/** Snapshot, recording and trace, without the scene's name. */
const moment = async (shop) => {
  const { snapshot, recording } = { snapshot: await shop.snapshot(), recording: await shop.recording() };
  return { snapshot: { ...snapshot, scene: null }, recording, trace: await shop.trace() };
};

test("a link restores the shop, its people, their places and the moment", async ({ page, shop, context }) => {
  await shop.open("scene=crash&t=12000");
  await shop.hire("barista").click();
  await shop.hire("cashier").click();
  await shop.choose((await shop.names("barista"))[0], "Move down");
  await page.evaluate(() => orderBoard.seek(30_000));
  await page.evaluate(() => orderBoard.seek(21_500));
  const [shared, seen] = [await link(shop), await moment(shop)];
  expect(shared.length).toBeLessThan(2_000);
  expect(seen.recording.interventions).toHaveLength(3);

  const other = await context.newPage();
  await other.goto(shared);
  await other.evaluate(() => orderBoard.ready);
  await other.locator("#floor").waitFor();
  await expect(other.getByTestId("clock")).toHaveText("00:21.5");
  const theirs = new shop.constructor(other, shop.host);
  expect(await moment(theirs)).toEqual(seen);
  await expect(strip(other)).toHaveAttribute("aria-valuemax", "30");
});

test("old links open", async ({ page, shop, host }) => {
  await page.goto(`${host.url}?autoplay=0#${ONE}`);
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#floor").waitFor();
  await expect(shop.clock).toHaveText("01:01.2");
  expect(await shop.snapshot()).toMatchObject({ now: 61_234, end: 120_000 });
  await expect(shop.notice).toBeHidden();
});

test("another link in the same tab opens as well", async ({ page, shop, host }) => {
  await shop.open("t=5000");
  await page.evaluate((link) => (location.hash = link), ONE);
  await expect(shop.clock).toHaveText("01:01.2");
  await page.evaluate(() => (location.hash = "somewhere"));
  await shop.settled();
  await expect(shop.clock, "a fragment that is not a link").toHaveText("01:01.2");
  await expect(shop.notice).toBeHidden();
  await page.evaluate(() => (location.hash = "1.damaged"));
  await expect(shop.notice).toContainText("This link is damaged");
});

for (const [fragment, sentence] of [
  ["1.eNqrVkrOz0lV", /^This link is damaged/],
  ["1.<script>alert(1)</script>", /^This link is damaged/],
  ["7.eNqrVkrOz0lV", /newer version/],
  [`1.${"A".repeat(70_000)}`, /too long/],
]) {
  test(`an unreadable link shows the reason: ${fragment.slice(0, 24)}`, async ({ page, shop, host }) => {
    await page.goto(`${host.url}?autoplay=0#${fragment}`);
    await page.evaluate(() => orderBoard.ready);
    await page.locator("#floor").waitFor();
    await expect(shop.notice.getByRole("listitem")).toHaveText(sentence);
    expect(await shop.snapshot()).toMatchObject({ now: 0, scene: "default" });
    await shop.notice.getByRole("button").click();
    await expect(shop.notice).toBeHidden();
  });
}

test("a fragment that is not a link is ignored", async ({ page, shop, host }) => {
  await page.goto(`${host.url}?autoplay=0#chapter-4`);
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#floor").waitFor();
  await expect(shop.notice).toBeHidden();
});

test("a link opens in a sandboxed frame", async ({ page, host, guest }) => {
  await page.goto(guest.page(`${host.url}?embed&autoplay=0#${ONE}`, 'sandbox="allow-scripts"'));
  const frame = page.frameLocator("iframe");
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await expect(frame.getByTestId("clock")).toHaveText("01:01.2");
});

test("a reload returns to the same moment, paused or playing", async ({ page, shop }) => {
  await shop.open("scene=crash&t=12000");
  await expect(strip(page)).toBeVisible();
  await shop.hire("barista").click();
  await page.evaluate(() => orderBoard.seek(25_000));
  await page.evaluate(() => orderBoard.seek(14_000));
  const seen = await moment(shop);
  await page.reload();
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#floor").waitFor();
  expect(await moment(shop)).toEqual(seen);
  await page.getByTestId("undo").click();
  await expect(shop.clock).toHaveText("00:12.0");

  await page.goto(`${shop.host.url}?speed=0.25`);
  await page.evaluate(() => orderBoard.ready);
  await expect(strip(page)).toBeVisible();
  await page.evaluate(() => orderBoard.seek(25_000));
  await page.evaluate(() => orderBoard.play());
  await page.reload();
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#floor").waitFor();
  await expect.poll(async () => (await shop.snapshot()).now).toBeGreaterThan(25_000);
  expect(await shop.snapshot()).toMatchObject({ playing: true });
});

test("a new visit to the same address starts over", async ({ page, shop, context }) => {
  await shop.open("t=9000");
  await expect(strip(page)).toBeVisible();
  await page.goto("about:blank");
  await shop.open("t=9000&autoplay=0");
  expect((await shop.snapshot()).now).toBe(9_000);
  const other = new shop.constructor(await context.newPage(), shop.host);
  await other.open();
  expect((await other.snapshot()).now).toBe(0);
});

test("an unreadable saved run is set aside with a notice", async ({ page, shop }) => {
  await shop.open("t=9000");
  await expect(strip(page)).toBeVisible();
  await page.evaluate(() => {
    // The last event before the page is unloaded.
    document.addEventListener("visibilitychange", () => {
      for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, "{\"scenario\": 7}");
    });
  });
  await page.reload();
  await page.evaluate(() => orderBoard.ready);
  await page.locator("#floor").waitFor();
  await expect(shop.notice).toContainText("could not be opened, so this is a new one");
  expect((await shop.snapshot()).now).toBe(9_000);
  expect(await page.evaluate(() => sessionStorage.getItem("order-board.run.aside"))).toBe("{\"scenario\": 7}");
});

test("the dialog copies the link, shows its QR code, and returns the focus", async ({ page, shop, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await shop.open("t=8000");
  await page.getByTestId("share").click();
  const dialog = page.getByRole("dialog", { name: "Share this moment" });
  await expect(dialog).toContainText("00:08.0");
  await expect(page.getByTestId("share-link")).toBeFocused();
  const shown = await page.getByTestId("share-link").inputValue();
  expect(await shop.said(() => page.getByTestId("copy-link").click())).toEqual(["The link is copied."]);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("share")).toBeFocused();
});

test("a file restores the moment", async ({ page, shop }) => {
  await shop.open("scene=delay&t=20000");
  await shop.hire("barista").click();
  await page.evaluate(() => orderBoard.seek(15_000));
  const seen = await moment(shop);
  await page.getByTestId("share").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  expect(download.suggestedFilename()).toBe("order-board.json");
  const file = await download.path();
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(seen.recording);

  await shop.open();
  await page.getByTestId("share").click();
  await page.getByTestId("open-file").setInputFiles(file);
  await expect(shop.clock).toHaveText("00:15.0");
  await expect(page.getByTestId("share-dialog")).toBeHidden();
  expect(await moment(shop)).toEqual(seen);
});

test("an invalid file shows the reason", async ({ page, shop }) => {
  await shop.open("t=4000");
  await page.getByTestId("share").click();
  for (const [content, sentence] of [
    ["not even JSON", /This is not JSON/],
    ["[1, 2]", /A scenario must be an object/],
    ["x".repeat(16_000_001), /larger than 16 MB/],
  ]) {
    await page.getByTestId("open-file").setInputFiles({ name: "any.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await expect(shop.notice).toContainText(sentence);
  }
  expect((await shop.snapshot()).now).toBe(4_000);
});

test("scripts open links, and recordings include the moment", async ({ page, shop }) => {
  await shop.open();
  await page.evaluate((link) => orderBoard.load(link), ONE);
  const recording = await shop.recording();
  expect(recording).toMatchObject({ at: 61_234, until: 120_000, interventions: expect.any(Array) });
  await page.evaluate(() => orderBoard.load("default"));
  await page.evaluate((recording) => orderBoard.load(recording), recording);
  expect(await shop.recording()).toEqual(recording);
  await page.evaluate(() => orderBoard.load("default"));
  await page.evaluate((link) => orderBoard.load(`https://example.org/board/?embed#${link}`), ONE);
  expect(await shop.recording()).toEqual(recording);
  await expect(page.evaluate(() => orderBoard.load("1.damaged"))).rejects.toThrow(/This link is damaged/);
});

test("a panic deletes the saved run", async ({ page, shop }) => {
  await shop.open("t=9000");
  await expect(strip(page)).toBeVisible();
  await page.evaluate(() => orderBoard.seek(20_000));
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).length)).toBe(1);
  await page.evaluate(() => orderBoardPanic({ message: "a test" }));
  expect(await page.evaluate(() => Object.keys(sessionStorage).length)).toBe(0);
});

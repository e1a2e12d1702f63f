// Single-key shortcuts: inactive in fields and menus, and can be switched off.
import { expect, test } from "./fixtures.mjs";
import { ALONE } from "./shop.mjs";

const press = (shop, key) => shop.page.keyboard.press(key);
const playing = async (shop) => (await shop.snapshot()).playing;
const speed = async (shop) => (await shop.snapshot()).speed;

test("keys play, step, change the speed, restart, and take an order", async ({ shop }) => {
  await shop.open("seed=7");
  await press(shop, "Space");
  await expect.poll(() => playing(shop)).toBe(true);
  await press(shop, "Space");
  await expect.poll(() => playing(shop)).toBe(false);

  await press(shop, "r");
  await expect.poll(async () => (await shop.snapshot()).now).toBe(0);
  await press(shop, "ArrowRight");
  await expect.poll(async () => (await shop.snapshot()).now).toBe(300);

  await press(shop, "ArrowUp");
  await expect.poll(() => speed(shop)).toBe(2);
  await press(shop, "ArrowDown");
  await press(shop, "ArrowDown");
  await expect.poll(() => speed(shop)).toBe(0.5);

  await press(shop, "n");
  await expect.poll(async () => (await shop.snapshot()).seed).not.toBe(7);

  await shop.load({ ...ALONE, storedOrders: 1 });
  await press(shop, "t");
  await expect(shop.hands).toContainText("#1");
});

test("the help opens with a question mark, traps the focus, and closes with Escape", async ({ shop }) => {
  await shop.open();
  await press(shop, "?");
  await expect(shop.help).toBeVisible();
  const inside = () => shop.page.evaluate(() => document.activeElement.closest("[role=dialog]") !== null);
  for (let presses = 0; presses < 5; presses += 1) {
    expect(await inside()).toBe(true);
    await press(shop, presses === 3 ? "Shift+Tab" : "Tab");
  }
  await press(shop, "Escape");
  await expect(shop.help).toHaveCount(0);
  await expect(shop.page.getByTestId("help")).toBeFocused();

  await shop.page.getByTestId("help").click();
  await shop.help.getByRole("button", { name: "Close" }).click();
  await expect(shop.help).toHaveCount(0);
  await expect(shop.page.getByTestId("help")).toBeFocused();
});

test("keys do nothing behind the open help", async ({ shop }) => {
  await shop.open();
  await press(shop, "?");
  await press(shop, "n");
  await press(shop, "t");
  await shop.settled();
  expect(await shop.snapshot()).toMatchObject({ now: 0, yourOrders: [] });
  await expect(shop.notice).toHaveCount(0);
});

test("fields keep the keys that they need", async ({ shop }) => {
  await shop.open("seed=7&t=5000");
  const before = await shop.snapshot();
  await shop.turnTo("log");
  await shop.page.getByTestId("log-search").focus();
  for (const key of ["r", "n", "t", "?", "Space", "ArrowUp", "ArrowRight"]) await press(shop, key);
  await expect(shop.page.getByTestId("log-search")).toHaveValue("rnt? ");
  await shop.turnTo("settings");
  await shop.field("customers").exact.focus();
  await press(shop, "ArrowRight");
  await press(shop, "r");
  await shop.page.getByTestId("speed").focus();
  await press(shop, "n");
  await shop.settled();
  await expect(shop.help).toHaveCount(0);
  expect(await shop.snapshot()).toEqual(before);
});

test("space on a button only presses the button", async ({ shop }) => {
  await shop.open();
  await shop.page.getByTestId("theme").focus();
  await press(shop, "Space");
  await expect(shop.page.getByTestId("theme")).toHaveAccessibleName("Theme: light");
  await shop.settled();
  expect(await playing(shop)).toBe(false);
});

test("keys with Ctrl or Alt are left to the browser", async ({ shop }) => {
  await shop.open("seed=7&t=5000");
  await shop.page.keyboard.press("Alt+n");
  await shop.page.keyboard.press("Control+ArrowUp");
  await shop.settled();
  expect(await shop.snapshot()).toMatchObject({ now: 5000, seed: 7, speed: 1 });
});

test("single-key shortcuts can be switched off", async ({ shop }) => {
  await shop.open("seed=7&t=5000");
  const before = await shop.snapshot();
  await press(shop, "?");
  await shop.help.getByRole("checkbox", { name: "Single-key shortcuts" }).uncheck();
  await press(shop, "Escape");
  await expect(shop.help).toHaveCount(0);
  await shop.page.evaluate(() => document.activeElement.blur());
  for (const key of ["Space", "ArrowRight", "ArrowUp", "r", "n", "t", "?"]) await press(shop, key);
  await shop.settled();
  await expect(shop.help).toHaveCount(0);
  expect(await shop.snapshot()).toEqual(before);
});

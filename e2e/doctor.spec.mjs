// If the app cannot start or stops, the page explains why and is never blank.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { firstLoad } from "./assets.mjs";
import { expect, test } from "./fixtures.mjs";

const DIST = new URL("../dist/", import.meta.url);
const INDEX = new URL("index.html", DIST).href;
const PROGRAM = firstLoad(fileURLToPath(DIST)).find((name) => name.endsWith(".wasm"));

async function expectCard(scope, title, reason) {
  await expect(scope.getByRole("heading", { name: title })).toBeVisible();
  await expect(scope.getByRole("alert")).toContainText(reason);
}

test("a missing program file is named, and Retry reloads the page", async ({ page, host, guard }) => {
  guard.expects(/404|preload/);
  await page.route(`**/${PROGRAM}`, (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto(host.url);
  await expectCard(page, "The shop could not open", `${PROGRAM} is missing on the server (answer 404)`);
  await page.unroute(`**/${PROGRAM}`);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.locator(".boot-page")).toHaveCount(0);
});

test("a blocked script is explained", async ({ page, host, guard }) => {
  guard.expects(/ERR_BLOCKED_BY_CLIENT|ERR_FAILED/);
  await page.route("**/order-board-*.js", (route) => route.abort("blockedbyclient"));
  await page.goto(host.url);
  await expectCard(page, "The shop could not open", "could not be fetched");
});

test("a broken program says that it did not start", async ({ page, host, guard }) => {
  guard.expects(/preload|WebAssembly/);
  const program = readFileSync(new URL(PROGRAM, DIST));
  for (const body of ["", "not wasm", program.subarray(0, program.length / 2)]) {
    await page.route(`**/${PROGRAM}`, (route) => route.fulfill({ body, contentType: "application/wasm" }));
    await page.goto(host.url);
    await expectCard(page, "The shop could not open", "did not start");
  }
});

test("the app starts from files with the wrong content type", async ({ page, guard, board }) => {
  guard.expects(/preload/);
  await page.route(/\.wasm$/, async (route) => {
    await route.fulfill({ response: await route.fetch(), contentType: "text/plain" });
  });
  await board();
  await page.getByTestId("person").first().click();
  await expect(page.getByRole("menu")).toBeVisible();
});

test("a missing start script leaves an explanation on the page", async ({ page, host, guard }) => {
  guard.expects(/404/);
  await page.route("**/boot-*.js", (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto(host.url);
  await expect(page.getByText("Opening the shop…")).toBeVisible();
  const late = page.getByText("Still closed?");
  await expect(late).toBeHidden();
  await late.evaluate((sentence) => sentence.getAnimations().forEach((wait) => wait.finish()));
  await expect(late).toBeVisible();
});

test("a browser without WebAssembly gets an explanation", async ({ page, host }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(host.url);
  await expectCard(page, "The shop could not open", "WebAssembly");
});

test("a page opened as a file gets an explanation", async ({ page, guard }) => {
  guard.expects(/CORS|ERR_FAILED|file:/);
  await page.goto(INDEX);
  await expectCard(page, "The shop could not open", "scripts/serve");
});

test("a sandboxed frame from a host without CORS headers gets an explanation", async ({
  page,
  closedHost,
  guest,
  guard,
}) => {
  guard.expects(/CORS|ERR_FAILED/);
  await page.goto(guest.page(closedHost.url, 'sandbox="allow-scripts"'));
  await expectCard(page.frameLocator("iframe"), "The shop could not open", "Access-Control-Allow-Origin");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says that it needs JavaScript, and not that it is opening", async ({ page, host }) => {
    await page.goto(host.url);
    await expect(page.getByRole("paragraph")).toHaveText([/needs JavaScript/]);
    await expect(page.getByText("Opening the shop…")).toBeHidden();
  });
});

test("a panic closes the shop with its seed and details, as text", async ({ page, board }) => {
  await board();
  await page.evaluate(() => orderBoardPanic({ message: "<img src=x onerror=alert(1)>", seed: 42n, recording: { v: 1 } }));
  await expectCard(page, "The shop has closed early", "Seed 42");
  await expect(page.locator("img")).toHaveCount(0);
  await page.getByText("Details", { exact: true }).click();
  await expect(page.locator("pre")).toContainText("<img src=x onerror=alert(1)>");
  await page.evaluate(() => orderBoardPanic({ message: "a second one" }));
  await expect(page.locator(".boot-card")).toHaveCount(1);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy details" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied).toMatchObject({ message: "<img src=x onerror=alert(1)>", seed: "42", recording: { v: 1 } });

  await page.getByRole("button", { name: "Open again" }).click();
  await expect(page.locator(".boot-page")).toHaveCount(0);
});

test("a trap in the program closes the shop", async ({ page, board, guard }) => {
  guard.expects(/unreachable/);
  await board();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  });
  await expectCard(page, "The shop has closed early", "not your fault");
});

for (const theme of ["light", "dark"]) {
  test(`the card is accessible in ${theme}`, async ({ page, board }) => {
    await board(`theme=${theme}`);
    await page.evaluate(() => orderBoardPanic({ message: "boom", seed: 1 }));
    await page.getByText("Details", { exact: true }).click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

// The app starts below any path and in any frame, loads nothing from other sites, and does not disturb its host page.
import { fileURLToPath } from "node:url";
import { firstLoad, parts } from "./assets.mjs";
import { expect, STARTED, test } from "./fixtures.mjs";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));

const looks = (frame) =>
  frame.evaluate(() => {
    const { backgroundColor, fontFamily, margin } = getComputedStyle(document.body);
    return { backgroundColor, fontFamily, margin, paper: getComputedStyle(document.documentElement).backgroundColor };
  });

test("starts below a sub-path", async ({ board }) => {
  const page = await board();
  await expect(page).toHaveTitle(/Order Board/);
  await expect(page.locator(".boot-page")).toHaveCount(0);
  expect((await looks(page)).paper).toBe("rgb(251, 246, 236)");
});

test("has a strict security policy that the browser enforces", async ({ board, guard }) => {
  const page = await board();
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  guard.expects(/Content Security Policy/);
  guard.expects(/TrustedHTML/);
  const markup = () => page.evaluate(() => (document.createElement("p").innerHTML = "<b>bold</b>"));
  await expect(markup()).rejects.toThrow(/TrustedHTML/);
  const blocked = await page.evaluate(() => {
    const seen = new Promise((done) => addEventListener("securitypolicyviolation", (event) => done(event.blockedURI)));
    document.head.append(Object.assign(document.createElement("style"), { textContent: "body { color: red }" }));
    return seen;
  });
  expect(blocked).toBe("inline");
});

test("loads the files that the recorded size counts, then the part with the panels", async ({ page, host, board }) => {
  const loaded = new Set();
  page.on("request", (request) => {
    if (request.url().startsWith(host.url)) loaded.add(new URL(request.url()).pathname.slice("/deep/er/".length));
  });
  await board();
  const counted = firstLoad(DIST);
  const uncounted = () => [...loaded].filter((name) => name !== "" && !counted.includes(name));
  await page.evaluate(() => orderBoard.ready);
  await page.waitForLoadState("networkidle");
  const hands = parts(DIST).filter((name) => !name.startsWith("split_share"));
  expect(uncounted().sort()).toEqual(hands.sort());
});

test("file names contain a content hash, so that hosts can cache them forever", async () => {
  const files = [...firstLoad(DIST), ...parts(DIST)];
  const plain = files.filter((name) => !/-[0-9a-f]{8,}\.\w+$/.test(name));
  expect(plain).toEqual(["index.html"]);
});

for (const theme of ["light", "dark"]) {
  const other = theme === "light" ? "dark" : "light";
  test(`follows the system's ${theme} theme unless the address names another`, async ({ page, board }) => {
    await page.emulateMedia({ colorScheme: theme });
    await board();
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await board(`theme=${other}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", other);
    await board("theme=nonsense");
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  });
}

const FRAMES = {
  "an ordinary frame of another site": "",
  "a frame that may only run scripts": 'sandbox="allow-scripts"',
  "a frame that may run scripts and keep its origin": 'sandbox="allow-scripts allow-same-origin"',
};
for (const [name, attributes] of Object.entries(FRAMES)) {
  test(`starts with the same styles in ${name}`, async ({ page, host, guest, board }) => {
    await board();
    const alone = await looks(page);
    await page.goto(guest.page(host.url, attributes));
    const frame = page.frameLocator("iframe");
    await frame.locator(STARTED).first().waitFor({ state: "attached" });
    expect(await looks(page.frames()[1])).toEqual(alone);
  });
}

test("does not take the focus or scroll on load", async ({ page, host, guest, board }) => {
  await board();
  expect(await page.evaluate(() => [document.activeElement.tagName, scrollX, scrollY])).toEqual(["BODY", 0, 0]);

  await page.goto(guest.page(host.url));
  await page.frameLocator("iframe").locator(STARTED).first().waitFor({ state: "attached" });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => [document.activeElement.tagName, scrollX, scrollY])).toEqual(["INPUT", 0, 0]);
});

// The metrics: charts and their tables, cost, theory, and exported files.
import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.mjs";

const CHARTS = ["backlog", "oldest", "rates", "empty", "trouble", "line", "waits", "staff", "customers"];

async function open(page, host, query) {
  await page.goto(`${host.url}?${query}`);
  await page.evaluate(() => orderBoard.ready);
  await page.getByRole("tab", { name: "Metrics" }).click();
}

const chart = (page, id) => page.locator(`[data-chart=${id}]`);

const menu = (page, id) => chart(page, id).locator("summary");

test("charts come before CloudWatch names, and an empty one is a line", async ({ page, host }) => {
  await open(page, host, "t=100000&autoplay=off");
  await expect(chart(page, "trouble")).toHaveText("Trouble: nothing so far.");
  await expect(chart(page, "backlog").getByRole("button", { name: "Backlog: SVG" })).toBeHidden();
  const [last, names] = await Promise.all([chart(page, "customers"), page.getByTestId("cloudwatch")].map((one) => one.boundingBox()));
  expect(names.y).toBeGreaterThan(last.y + last.height);
});

test("a rate of now is no zero by chance, and the first customer is no crowd", async ({ page, host }) => {
  await open(page, host, "t=100000&autoplay=off");
  const shown = (id) => chart(page, id).locator("li b").allTextContents();
  expect((await shown("rates")).map((text) => Number.parseInt(text, 10)).filter((rate) => rate < 6)).toEqual([]);
  for (const id of ["rates", "customers"]) {
    expect(Number.parseInt(await chart(page, id).locator(".chart-top").textContent(), 10)).toBeLessThanOrEqual(60);
  }
});

test("every chart draws its data and describes it in its label", async ({ page, host }) => {
  await open(page, host, "t=400000&autoplay=off");
  for (const id of CHARTS) {
    const folded = /: nothing so far\.$/.test(await chart(page, id).textContent());
    if (folded) await expect(chart(page, id).getByRole("button")).toHaveCount(0);
    else await expect(chart(page, id).getByRole("img")).toHaveAttribute("aria-label", /: .*\d/);
  }
  for (const id of ["backlog", "oldest", "rates", "waits", "staff", "customers"]) {
    expect(await chart(page, id).locator("path").first().getAttribute("d")).toMatch(/^M.*[LV]/);
  }
});

test("a chart opens as a table with the same numbers", async ({ page, host }) => {
  await open(page, host, "t=100000&autoplay=off");
  await menu(page, "customers").click();
  const button = chart(page, "customers").getByRole("button", { name: "Customers a minute: as a table" });
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  const table = chart(page, "customers").getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveText(["Until", "came", "served", "gave up"]);
  const last = await table.getByRole("row").last().getByRole("cell").first().textContent();
  await expect(chart(page, "customers").locator("li b").first()).toHaveText(last);
  await button.click();
  await expect(table).toHaveCount(0);
});

test("charts follow the shop as it plays", async ({ page, host, shop }) => {
  await open(page, host, "t=100000&autoplay=off&speed=16");
  const label = () => chart(page, "rates").getByRole("img").getAttribute("aria-label");
  const axis = chart(page, "backlog").locator(".chart-axis span").last();
  const before = await axis.textContent();
  expect(await label()).toContain("/min");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(axis).not.toHaveText(before);
});

test("the cost table shows requests, a month's cost and the price used", async ({ page, host }) => {
  await open(page, host, "t=600000&autoplay=off");
  const cost = page.getByTestId("cost");
  const rows = await cost.getByRole("row").allTextContents();
  expect(rows.join("\n")).toContain("SendMessage");
  const month = await page.getByTestId("month").textContent();
  expect(month).toMatch(/^\$[\d,]+\.\d\d$/);
  const price = page.getByRole("spinbutton", { name: "A million requests cost" });
  await price.fill("4000");
  await price.press("Enter");
  await expect(page.getByTestId("month")).not.toHaveText(month);
  await expect(cost).toContainText("March to June 2026");
});

test("theory is compared with the measured values", async ({ page, host }) => {
  await open(page, host, "t=600000&autoplay=off");
  const theory = page.getByTestId("theory");
  await expect(theory).toContainText("Little’s law");
  await expect(theory).toContainText("M/M/c");
  await expect(theory.getByText(/Why they differ|has no answer/)).toHaveCount(2);
});

test("a shop without a board shows no queue metrics", async ({ page, host }) => {
  await open(page, host, "scene=hand-to-hand&t=100000&autoplay=off");
  await expect(chart(page, "line")).toBeVisible();
  await expect(chart(page, "backlog")).toHaveCount(0);
  await expect(page.getByTestId("cost")).toHaveCount(0);
});

test("numbers and charts are exported as files", async ({ page, host }) => {
  await open(page, host, "t=100000&autoplay=off");
  const taken = async (name) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).click();
    const file = await download;
    return [file.suggestedFilename(), await readFile(await file.path())];
  };
  const [csvName, csv] = await taken("Numbers as CSV");
  expect(csvName).toBe("order-board.csv");
  expect(csv.toString().split("\r\n")[0]).toMatch(/^Second,NumberOfMessagesSent,/);
  const [, json] = await taken("Numbers as JSON");
  expect(JSON.parse(json.toString()).spaces.length).toBeGreaterThan(90);
  await menu(page, "backlog").click();
  const [svgName, svg] = await taken("Backlog: SVG");
  expect(svgName).toBe("order-board-backlog.svg");
  expect(svg.toString()).toMatch(/^<svg[^]*<\/svg>$/);
  const [pngName, png] = await taken("Backlog: PNG");
  expect(pngName).toBe("order-board-backlog.png");
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.readUInt32BE(16)).toBeGreaterThan(2000);
});

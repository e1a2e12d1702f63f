// The inspector: settings with the API's names, a message's history, the last call, the log and the metrics.
import { expect, test } from "./fixtures.mjs";
import { ALONE, SMALL } from "./shop.mjs";

const SETTINGS = {
  visibility: {
    key: "visibilityTimeoutSeconds",
    good: 45,
    bad: 43_201,
    sentence: "Visibility timeout: a whole number from 0 to 43200 s.",
  },
  delay: { key: "delaySeconds", good: 5, bad: 901, sentence: "Delivery delay: a whole number from 0 to 900 s." },
  wait: {
    key: "receiveWaitTimeSeconds",
    good: 3,
    bad: 21,
    sentence: "Receive wait time: a whole number from 0 to 20 s.",
  },
  retention: {
    key: "messageRetentionSeconds",
    good: 60,
    bad: 59,
    sentence: "Retention: a whole number from 60 to 1209600 s.",
  },
  "max-receives": {
    key: "maxReceiveCount",
    good: 7,
    bad: 0,
    sentence: "Max receives: a whole number from 1 to 1000 ×.",
  },
};

test("each setting of the queue can be set, and is refused out of range", async ({ shop }) => {
  await shop.open();
  await shop.turnTo("settings");
  for (const [slug, { key, good, bad, sentence }] of Object.entries(SETTINGS)) {
    const field = shop.field(slug);
    await field.write(good);
    await expect.poll(async () => (await shop.snapshot()).queue[key], slug).toBe(good);
    expect(await shop.said(() => field.write(bad))).toEqual([sentence]);
    await expect(shop.notice).toContainText(sentence);
    await expect(field.exact).toHaveValue(String(good));
    expect((await shop.snapshot()).queue[key]).toBe(good);
  }
  await expect(shop.tray("dead")).toContainText("7 tries");
});

test("five settings come first; the rest and each explanation are folded", async ({ shop }) => {
  await shop.open();
  await shop.turnTo("settings");
  const fold = shop.page.getByTestId("more-settings");
  await fold.evaluate((element) => (element.open = false));
  for (const slug of ["customers", "visibility", "wait", "max-receives", "delay"]) {
    await expect(shop.page.getByTestId(`field-${slug}`)).toBeVisible();
  }
  await expect(shop.page.getByTestId("field-retention")).toBeHidden();
  await fold.locator("summary").first().click();
  await expect(shop.page.getByTestId("field-retention")).toContainText("4 days · 345,600 s");
  const help = shop.page.locator("#hint-visibility");
  await expect(help).toBeHidden();
  await expect(shop.field("visibility").exact).toHaveAccessibleDescription(/VisibilityTimeout, 0.to.43,200.s/);
  await shop.page.getByTestId("field-visibility").locator("summary").focus();
  await shop.page.keyboard.press("Enter");
  await expect(help).toBeVisible();
});

test("orders done without a customer are counted", async ({ shop }) => {
  await shop.open("scene=backlog&t=30000");
  const { lanes, metrics } = await shop.snapshot();
  expect(lanes.done.count).toBeGreaterThan(0);
  await expect(shop.tray("done")).toContainText(`no customer: ${metrics.ordersWithoutCustomer}`);
});

test("the arrow keys move a slider from stop to stop and change nothing else", async ({ shop }) => {
  await shop.open();
  await shop.turnTo("settings");
  const { slider, exact } = shop.field("visibility");
  await slider.focus();
  await shop.page.keyboard.press("ArrowRight");
  await expect(exact).toHaveValue("45");
  await shop.page.keyboard.press("ArrowLeft");
  await shop.page.keyboard.press("ArrowLeft");
  await expect(exact).toHaveValue("25");
  await expect(slider).toHaveAttribute("aria-valuetext", "25 s");
  expect((await shop.snapshot()).queue).toMatchObject({ visibilityTimeoutSeconds: 25, delaySeconds: 0 });
  expect((await shop.snapshot()).now).toBe(0);
});

test("a changed setting is announced once", async ({ shop }) => {
  await shop.open();
  await shop.turnTo("settings");
  const said = await shop.said(() => shop.field("delay").write(5));
  expect(said).toEqual(["You set the delay to 5 s (was 0 s)."]);
  const more = await shop.said(() => shop.field("customers").write(60));
  expect(more).toEqual([expect.stringMatching(/^You set customers a minute to 60 \(was \d+\)\.$/)]);
});

test("a changed setting of staff or weather is announced with before and after", async ({ shop }) => {
  await shop.open();
  await shop.load(SMALL);
  await shop.person("Cleo").click();
  const make = await shop.said(() => shop.field("make").write(20_000));
  expect(make).toEqual(["You set Cleo's time to make a drink to 20 s (was 7 s)."]);
  const wait = await shop.said(() => shop.field("max-messages").write(3));
  expect(wait).toEqual(["You set Cleo's number of messages per receive to 3 (was 1)."]);
  await shop.turnTo("settings");
  const weather = await shop.said(() => shop.field("duplicates").write(20));
  expect(weather).toEqual(["You set deliveries that leave a copy to 20 % (was 0 %)."]);
});

test("the dead-letter queue can be switched off and on", async ({ shop }) => {
  await shop.open();
  await shop.turnTo("settings");
  await shop.page.getByTestId("redrive").uncheck();
  await expect.poll(async () => (await shop.snapshot()).queue.maxReceiveCount).toBe(null);
  await expect(shop.page.getByTestId("field-max-receives")).toHaveCount(0);
  await shop.page.getByTestId("redrive").check();
  await expect.poll(async () => (await shop.snapshot()).queue.maxReceiveCount).toBe(3);
});

test("the rate of customers can be changed", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, customers: { perMinute: 0 } });
  await shop.turnTo("settings");
  await shop.field("customers").write(600);
  await shop.stepUntil((now) => now.metrics.customersArrived >= 20);
  expect((await shop.snapshot()).now).toBeLessThan(5000);
  await shop.field("customers").write("1.5");
  await expect(shop.notice).toContainText("Customers a minute: a whole number from 0 to 60000 /min.");
});

test("a barista has settings of their own", async ({ shop }) => {
  await shop.open();
  await shop.load(SMALL);
  await shop.person("Cleo").click();
  await expect(shop.inspector.getByRole("heading", { name: "Cleo", level: 2 })).toBeVisible();
  await shop.field("make").write(20_000);
  await shop.field("max-messages").write(11);
  await expect(shop.notice).toContainText("Orders per receive: a whole number from 1 to 10");
  await shop.field("max-messages").write(2);
  const { interventions } = await shop.recording();
  expect(interventions.at(-1)).toMatchObject({ do: "setBarista", settings: { makeMs: 20_000, maxMessages: 2 } });
  await shop.stepUntil((now) => now.lanes.making.count === 1);
  const [cleo] = (await shop.snapshot()).baristas.people;
  expect(cleo.until - cleo.since).toBeGreaterThanOrEqual(14_000);
});

test("the inspector shows a message's history, receive count and receipt handle", async ({ shop }) => {
  await shop.open();
  await shop.load(
    { ...SMALL, customers: { perMinute: 20, total: 1 }, queue: { visibilityTimeoutSeconds: 5 } },
    { at: 15_000 },
  );
  const { lanes } = await shop.stepUntil((now) => [...now.lanes.making.tickets, ...now.lanes.done.tickets].length > 0);
  expect(lanes.making.count + lanes.done.count).toBe(1);
  await shop.load({ ...ALONE, storedOrders: 1 });
  const { id, number, label } = (await shop.snapshot()).lanes.waiting.tickets[0];
  await shop.ticket(number).click();
  await expect(shop.inspector.getByRole("heading", { name: `Order ${number} · ${label}` })).toBeVisible();
  const count = shop.page.getByTestId("receive-count");
  await expect(count).toHaveText("0 ×");
  await expect(shop.inspector).toContainText(id);
  await expect(shop.inspector).not.toContainText("ReceiptHandle");

  await shop.page.getByTestId("take").click();
  await expect(count).toHaveText("1 ×");
  await expect(shop.inspector).toContainText("ReceiptHandle");
  const handle = await shop.inspector.locator("dt:text-is('ReceiptHandle') + dd").textContent();
  expect(handle.length).toBeGreaterThan(20);
  await shop.inspector.getByRole("button", { name: "Put back" }).click();
  await shop.page.getByTestId("take").click();
  await expect(count).toHaveText("2 ×");
  await expect(shop.inspector.locator("dt:text-is('ReceiptHandle') + dd")).not.toHaveText(handle);
  await expect(shop.page.getByTestId("life").getByRole("listitem")).toHaveText([
    /Pinned to the board/,
    /You take .* Hidden/,
    /You put .* back on the board/,
    /You take .* for the 2nd time/,
  ]);
  await shop.inspector.getByRole("button", { name: "Delete" }).click();
  await expect(shop.inspector).toContainText("done · deleted");
});

test("the last call is shown as request and response JSON", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...ALONE, storedOrders: 1 });
  const { number } = (await shop.snapshot()).lanes.waiting.tickets[0];
  await shop.ticket(number).click();
  await shop.page.getByTestId("take").click();
  const call = shop.page.getByTestId("call");
  await expect(call.getByRole("heading")).toContainText("ReceiveMessage");
  await expect(call.getByRole("heading")).toContainText("You");
  const request = JSON.parse(await call.locator(".request").textContent());
  expect(request).toMatchObject({
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: 0,
    QueueUrl: expect.stringContaining("orders"),
  });
  const answer = JSON.parse(await call.locator(".answer").textContent());
  expect(answer.Messages).toHaveLength(1);
  expect(answer.Messages[0]).toMatchObject({
    Body: expect.stringContaining(number),
    ReceiptHandle: expect.any(String),
  });

  await shop.page.getByTestId("serve").click();
  await expect(call.getByRole("heading")).toContainText("DeleteMessage");
  expect(JSON.parse(await call.locator(".request").textContent())).toMatchObject({
    ReceiptHandle: answer.Messages[0].ReceiptHandle,
  });
});

test("a long poll is shown while it waits", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...SMALL, customers: { perMinute: 0 } });
  await shop.person("Cleo").click();
  await expect(shop.page.getByTestId("call")).toContainText("ReceiveMessage");
  await expect(shop.page.getByTestId("call")).toContainText("waiting for an answer (long poll)");
});

test("the log can be filtered and searched", async ({ shop }) => {
  await shop.open("t=30000");
  await shop.turnTo("log");
  const log = shop.page.getByTestId("log");
  const lines = log.getByRole("listitem");
  const { happenings } = await shop.snapshot();
  await expect(shop.inspector).toContainText(`${happenings} events.`);
  await expect(lines).toHaveCount(happenings);
  const sent = (await shop.trace()).split("\n").filter((line) => / Sent /.test(line)).length;
  await shop.page.getByTestId("log-filter").selectOption("Sent");
  await expect(lines).toHaveCount(sent);
  await expect(lines.first()).toContainText(/pins #\d+/);

  await shop.page.getByTestId("log-search").fill("ANA");
  await expect(lines.first()).toContainText("Ana");
  for (const text of await lines.allTextContents()) expect(text).toContain("Ana");
  await shop.page.getByTestId("log-search").fill("#1 ");
  await expect(lines).toHaveCount(1);
  await shop.page.getByTestId("log-search").fill("<b>nothing like this</b>");
  await expect(lines).toHaveCount(0);
  await expect(shop.inspector).toContainText("none fits the filter");
  await shop.page.getByTestId("log-search").fill("");
  await lines.first().getByRole("button").last().click();
  await expect(shop.page.getByTestId("life")).toBeVisible();
});

test("the metrics have CloudWatch's names and the board's values", async ({ shop }) => {
  await shop.open("t=30000");
  await shop.turnTo("metrics");
  const metric = (name) => shop.page.getByTestId("cloudwatch").locator(`[data-metric=${name}]`);
  const { metrics, lanes } = await shop.snapshot();
  const expected = {
    NumberOfMessagesSent: metrics.numberOfMessagesSent,
    NumberOfMessagesReceived: metrics.numberOfMessagesReceived,
    NumberOfMessagesDeleted: lanes.done.count,
    NumberOfEmptyReceives: metrics.numberOfEmptyReceives,
    ApproximateNumberOfMessagesVisible: lanes.waiting.count,
    ApproximateNumberOfMessagesNotVisible: lanes.making.count,
    ApproximateNumberOfMessagesDelayed: lanes.delayed.count,
  };
  for (const [name, value] of Object.entries(expected)) {
    await expect(metric(name), name).toHaveText(String(value));
    await expect(shop.inspector.getByRole("term").getByText(name, { exact: true })).toBeVisible();
  }
  await expect(metric("ApproximateAgeOfOldestMessage")).toHaveText(`${metrics.approximateAgeOfOldestMessageSeconds} s`);
  expect(lanes.done.count).toBeGreaterThan(3);
});

test("the tabs are one tab stop, and the arrow keys move between them", async ({ shop }) => {
  await shop.open();
  const tab = (slug) => shop.page.getByTestId(`tab-${slug}`);
  await tab("settings").click();
  for (const slug of ["log", "metrics", "details", "settings"]) {
    await shop.page.keyboard.press("ArrowRight");
    await expect(tab(slug)).toBeFocused();
    await expect(tab(slug)).toHaveAttribute("aria-selected", "true");
  }
  await shop.page.keyboard.press("End");
  await expect(tab("metrics")).toBeFocused();
  await expect(shop.inspector.getByRole("tab", { selected: true })).toHaveCount(1);
  await expect(shop.inspector.getByRole("tabpanel")).toHaveAccessibleName("Metrics");
  expect((await shop.snapshot()).now).toBe(0);
});

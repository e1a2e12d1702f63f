// The console: the AWS CLI's commands against the queues on the page.
import { execFileSync } from "node:child_process";
import { expect, test } from "./fixtures.mjs";
import { ALONE } from "./shop.mjs";

const parts = (page) => ({
  console: page.getByTestId("console"),
  line: page.getByTestId("console-line"),
  output: page.getByTestId("console-output"),
  blocks: page.getByTestId("console-block"),
  list: page.getByTestId("console-list"),
  hint: page.getByTestId("console-hint"),
  chosen: page.getByTestId("console-list").locator("[aria-selected=true]"),
});

/** What the shell passes to the program `aws` when it runs the text. */
const wordsOf = (text) => {
  const script = `aws() { printf '%s\\0' "$@"; }\n${text}`;
  return execFileSync("bash", [], { input: script, encoding: "utf8" }).split("\0").slice(0, -1);
};

/** An open console before an empty board. */
async function opened(shop, scenario = ALONE) {
  await shop.open();
  await shop.load(scenario);
  await shop.page.keyboard.press("c");
  const found = parts(shop.page);
  await expect(found.line).toBeFocused();
  const enter = async (line) => {
    await found.line.fill(line);
    await found.line.press("Enter");
  };
  return { ...found, enter };
}

test("a message is sent, received and deleted, and the board shows it", async ({ page, shop }) => {
  const { enter, blocks } = await opened(shop);
  await enter("aws sqs send-message --queue-url orders --message-body 'latte'");
  const sent = JSON.parse(await blocks.last().locator(".answer").textContent());
  expect(Object.keys(sent)).toEqual(["MD5OfMessageBody", "MessageId"]);
  expect((await shop.snapshot()).lanes.waiting.count).toBe(1);

  await enter("receive-message --queue-url orders --attribute-names All");
  const [message] = JSON.parse(await blocks.last().locator(".answer").textContent()).Messages;
  expect(message).toMatchObject({ MessageId: sent.MessageId, Body: "latte" });
  expect((await shop.snapshot()).lanes.making.count).toBe(1);

  await enter(`delete-message --queue-url orders --receipt-handle '${message.ReceiptHandle}'`);
  await expect(blocks.last().locator(".answer")).toHaveCount(0);
  expect((await shop.snapshot()).lanes.done.count).toBe(1);
  await expect(blocks).toHaveCount(3);

  const recording = await page.evaluate(() => orderBoard.recording());
  await page.evaluate((recording) => orderBoard.load(recording), recording);
  expect((await shop.snapshot()).lanes.done.count).toBe(1);
});

test("errors use the AWS CLI's own sentences", async ({ shop }) => {
  const { enter, blocks } = await opened(shop);
  await enter("get-queue-url --queue-name nothing");
  await expect(blocks.last()).toContainText(
    "aws: [ERROR]: An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation: The specified queue does not exist.",
  );
  await enter("send-mesage");
  await expect(blocks.last()).toContainText("Found invalid choice 'send-mesage'\n\nMaybe you meant:\n\n  * send-message");
  await enter("send-message --queue-url orders");
  await expect(blocks.last()).toContainText("the following arguments are required: --message-body");
  await expect(blocks.last().getByTestId("copies")).toHaveCount(0);
});

test("a long poll waits for virtual time", async ({ page, shop }) => {
  const { enter, blocks, line } = await opened(shop);
  await enter("receive-message --queue-url orders --wait-time-seconds 20");
  await expect(blocks.last()).toContainText("Waiting for a message");
  await enter("list-queues");
  await expect(blocks).toHaveCount(1);
  await line.press("Control+c");
  await expect(blocks.last()).toContainText("^C");

  await enter("receive-message --queue-url orders --wait-time-seconds 20");
  await expect(blocks.last()).toContainText("Waiting");
  await page.evaluate(() => orderBoard.step());
  expect((await shop.snapshot()).now).toBe(20_000);
  await expect(blocks.last()).not.toContainText("Waiting");

  await enter("receive-message --queue-url orders --wait-time-seconds 20");
  await page.evaluate(() => orderBoard.load("default"));
  await expect(blocks.last()).toContainText("The shop was restarted");
});

test("after Ctrl-L during a call, each answer goes to its own line", async ({ shop }) => {
  const { enter, line, blocks } = await opened(shop);
  for (const name of ["one", "two"]) await enter(`get-queue-url --queue-name ${name}`);
  await enter("receive-message --queue-url orders --wait-time-seconds 20");
  await line.press("Control+l");
  await expect(blocks).toHaveCount(1);
  await line.press("Control+c");
  await expect(blocks.first().locator(".answer")).toHaveText("^C");
  for (const name of ["three", "four", "five"]) await enter(`create-queue --queue-name ${name}`);
  await expect(blocks).toHaveCount(4);
  await expect(blocks.first().locator(".answer")).toHaveText("^C");
  for (const [index, name] of ["three", "four", "five"].entries()) {
    await expect(blocks.nth(index + 1).locator(".answer")).toContainText(`/${name}"`);
  }
});

test("Tab completes, arrows choose, and Escape closes the list before the console", async ({ page, shop }) => {
  const { console: panel, line, list, hint, chosen } = await opened(shop);
  await line.pressSequentially("rec");
  await line.press("Tab");
  await expect(line).toHaveValue("receive-message ");
  await line.press("Tab");
  await expect(list.getByRole("option").first()).toHaveText(/^--queue-url.*Required/);
  await expect(line).toHaveAttribute("aria-expanded", "true");
  await expect(line).toHaveAttribute("aria-activedescendant", "console-option-0");
  await line.press("ArrowUp");
  await line.press("ArrowDown");
  await line.press("Enter");
  await expect(line).toHaveValue("receive-message --queue-url ");
  await line.press("Tab");
  await expect(chosen).toContainText("orders");
  await expect(hint).toHaveText("The queue: its URL or its name.");
  await line.press("Tab");
  await expect(line).toHaveValue("receive-message --queue-url orders ");
  await line.pressSequentially("--w");
  await line.press("Tab");
  await expect(line).toHaveValue("receive-message --queue-url orders --wait-time-seconds ");
  await line.press("Tab");
  await expect(list).toHaveCount(0);
  await expect(hint).toHaveText("How long to wait for a message: 0 to 20 s.");
  await line.fill("se");
  await line.press("Tab");
  await expect(list.getByRole("option")).toHaveCount(3);
  await list.getByRole("option", { name: /set-queue-attributes/ }).click();
  await expect(line).toHaveValue("set-queue-attributes ");
  await expect(line).toBeFocused();
  await line.press("Tab");
  await expect(list).toBeVisible();
  await line.press("Escape");
  await expect(list).toHaveCount(0);
  await line.press("Escape");
  await expect(panel).toBeHidden();
  await expect(page.getByTestId("toggle-console")).toBeFocused();
  await page.keyboard.press("~");
  await expect(line).toBeFocused();
  await expect(line).toHaveValue("set-queue-attributes ");
});

test("Shift+Tab leaves the line", async ({ page, shop }) => {
  const { line, output } = await opened(shop);
  await line.press("Shift+Tab");
  await expect(line).not.toBeFocused();
  await output.focus();
  await page.keyboard.press("c");
  await expect(line).toBeHidden();
});

test("the arrow keys recall earlier lines, and Ctrl+L clears the output", async ({ shop }) => {
  const { enter, line, blocks } = await opened(shop);
  for (const text of ["list-queues", "get-queue-url --queue-name orders", "clear", "brew"]) await enter(text);
  await line.press("ArrowUp");
  await line.press("ArrowUp");
  await line.press("ArrowUp");
  await expect(line).toHaveValue("get-queue-url --queue-name orders");
  await line.press("ArrowDown");
  await expect(line).toHaveValue("clear");
  await line.fill("list");
  await line.press("ArrowUp");
  await expect(line).toHaveValue("list-queues");
  await line.press("ArrowDown");
  await expect(line).toHaveValue("list");
  await line.press("Control+c");
  await expect(line).toHaveValue("");
  await expect(blocks).toHaveCount(1);
  await line.press("Control+l");
  await expect(blocks).toHaveCount(0);
});

test("lines entered before the previous answer run in order", async ({ page, shop }) => {
  const { blocks, line } = await opened(shop);
  await line.evaluate((line) => {
    for (let count = 0; count < 5; count += 1) {
      line.value = `get-queue-url --queue-name queue-${count}`;
      line.dispatchEvent(new InputEvent("input", { bubbles: true }));
      line.form.requestSubmit();
    }
  });
  await expect(blocks).toHaveCount(5);
  for (let count = 0; count < 5; count += 1) {
    await expect(blocks.nth(count)).toContainText(`$ get-queue-url --queue-name queue-${count}`);
    await expect(blocks.nth(count)).toContainText("NonExistentQueue");
  }
  await expect(line).toHaveValue("");
});

test("more than 100 lines drop the oldest with a count, and the newest stays visible", async ({ page, shop }) => {
  const { enter, blocks, output } = await opened(shop);
  for (let count = 0; count < 103; count += 1) await enter(`get-queue-url --queue-name queue-${count}`);
  await expect(blocks).toHaveCount(100);
  await expect(output).toContainText("3 earlier lines are no longer shown.");
  await expect(blocks.last()).toBeInViewport();
  const { scrolls, grows } = await page.evaluate(() => ({
    scrolls: document.querySelector(".output").scrollHeight > document.querySelector(".output").clientHeight,
    grows: document.documentElement.scrollHeight > innerHeight,
  }));
  expect({ scrolls, grows }).toEqual({ scrolls: true, grows: false });
});

test("a call is copied as source text", async ({ page, shop, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { enter, blocks } = await opened(shop);
  await enter(`send-message --queue-url orders --message-body $'it\\'s "hot"\\n'`);
  const copies = blocks.last().getByTestId("copies");
  const sent = ["sqs", "send-message", "--queue-url", expect.any(String), "--message-body", 'it\'s "hot"\n'];
  for (const [name, check] of [
    ["AWS CLI", (text) => expect(wordsOf(text)).toEqual(sent)],
    ["boto3", (text) => expect(text).toContain('    MessageBody="it\'s \\"hot\\"\\n",')],
    ["JavaScript", (text) => execFileSync("node", ["--input-type=module", "--check"], { input: text })],
    ["Rust", (text) => expect(text).toContain('.message_body("it\'s \\"hot\\"\\n")')],
  ]) {
    await copies.getByRole("button", { name }).click();
    await expect(copies).toContainText("Copied.");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    check(text);
    expect(await copies.getByTestId("copied").textContent()).toBe(text);
  }
});

test("a barista's call is copied from the inspector", async ({ page, shop, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await shop.open("seed=7&t=20000");
  await shop.lane("making").getByTestId("ticket").first().click();
  const call = page.getByTestId("call");
  await expect(call).toContainText("ReceiveMessage");
  await call.getByRole("button", { name: "AWS CLI" }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^aws sqs receive-message --queue-url https:\/\//);
});

test("without a clipboard the text can be selected", async ({ page, shop }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const { enter, blocks } = await opened(shop);
  await enter("list-queues");
  const copies = blocks.last().getByTestId("copies");
  await copies.getByRole("button", { name: "AWS CLI" }).click();
  await expect(copies).toContainText("Copying is blocked here");
  await expect(copies.getByTestId("copied")).toHaveText("aws sqs list-queues");
});

for (const [width, height] of [
  [390, 844],
  [640, 360],
]) {
  test(`line, answers and buttons are visible at ${width}×${height}`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height });
    await shop.open("t=20000");
    if (height < 420) {
      await page.getByTestId("open-more-below").click();
      await page.getByTestId("toggle-console-below").click();
    } else {
      await page.getByTestId("toggle-console").click();
    }
    const { line, blocks, console: panel, output } = parts(page);
    await expect(line).toBeFocused();
    for (const text of ["help", "list-queues"]) {
      await line.fill(text);
      await line.press("Enter");
    }
    await expect(blocks.last().locator(".answer")).toBeInViewport();
    await expect(blocks.last().getByRole("button", { name: "Rust" })).toBeInViewport({ ratio: 1 });
    await expect(line).toBeInViewport({ ratio: 1 });
    const wide = await output.evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(wide).toBe(false);
    await panel.getByRole("button", { name: "Close the console" }).click();
    await expect(panel).toBeHidden();
  });
}

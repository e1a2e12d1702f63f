// The doors for calls: `orderBoard.sqs`, the real AWS SDK for JavaScript in the page's host and through a frame, and the
// bridge with real programs on its other side.
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { requestHandler } from "../static/order-board-sdk.js";
import { startBridge } from "./clients/bridge.mjs";
import { expect, test } from "./fixtures.mjs";

const CREDENTIALS = { accessKeyId: "any", secretAccessKey: "any" };

test("sqs answers as the service does", async ({ page, shop }) => {
  await shop.open();
  const sent = await page.evaluate(() => orderBoard.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "message" }));
  expect(sent).toEqual({
    MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    MD5OfMessageBody: "78e731027d8fd50ed642340b7c9a63b3",
  });
  expect(await page.evaluate(() => orderBoard.trace())).toContain(`Sent`);
  const refused = await page.evaluate(() =>
    orderBoard
      .sqs("GetQueueUrl", { QueueName: "nobody" })
      .catch(({ name, message, __type, code, status }) => ({ name, message, __type, code, status })),
  );
  expect(refused).toEqual({
    name: "Error",
    message: "The specified queue does not exist.",
    __type: "com.amazonaws.sqs#QueueDoesNotExist",
    code: "AWS.SimpleQueueService.NonExistentQueue",
    status: 400,
  });
  const unknown = await page.evaluate(() => orderBoard.sqs("Brew", {}).catch(({ code }) => code));
  expect(unknown).toBe("UnknownOperationException");
});

test("a waiting receive is answered when virtual time gets there, or ended by its signal", async ({ page, shop }) => {
  await shop.open();
  await page.evaluate(async () => {
    await orderBoard.sqs("CreateQueue", { QueueName: "quiet" });
    const receive = { QueueUrl: "quiet", WaitTimeSeconds: 5 };
    const control = new AbortController();
    globalThis.ended = orderBoard.sqs("ReceiveMessage", receive, { signal: control.signal }).catch((why) => why.name);
    control.abort();
    globalThis.answer = undefined;
    orderBoard.sqs("ReceiveMessage", receive).then((answer) => (globalThis.answer = [answer, orderBoard.snapshot().now]));
  });
  expect(await page.evaluate(() => globalThis.ended)).toBe("AbortError");
  const { now } = await shop.snapshot();
  expect(await page.evaluate(() => globalThis.answer)).toBeUndefined();
  await page.evaluate(() => (orderBoard.speed(16), orderBoard.play()));
  await expect.poll(() => page.evaluate(() => globalThis.answer?.[0])).toEqual({});
  expect(await page.evaluate(() => globalThis.answer[1])).toBeGreaterThanOrEqual(now + 5_000);
});

test("the AWS SDK for JavaScript talks to the board in its own page", async ({ page, shop }) => {
  await shop.open();
  const board = {
    wire(target, body, trace, done) {
      page
        .evaluate((call) => new Promise((done) => orderBoard.wire(...call, null, done)), [target, body])
        .then(done);
      return () => {};
    },
  };
  const client = new SQSClient({ region: "us-east-1", credentials: CREDENTIALS, requestHandler: requestHandler(board) });
  await page.evaluate(() => orderBoard.sqs("CreateQueue", { QueueName: "mine" }));
  const sent = await client.send(new SendMessageCommand({ QueueUrl: "mine", MessageBody: "café ☕" }));
  const got = await client.send(new ReceiveMessageCommand({ QueueUrl: "mine" }));
  expect(got.Messages).toMatchObject([{ Body: "café ☕", MessageId: sent.MessageId }]);
  const refused = await client.send(new SendMessageCommand({ QueueUrl: "none", MessageBody: "x" })).catch((why) => why);
  expect(refused).toMatchObject({ name: "QueueDoesNotExist", Code: "AWS.SimpleQueueService.NonExistentQueue" });
});

for (const attributes of ["", 'sandbox="allow-scripts"']) {
  test(`a host page calls the board in its frame${attributes && `, ${attributes}`}`, async ({ page, host, guest }) => {
    await page.goto(guest.page(host.url, attributes));
    const answer = await page.evaluate(async (module) => {
      const { requestHandler } = await import(module);
      const handler = requestHandler(document.querySelector("iframe"));
      const call = async (action, body) => {
        const headers = { "X-Amz-Target": `AmazonSQS.${action}` };
        const { response } = await handler.handle({ headers, body: JSON.stringify(body) });
        return [response.statusCode, response.headers["x-amzn-query-error"], new TextDecoder().decode(response.body)];
      };
      return [
        await call("CreateQueue", { QueueName: "mine" }),
        await call("GetQueueUrl", { QueueName: "other" }),
        await call("ReceiveMessage", { QueueUrl: "mine" }),
      ];
    }, `${host.url}order-board-sdk.js`);
    expect(answer[0]).toEqual([200, undefined, expect.stringContaining("/mine")]);
    expect(answer[1].slice(0, 2)).toEqual([400, "AWS.SimpleQueueService.NonExistentQueue;Sender"]);
    expect(answer[2]).toEqual([200, undefined, "{}"]);
  });
}

test("programs behind the bridge reach the board of the page", async ({ page }) => {
  const bridge = await startBridge(["--dist", "dist"]);
  try {
    await page.goto(bridge.address);
    await expect(page.getByText(`programs reach this board at`)).toBeVisible();
    const client = new SQSClient({ region: "us-east-1", credentials: CREDENTIALS, endpoint: bridge.address });
    await page.evaluate(() => (orderBoard.pause(), orderBoard.sqs("CreateQueue", { QueueName: "mine" })));
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "mine" }));
    expect(QueueUrl.startsWith(bridge.address.replace(/\/$/, ""))).toBe(true);
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "from outside" }));
    const got = await page.evaluate(() => orderBoard.sqs("ReceiveMessage", { QueueUrl: "mine" }));
    expect(got.Messages).toMatchObject([{ Body: "from outside" }]);
    client.destroy();
  } finally {
    await bridge.stop();
  }
});

// API calls from outside: `orderBoard.sqs`, the real AWS SDK for JavaScript in the page and in the host of a frame, and
// real programs through the bridge.
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { startBridge } from "./clients/bridge.mjs";
import { expect, test } from "./fixtures.mjs";
import { serveSdk } from "./sdk.mjs";
import { ALONE } from "./shop.mjs";

const CREDENTIALS = { accessKeyId: "any", secretAccessKey: "any" };

test("orderBoard.sqs returns the service's answers and errors", async ({ page, shop }) => {
  await shop.open();
  const sent = await page.evaluate(() => orderBoard.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "message" }));
  expect(sent).toEqual({
    MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    MD5OfMessageBody: "78e731027d8fd50ed642340b7c9a63b3",
  });
  expect(await page.evaluate(() => orderBoard.trace())).toContain("Sent              Script");
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
  const malformed = (...call) => page.evaluate((call) => orderBoard.sqs(...call).catch(({ code }) => code), call);
  expect(await malformed("Brew", {})).toBe("UnknownOperationException");
  expect(await malformed("SendMessage", "{")).toBe("SerializationException");
  expect(await malformed("SendMessage", { QueueUrl: "orders", MessageBody: 5 })).toBe("SerializationException");
});

test("listeners receive the events of calls", async ({ page, shop }) => {
  await shop.open();
  const [event] = await page.evaluate(async () => {
    const heard = new Promise((done) => orderBoard.on("Sent", (event) => event.order === "tea" && done([event])));
    await orderBoard.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "tea" }, { from: "Slides" });
    return heard;
  });
  expect(event).toMatchObject({ by: "Slides", text: "Slides pins tea to the board." });
});

test("a waiting receive ends when virtual time reaches its wait time, or when its signal aborts it", async ({ page, shop }) => {
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

test("a call is refused when 1,000 calls are waiting", async ({ page, shop }) => {
  await shop.open();
  const refused = await page.evaluate(async () => {
    await orderBoard.sqs("CreateQueue", { QueueName: "quiet" });
    const receive = () => orderBoard.sqs("ReceiveMessage", { QueueUrl: "quiet", WaitTimeSeconds: 20 });
    for (let number = 0; number < 1000; number += 1) receive();
    const { status, message } = await receive().catch((why) => why);
    return { status, message };
  });
  expect(refused).toEqual({ status: 503, message: "Too many calls are waiting. At most 1,000 can wait." });
});

test("the AWS SDK for JavaScript works in the board's own page", async ({ page, host, shop }) => {
  await shop.open();
  const modules = [await serveSdk(page, host.origin), `${host.url}order-board-sdk.js`];
  const seen = await page.evaluate(async (modules) => {
    const [sdk, { requestHandler }] = await Promise.all(modules.map((module) => import(module)));
    const client = (options) =>
      new sdk.SQSClient({
        region: "us-east-1",
        credentials: { accessKeyId: "any", secretAccessKey: "any" },
        maxAttempts: 1,
        requestHandler: requestHandler(orderBoard, options),
      });
    const sqs = client();
    const { QueueUrl } = await sqs.send(new sdk.CreateQueueCommand({ QueueName: "mine" }));
    const MessageAttributes = { art: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 255]) } };
    const sent = await sqs.send(new sdk.SendMessageCommand({ QueueUrl, MessageBody: "café ☕", MessageAttributes }));
    const got = await sqs.send(new sdk.ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] }));
    const [message] = got.Messages;
    const why = await sqs.send(new sdk.SendMessageCommand({ QueueUrl: "none", MessageBody: "x" })).catch((why) => why);

    const waits = new sdk.ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
    const late = await client({ requestTimeout: 20 })
      .send(waits)
      .catch((why) => why);
    const control = new AbortController();
    const aborted = sqs.send(waits, { abortSignal: control.signal }).catch((why) => why);
    setTimeout(() => control.abort(), 20);
    return {
      sameId: sent.MessageId === message.MessageId,
      body: message.Body,
      bytes: [...message.MessageAttributes.art.BinaryValue],
      refused: [why instanceof sdk.QueueDoesNotExist, why.name, why.Code, why.message],
      late: late.name,
      aborted: (await aborted).name,
    };
  }, modules);
  expect(seen).toEqual({
    sameId: true,
    body: "café ☕",
    bytes: [0, 1, 255],
    refused: [
      true,
      "QueueDoesNotExist",
      "AWS.SimpleQueueService.NonExistentQueue",
      "The specified queue does not exist.",
    ],
    late: "TimeoutError",
    aborted: "AbortError",
  });
  const { guests } = await shop.snapshot();
  expect(guests.guests).toMatchObject([{ name: "JavaScript SDK", action: "ReceiveMessage", waiting: 0, state: "hungUp" }]);
});

const FRAMES = { "a frame": "", "a sandboxed frame": 'sandbox="allow-scripts"' };
for (const [name, attributes] of Object.entries(FRAMES)) {
  test(`the AWS SDK for JavaScript in a host page reaches the board in ${name}`, async ({ page, host, guest }) => {
    await page.goto(guest.page(`${host.url}?autoplay=0`, attributes));
    const modules = [await serveSdk(page, guest.origin), `${host.url}order-board-sdk.js`];
    const seen = await page.evaluate(async (modules) => {
      const [sdk, { requestHandler }] = await Promise.all(modules.map((module) => import(module)));
      const sqs = new sdk.SQSClient({
        region: "us-east-1",
        credentials: { accessKeyId: "any", secretAccessKey: "any" },
        requestHandler: requestHandler(document.querySelector("iframe")),
      });
      await sqs.send(new sdk.SendMessageCommand({ QueueUrl: "orders", MessageBody: "from the host" }));
      const why = await sqs.send(new sdk.GetQueueUrlCommand({ QueueName: "none" })).catch((why) => why);
      const { QueueUrl } = await sqs.send(new sdk.CreateQueueCommand({ QueueName: "quiet" }));
      const control = new AbortController();
      const waits = new sdk.ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
      const aborted = sqs.send(waits, { abortSignal: control.signal }).catch((why) => why);
      setTimeout(() => control.abort(), 20);
      return [QueueUrl, why.name, (await aborted).name];
    }, modules);
    expect(seen).toEqual([expect.stringMatching(/\/quiet$/), "QueueDoesNotExist", "AbortError"]);
    const board = page.frameLocator("iframe");
    await expect(board.getByTestId("guest")).toHaveAttribute("data-name", "JavaScript SDK");
    // A barista is waiting for orders and receives it at once.
    await expect(board.getByTestId("lane-making")).toHaveAttribute("data-count", "1");
  });

  test(`a host page controls the board in ${name}`, async ({ page, host, guest }) => {
    await page.goto(guest.page(`${host.url}?autoplay=0`, attributes));
    const seen = await page.evaluate(async (module) => {
      const { connect } = await import(module);
      const board = await connect(document.querySelector("iframe"));
      const events = [];
      const off = board.on("Sent", ({ by, order }) => events.push([by, order]));
      await board.load({ seed: 5, customers: { perMinute: 0 } });
      const message = { QueueUrl: "orders", MessageBody: "tea" };
      await board.sqs("SendMessage", message, { from: "Slides" });
      const refused = await board.sqs("GetQueueUrl", { QueueName: "none" }).catch(({ code, status }) => [code, status]);
      await board.play();
      const { playing, seed } = await board.snapshot();
      await board.pause();
      off();
      await board.sqs("SendMessage", message);
      const [load, verb] = await Promise.all([
        board.load("{").catch(({ message }) => message),
        board.recording().then((recording) => recording.interventions.length),
      ]);
      return { events, refused, playing, seed, load, verb, version: board.version };
    }, `${host.url}order-board-sdk.js`);
    expect(seen).toEqual({
      events: [["Slides", "tea"]],
      refused: ["AWS.SimpleQueueService.NonExistentQueue", 400],
      playing: true,
      seed: 5,
      load: expect.stringMatching(/not JSON/),
      verb: 3,
      version: expect.any(String),
    });
  });
}

/** Opens a message port to the board in the page's frame and sends the requests; resolves to all answers. */
const knock = (frame, asked) =>
  frame.evaluate(
    (asked) =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        const heard = [];
        port1.onmessage = ({ data }) => {
          heard.push(data);
          if (data.orderBoard) asked.forEach((message) => port1.postMessage(message));
          if (heard.length > asked.length) done(heard);
        };
        setTimeout(() => done(heard), 1_500);
        (document.querySelector("iframe")?.contentWindow ?? parent).postMessage({ orderBoard: 1 }, "*", [port2]);
      }),
    asked,
  );

test("the board answers its host only, and rejects malformed requests", async ({ page, host, guest }) => {
  await page.goto(guest.page(`${host.url}?autoplay=0`));
  const board = page.frames()[1];
  await board.locator("#floor").waitFor();
  await expect.poll(() => knock(page.mainFrame(), [null, 7, {}, { id: 1, verb: "open" }, { id: 2, verb: "constructor" }])).toMatchObject([
    { orderBoard: 1 },
    { error: { message: "This host may not ask for undefined." } },
    { id: 1, error: {} },
    { id: 2, error: {} },
  ]);
  // A sibling frame is not the host.
  const sibling = await page.evaluateHandle((src) => {
    const frame = Object.assign(document.createElement("iframe"), { srcdoc: "<p>Another</p>", title: "Another" });
    document.body.append(frame);
    return new Promise((done) => (frame.onload = () => done(frame)));
  });
  const other = await sibling.contentFrame();
  const answer = await other.evaluate(
    () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done("answered");
        parent.frames[0].postMessage({ orderBoard: 1 }, "*", [port2]);
        setTimeout(() => done("nothing"), 500);
      }),
  );
  expect(answer).toBe("nothing");
});

test("whatever a host sends is answered", async ({ page, host, guest }) => {
  await page.goto(guest.page(`${host.url}?autoplay=0`));
  await page.frames()[1].locator("#floor").waitFor();
  const target = "AmazonSQS.ListQueues";
  const odd = { toString: 1, valueOf: 1 };
  const asked = [
    { id: 1, target: odd, body: "{}" },
    { id: 2, target, body: odd },
    { id: 3, target },
    { id: 4, verb: odd },
    { id: 5, verb: "on", args: [odd] },
    { id: 6, verb: "sqs", args: [odd, odd, odd] },
    { id: 7, verb: "load", args: [odd] },
    { id: odd, verb: "snapshot" },
    { id: 8, target, body: "{}", trace: odd, from: odd },
  ];
  const heard = async () => {
    const [, ...answers] = await knock(page.mainFrame(), asked);
    return answers.map(({ id, status, error }) => [JSON.stringify(id), status ?? (error ? "error" : "result")]).sort();
  };
  await expect.poll(heard).toEqual([
    ["1", 400],
    ["2", 400],
    ["3", 400],
    ["4", "error"],
    ["5", "error"],
    ["6", "error"],
    ["7", "result"],
    ["8", 200],
    [JSON.stringify(odd), "result"],
  ]);
});

test("an id belongs to one subscription at a time", async ({ page, host, guest }) => {
  await page.goto(guest.page(`${host.url}?autoplay=0`));
  // The board listens to its host once the panels' part is loaded.
  await expect.poll(() => knock(page.mainFrame(), [{ id: 1, verb: "trace" }])).toHaveLength(2);
  const send = { id: 9, target: "AmazonSQS.SendMessage", body: '{"QueueUrl":"orders","MessageBody":"tea"}' };
  const on = { id: 8, verb: "on", args: ["Sent"] };
  const heard = await page.evaluate(
    ([on, send]) =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        const heard = [];
        let answers = 0;
        port1.onmessage = ({ data }) => {
          if (data.event) heard.push(data.id);
          if (data.orderBoard) [on, on, send].forEach((message) => port1.postMessage(message));
          if (data.id !== send.id) return;
          answers += 1;
          // Events follow the answer to their call.
          if (answers === 1) setTimeout(() => [{ hangUp: on.id }, send].forEach((message) => port1.postMessage(message)), 500);
          else setTimeout(() => done(heard), 500);
        };
        document.querySelector("iframe").contentWindow.postMessage({ orderBoard: 1 }, "*", [port2]);
      }),
    [on, send],
  );
  expect(heard).toEqual([8]);
});

test("a host without an origin can read but not change anything", async ({ page, host, guest, guard }) => {
  guard.expects(/autofocusing/);
  // Here the frame's host is itself a sandboxed page.
  const inner = guest.page(`${host.url}?autoplay=0`);
  await page.goto(guest.page(inner, 'sandbox="allow-scripts"'));
  const [, outer] = page.frames();
  await outer.frameLocator("iframe").locator("#floor").waitFor();
  const call = { id: 1, target: "AmazonSQS.ListQueues", body: "{}" };
  await expect
    .poll(() => knock(outer, [call, { id: 2, verb: "play" }, { id: 3, verb: "snapshot" }]))
    .toMatchObject([
      { orderBoard: 1, verbs: ["on", "recording", "snapshot", "trace"] },
      { id: 1, status: 403, queryError: "AccessDenied;Sender" },
      { id: 2, error: { message: "This host may not ask for play." } },
      { id: 3, result: { playing: false } },
    ]);
});

test("a caller appears at the counter, can be selected, and disappears after a while", async ({ page, shop }) => {
  await shop.open();
  await shop.load(ALONE);
  await expect(page.getByTestId("guests")).toHaveCount(0);
  await page.evaluate(() => orderBoard.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "tea" }, { from: "CLI" }));
  const cli = page.getByRole("button", { name: "CLI, guest: SendMessage, answered" });
  await expect(cli).toBeVisible();
  await expect(shop.caption).toContainText("CLI pins tea to the board.");
  await cli.click();
  await expect(page.getByTestId("call")).toContainText('"MessageBody": "tea"');
  await expect(page.getByTestId("call")).toContainText("MD5OfMessageBody");
  await page.evaluate(() => orderBoard.sqs("GetQueueUrl", { QueueName: "none" }, { from: "CLI" }).catch(() => {}));
  await expect(page.getByRole("button", { name: "CLI, guest: GetQueueUrl, refused" })).toBeVisible();
  const { interventions, scenario } = await shop.recording();
  await shop.load(scenario, { at: 19_000, deeds: interventions.map(({ at, ...deed }) => [at, deed]) });
  await expect(page.getByTestId("guest")).toHaveAttribute("data-state", "refused");
  await shop.load(scenario, { at: 21_000, deeds: interventions.map(({ at, ...deed }) => [at, deed]) });
  await expect(page.getByTestId("guests")).toHaveCount(0);
});

test("the console appears as a caller, too", async ({ page, shop }) => {
  await shop.open();
  await page.keyboard.press("c");
  await page.getByTestId("console-line").fill("list-queues");
  await page.getByTestId("console-line").press("Enter");
  await expect(page.getByTestId("guest")).toHaveAttribute("data-name", "Console");
});

test("a hint appears if a program waits while the shop is paused", async ({ page, shop }) => {
  await shop.open();
  await page.evaluate(() => {
    orderBoard.sqs("ReceiveMessage", { QueueUrl: "orders-dead-letters", WaitTimeSeconds: 5 }, { from: "Boto3" });
  });
  const hint = "Boto3 waits for messages, but time stands still. Press play.";
  await expect(shop.caption).toHaveText(hint);
  await expect(page.getByTestId("announcer")).toHaveText(hint);
  await page.evaluate(() => orderBoard.play());
  await expect(shop.caption).not.toHaveText(hint);
});

for (const [width, height] of [
  [1360, 820],
  [820, 1180],
  [390, 844],
  [640, 360],
]) {
  test(`thirty callers are shown or counted at ${width}×${height}`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height });
    await shop.open();
    await page.evaluate(async () => {
      for (let number = 1; number <= 30; number += 1) await orderBoard.sqs("ListQueues", {}, { from: `Worker ${number}` });
    });
    const guests = page.getByTestId("guests");
    await expect(guests).toHaveAttribute("data-count", "30");
    const shown = await guests.getByTestId("guest").count();
    expect(shown).toBeGreaterThan(2);
    await expect(guests.locator(".people-more")).toHaveText(`+${30 - shown}`);
  });
}

test("programs reach the board through the bridge", async ({ context, page, guard }) => {
  guard.expects(/WebSocket/);
  const bridge = await startBridge([]);
  const port = new URL(bridge.address).port;
  try {
    await page.goto(bridge.address);
    await page.evaluate(() => orderBoard.ready);
    const sign = page.getByTestId("bridge");
    await expect(sign).toHaveText(new RegExp(`^Bridge: connected at (localhost|127.0.0.1):${port}`));
    await sign.locator("summary").click();
    await expect(page.getByTestId("bridge-endpoint")).toHaveText(bridge.address.replace(/\/$/, ""));

    const client = new SQSClient({ region: "us-east-1", credentials: CREDENTIALS, endpoint: bridge.address });
    await page.evaluate(() => (orderBoard.pause(), orderBoard.sqs("CreateQueue", { QueueName: "mine" })));
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: "mine" }));
    expect(QueueUrl).toBe(`${bridge.address.replace(/\/$/, "")}/000000000000/mine`);
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "from outside" }));
    const got = await page.evaluate(() => orderBoard.sqs("ReceiveMessage", { QueueUrl: "mine" }));
    expect(got.Messages).toMatchObject([{ Body: "from outside" }]);
    await expect(page.locator("[data-testid=guest][data-name='JavaScript SDK']")).toBeVisible();

    // The page shows a waiting program, and no longer shows it after the program hangs up.
    const control = new AbortController();
    const waits = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
    const waiting = client.send(waits, { abortSignal: control.signal }).catch((why) => why.name);
    await expect(page.getByTestId("caption")).toContainText("JavaScript SDK waits for messages");
    control.abort();
    expect(await waiting).toBe("AbortError");
    await expect(page.getByTestId("caption")).not.toContainText("waits for messages");

    // The queue's address stays the same when another scene is opened.
    await page.getByTestId("scene").selectOption("delay");
    const url = () => client.send(new GetQueueUrlCommand({ QueueName: "orders" }));
    expect((await url()).QueueUrl).toBe(`${bridge.address.replace(/\/$/, "")}/000000000000/orders`);

    // A newer page takes the connection over until it goes.
    const second = await context.newPage();
    await second.goto(bridge.address);
    await second.evaluate(() => orderBoard.ready);
    await expect(second.getByTestId("bridge")).toHaveText(/connected/);
    await expect(sign).toContainText("Bridge: another page answers");
    await second.close();
    await expect(sign).toHaveText(/connected/);

    await page.reload();
    await page.evaluate(() => orderBoard.ready);
    await expect(sign).toHaveText(/connected/);
    await bridge.stop();
    await expect(sign).toHaveText(/Bridge: lost/);
    client.destroy();
  } finally {
    await bridge.stop();
  }
});

test("the page reconnects when the bridge is back", async ({ page, guard }) => {
  guard.expects(/WebSocket/);
  const first = await startBridge([]);
  const port = new URL(first.address).port;
  await page.goto(first.address);
  await page.evaluate(() => orderBoard.ready);
  const sign = page.getByTestId("bridge");
  await expect(sign).toHaveText(/connected/);
  // The connection breaks without a closing handshake.
  await first.kill();
  await expect(sign).toHaveText(/lost/);
  const again = await startBridge([], port);
  try {
    await expect(sign).toHaveText(/connected/);
  } finally {
    await again.stop();
  }
});

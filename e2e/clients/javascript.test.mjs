// The real AWS SDK for JavaScript v3 through the bridge: the wire format (checks B-201 to B-206), and every action once.
import * as sqs from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startBridge } from "./bridge.mjs";

let bridge;
let client;
const called = new Set();

before(async () => {
  bridge = await startBridge();
  client = newClient({ endpoint: bridge.address });
});
after(async () => {
  client?.destroy();
  await bridge?.stop();
});
beforeEach(() => bridge.reset());

function newClient(options) {
  const made = new sqs.SQSClient({
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    ...options,
  });
  made.middlewareStack.add((next, { commandName }) => (args) => (called.add(commandName), next(args)), {
    step: "initialize",
  });
  return made;
}

/** `call("SendMessage", {…})`. */
const call = (action, input = {}, options = {}) => client.send(new sqs[`${action}Command`](input), options);

const make = async (QueueName, Attributes, tags) => (await call("CreateQueue", { QueueName, Attributes, tags })).QueueUrl;

async function refused(action, input) {
  try {
    await call(action, input);
  } catch (error) {
    return error;
  }
  assert.fail(`${action} was not refused`);
}

const post = (path, action, body) =>
  fetch(bridge.address + path, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
    body: JSON.stringify(body),
  });

test("B-201 modelled errors carry their type and the older code", async () => {
  const answer = await post("/", "GetQueueUrl", { QueueName: "nowhere" });
  assert.equal(answer.status, 400);
  assert.equal((await answer.json()).__type, "com.amazonaws.sqs#QueueDoesNotExist");
  assert.equal(answer.headers.get("x-amzn-query-error"), "AWS.SimpleQueueService.NonExistentQueue;Sender");

  const QueueUrl = await make("orders");
  const entries = (Ids) => Ids.map((Id) => ({ Id, MessageBody: "latte" }));
  const eleven = Array.from({ length: 11 }, (_, index) => `e${index}`);
  for (const [name, code, action, input] of [
    ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "GetQueueUrl", { QueueName: "nowhere" }],
    ["QueueNameExists", "QueueAlreadyExists", "CreateQueue", { QueueName: "orders", Attributes: { DelaySeconds: "9" } }],
    ["EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", "SendMessageBatch", { QueueUrl, Entries: [] }],
    [
      "TooManyEntriesInBatchRequest",
      "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
      "SendMessageBatch",
      { QueueUrl, Entries: entries(eleven) },
    ],
    [
      "BatchEntryIdsNotDistinct",
      "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
      "SendMessageBatch",
      { QueueUrl, Entries: entries(["a", "a"]) },
    ],
    [
      "InvalidBatchEntryId",
      "AWS.SimpleQueueService.InvalidBatchEntryId",
      "SendMessageBatch",
      { QueueUrl, Entries: entries(["a b"]) },
    ],
    ["ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", "DeleteMessage", { QueueUrl, ReceiptHandle: "nothing" }],
    ["InvalidMessageContents", "InvalidMessageContents", "SendMessage", { QueueUrl, MessageBody: "\u0001" }],
    ["InvalidAttributeName", "InvalidAttributeName", "SetQueueAttributes", { QueueUrl, Attributes: { Sugar: "1" } }],
  ]) {
    const error = await refused(action, input);
    assert.equal(error.name, name);
    assert.ok(error instanceof sqs[name], name);
    assert.equal(error.Code, code);
  }
});

test("B-203 errors outside the model are named by the older code", async () => {
  const QueueUrl = await make("orders");
  const error = await refused("ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 11 });
  assert.ok(error instanceof sqs.SQSServiceException);
  assert.equal(error.name, "InvalidParameterValue");
  assert.equal(error.$metadata.httpStatusCode, 400);
  assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
});

test("B-204 the queue's path works like the root", async () => {
  const QueueUrl = await make("orders");
  const body = { QueueUrl, AttributeNames: ["All"] };
  const [root, own] = await Promise.all(["/", new URL(QueueUrl).pathname].map((path) => post(path, "GetQueueAttributes", body)));
  assert.equal(own.status, 200);
  assert.deepEqual(await own.json(), await root.json());
});

test("B-205 bytes come back as they were sent", async () => {
  const QueueUrl = await make("orders");
  const BinaryValue = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const MessageAttributes = { art: { DataType: "Binary", BinaryValue } };
  await call("SendMessage", { QueueUrl, MessageBody: "latte", MessageAttributes });
  const { Messages } = await call("ReceiveMessage", { QueueUrl, MessageAttributeNames: ["All"] });
  assert.deepEqual(Messages[0].MessageAttributes.art.BinaryValue, BinaryValue);

  const raw = await post("/", "ReceiveMessage", { QueueUrl, VisibilityTimeout: 0, MessageAttributeNames: ["All"] });
  assert.deepEqual(await raw.json(), {}, "it is in flight");
  await bridge.advance(30);
  const again = await (await post("/", "ReceiveMessage", { QueueUrl, MessageAttributeNames: ["All"] })).json();
  assert.equal(again.Messages[0].MessageAttributes.art.BinaryValue, Buffer.from(BinaryValue).toString("base64"));
});

test("B-206 checksums agree without a configured endpoint", async () => {
  const QueueUrl = await make("orders");
  // Without an endpoint the SDK calls the address in the queue's URL.
  const plain = newClient({});
  const MessageAttributes = {
    drink: { DataType: "String", StringValue: "flat white" },
    shots: { DataType: "Number", StringValue: "2" },
    art: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 1, 2, 255) },
  };
  const sent = await plain.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "café ☕", MessageAttributes }));
  assert.equal(sent.MD5OfMessageBody, "9543ec81d7c6c8256d750bfb6e7015ae");
  assert.equal(sent.MD5OfMessageAttributes, "22ceb1c82d76fc64b67c868b4b3f6ce4");
  const Entries = ["a", "b"].map((Id) => ({ Id, MessageBody: `${Id} ☕` }));
  const batch = await plain.send(new sqs.SendMessageBatchCommand({ QueueUrl, Entries }));
  assert.equal(batch.Successful.length, 2);
  const receive = new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ["All"] });
  const { Messages } = await plain.send(receive);
  assert.deepEqual(Messages.map(({ Body }) => Body).sort(), ["a ☕", "b ☕", "café ☕"]);
  plain.destroy();
});

test("a waiting receive returns a message that arrives", async () => {
  const QueueUrl = await make("orders");
  const waiting = call("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 20 });
  await call("SendMessage", { QueueUrl, MessageBody: "latte" });
  assert.equal((await waiting).Messages[0].Body, "latte");
});

test("a waiting receive ends when its time has passed", async () => {
  const QueueUrl = await make("orders");
  let answer;
  call("ReceiveMessage", { QueueUrl, WaitTimeSeconds: 20 }).then((given) => (answer = given));
  while (!answer) await bridge.advance(1);
  assert.equal(answer.Messages, undefined);
});

test("every action answers", async () => {
  called.clear();
  const dead = await make("dead");
  const QueueArn = async (url) =>
    (await call("GetQueueAttributes", { QueueUrl: url, AttributeNames: ["QueueArn"] })).Attributes.QueueArn;
  const deadArn = await QueueArn(dead);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 1 });
  const QueueUrl = await make("orders", { RedrivePolicy, VisibilityTimeout: "60" }, { shop: "corner" });
  const queue = { QueueUrl };

  assert.equal((await call("GetQueueUrl", { QueueName: "orders" })).QueueUrl, QueueUrl);
  assert.deepEqual((await call("ListQueues", { QueueNamePrefix: "or" })).QueueUrls, [QueueUrl]);
  const first = await call("ListQueues", { MaxResults: 1 });
  const second = await call("ListQueues", { MaxResults: 1, NextToken: first.NextToken });
  assert.deepEqual([...first.QueueUrls, ...second.QueueUrls].sort(), [dead, QueueUrl].sort());

  await call("SetQueueAttributes", { ...queue, Attributes: { VisibilityTimeout: "90" } });
  const { Attributes } = await call("GetQueueAttributes", { ...queue, AttributeNames: ["All"] });
  assert.deepEqual([Attributes.VisibilityTimeout, JSON.parse(Attributes.RedrivePolicy).maxReceiveCount], ["90", 1]);

  await call("TagQueue", { ...queue, Tags: { size: "small" } });
  await call("UntagQueue", { ...queue, TagKeys: ["shop"] });
  assert.deepEqual((await call("ListQueueTags", queue)).Tags, { size: "small" });

  await call("AddPermission", { ...queue, Label: "all", AWSAccountIds: ["111122223333"], Actions: ["SendMessage"] });
  const policy = async () => (await call("GetQueueAttributes", { ...queue, AttributeNames: ["Policy"] })).Attributes?.Policy;
  assert.match(await policy(), /111122223333/);
  await call("RemovePermission", { ...queue, Label: "all" });
  assert.doesNotMatch((await policy()) ?? "", /111122223333/);

  const sent = await call("SendMessage", { ...queue, MessageBody: "latte" });
  const batch = await call("SendMessageBatch", {
    ...queue,
    Entries: [
      { Id: "good", MessageBody: "mocha" },
      { Id: "late", MessageBody: "tea", DelaySeconds: 901 },
      { Id: "next", MessageBody: "chai" },
    ],
  });
  assert.deepEqual([batch.Successful.map(({ Id }) => Id), batch.Failed.map(({ Id }) => Id)], [["good", "next"], ["late"]]);
  assert.deepEqual([batch.Failed[0].Code, batch.Failed[0].SenderFault], ["InvalidParameterValue", true]);

  const names = { MessageSystemAttributeNames: ["All"] };
  const { Messages } = await call("ReceiveMessage", { ...queue, ...names, MaxNumberOfMessages: 10 });
  assert.deepEqual([Messages.length, Messages[0].MessageId], [3, sent.MessageId]);
  assert.equal(Messages[0].Attributes.ApproximateReceiveCount, "1");
  const [one, two, three] = Messages.map(({ ReceiptHandle }) => ReceiptHandle);
  await call("ChangeMessageVisibility", { ...queue, ReceiptHandle: one, VisibilityTimeout: 600 });
  const Entries = [{ Id: "two", ReceiptHandle: two, VisibilityTimeout: 0 }];
  assert.equal((await call("ChangeMessageVisibilityBatch", { ...queue, Entries })).Successful[0].Id, "two");
  await call("DeleteMessage", { ...queue, ReceiptHandle: one });
  const gone = await call("DeleteMessageBatch", { ...queue, Entries: [{ Id: "three", ReceiptHandle: three }] });
  assert.equal(gone.Successful[0].Id, "three");

  // The second receive dead-letters the message.
  assert.equal((await call("ReceiveMessage", queue)).Messages, undefined);
  const sources = await call("ListDeadLetterSourceQueues", { QueueUrl: dead });
  assert.deepEqual(sources.queueUrls, [QueueUrl]);
  const count = async (url) => {
    const AttributeNames = ["ApproximateNumberOfMessages"];
    const { Attributes } = await call("GetQueueAttributes", { QueueUrl: url, AttributeNames });
    return Number(Attributes.ApproximateNumberOfMessages);
  };
  assert.deepEqual([await count(dead), await count(QueueUrl)], [1, 0]);

  await call("StartMessageMoveTask", { SourceArn: deadArn });
  await bridge.advance(60);
  const [done] = (await call("ListMessageMoveTasks", { SourceArn: deadArn })).Results;
  assert.deepEqual([done.Status, done.ApproximateNumberOfMessagesMoved], ["COMPLETED", 1]);
  assert.deepEqual([await count(dead), await count(QueueUrl)], [0, 1]);
  await call("ReceiveMessage", { ...queue, VisibilityTimeout: 0 });
  for (const MessageBody of ["a", "b", "c"]) await call("SendMessage", { QueueUrl: dead, MessageBody });
  const { TaskHandle } = await call("StartMessageMoveTask", {
    SourceArn: deadArn,
    DestinationArn: await QueueArn(QueueUrl),
    MaxNumberOfMessagesPerSecond: 1,
  });
  const cancelled = await call("CancelMessageMoveTask", { TaskHandle });
  assert.equal(typeof cancelled.ApproximateNumberOfMessagesMoved, "number");

  await call("PurgeQueue", queue);
  await call("DeleteQueue", queue);
  assert.equal((await refused("GetQueueUrl", { QueueName: "orders" })).name, "QueueDoesNotExist");

  const actions = Object.keys(sqs).filter((name) => /^[A-Z]\w+Command$/.test(name));
  assert.deepEqual([...called].sort(), actions.sort());
});

test("FIFO queues keep the order of their groups", async () => {
  const QueueUrl = await make("line.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  const send = (MessageBody, MessageGroupId) => call("SendMessage", { QueueUrl, MessageBody, MessageGroupId });
  const first = await send("a1", "a");
  assert.equal((await send("a1", "a")).MessageId, first.MessageId);
  await send("a2", "a");
  await send("b1", "b");
  const receive = () => call("ReceiveMessage", { QueueUrl, MessageSystemAttributeNames: ["All"] });
  const [one] = (await receive()).Messages;
  assert.deepEqual([one.Body, one.Attributes.MessageGroupId], ["a1", "a"]);
  assert.equal(one.Attributes.SequenceNumber, first.SequenceNumber);
  assert.equal((await receive()).Messages[0].Body, "b1");
  assert.equal((await receive()).Messages, undefined);
  await call("DeleteMessage", { QueueUrl, ReceiptHandle: one.ReceiptHandle });
  assert.equal((await receive()).Messages[0].Body, "a2");
});

test("R-70 a body of any size is answered", async () => {
  const QueueUrl = await make("orders");
  for (const [mebibytes, status] of [[5, 400], [8, 413], [20, 413]]) {
    const error = await refused("SendMessage", { QueueUrl, MessageBody: "x".repeat(mebibytes << 20) });
    assert.equal(error.$metadata.httpStatusCode, status, `${mebibytes} MiB: ${error}`);
  }
  // An error outside the promises would end the process by now.
  await new Promise((done) => setTimeout(done, 500));
  await call("SendMessage", { QueueUrl, MessageBody: "latte" });
});

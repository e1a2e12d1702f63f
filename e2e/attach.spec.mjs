// Which page programs reach through the bridge: what a link or another site opens asks first, a displaced page comes
// back, and nothing that programs have stored gets lost on the way.
import { deflateSync } from "node:zlib";
import { startBridge } from "./clients/bridge.mjs";
import { expect, test as base } from "./fixtures.mjs";
import { ALONE, Shop } from "./shop.mjs";

const test = base.extend({
  /** A bridge with `call(action, body)`, which resolves to the answer of the service. */
  bridge: async ({ guard }, use) => {
    guard.expects(/WebSocket/);
    guard.expects(/autofocusing/);
    const bridge = await startBridge([]);
    const call = async (action, body = {}) => {
      const headers = { "x-amz-target": `AmazonSQS.${action}`, "content-type": "application/x-amz-json-1.0" };
      const answer = await fetch(bridge.address, { method: "POST", headers, body: JSON.stringify(body) });
      const { message, ...read } = await answer.json();
      return answer.ok ? read : { status: answer.status, message };
    };
    const health = async () => (await fetch(new URL("/_health", bridge.address))).json();
    await use({ ...bridge, call, health, address: bridge.address.replace(/\/$/, "") });
    await bridge.stop();
  },
});

/** A link whose run has its queues at the bridge's address, and a message in one of them. */
function foreignLink({ address }, queue = "evil") {
  const call = (action, body) => ({ at: 0, do: "call", request: { action, body } });
  const recording = {
    scenario: { ...ALONE, address: { endpoint: address, account: "000000000000", region: "us-east-1" } },
    interventions: [
      call("CreateQueue", { QueueName: queue }),
      call("SendMessage", { QueueUrl: queue, MessageBody: "rm -rf" }),
      call("SendMessage", { QueueUrl: "orders", MessageBody: "rm -rf" }),
    ],
  };
  return `1.${deflateSync(JSON.stringify(recording)).toString("base64url")}`;
}

const sign = (place) => place.getByTestId("bridge");
const question = (place) => place.getByTestId("bridge-question");
const yes = (place) => place.getByTestId("bridge-yes");
const queues = async ({ call }) => ((await call("ListQueues")).QueueUrls ?? []).map((url) => url.split("/").pop());

/** Opens the user's page, attached and alone, with the queue `mine` and a message in it. */
async function mine(page, bridge) {
  await page.goto(bridge.address);
  await page.evaluate(() => orderBoard.ready);
  await expect(sign(page)).toHaveText(/connected/);
  await page.evaluate((scenario) => orderBoard.load(scenario), ALONE);
  await bridge.call("CreateQueue", { QueueName: "mine" });
  await bridge.call("SendMessage", { QueueUrl: "mine", MessageBody: "kept" });
}

const stored = async ({ call }, QueueUrl = "mine") => {
  const { Attributes } = await call("GetQueueAttributes", { QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] });
  return Attributes?.ApproximateNumberOfMessages;
};

test("a link on another site asks before it takes the board away", async ({ context, page, bridge, host }) => {
  await mine(page, bridge);
  const other = await context.newPage();
  const body = `<link rel="icon" href="data:,"><a href="${bridge.address}/#${foreignLink(bridge)}">A course</a>`;
  await other.route(`${host.origin}/course`, (route) => route.fulfill({ contentType: "text/html", body }));
  await other.goto(`${host.origin}/course`);
  await other.getByRole("link").click();
  await other.locator("#floor").waitFor();
  await other.evaluate(() => orderBoard.ready);
  await expect(sign(other)).toContainText("Bridge: not attached");
  await expect(question(other)).toBeVisible();
  const { QueueUrls } = await other.evaluate(() => orderBoard.sqs("ListQueues", {}));
  expect(QueueUrls, "the link's shop is open").toContain(`${bridge.address}/000000000000/evil`);
  await expect(sign(page)).toHaveText(/connected/);
  expect(await queues(bridge)).toEqual(expect.arrayContaining(["mine"]));
  expect(await queues(bridge)).not.toContain("evil");

  await yes(other).click();
  await expect(sign(other)).toHaveText(/connected/);
  await expect(sign(page)).toContainText("Bridge: another page answers");
  expect(await queues(bridge)).toContain("evil");
  // The displaced page is attached again, with all that it had.
  await other.close();
  await expect(sign(page)).toHaveText(/connected/);
  expect(await queues(bridge)).not.toContain("evil");
  expect(await stored(bridge)).toBe("1");
});

test("a page of another local port cannot attach a frame by itself", async ({ context, page, bridge, guest }) => {
  await mine(page, bridge);
  const other = await context.newPage();
  await other.goto(guest.page(`${bridge.address}/#${foreignLink(bridge)}`));
  const frame = other.frameLocator("iframe");
  await expect(question(frame)).toContainText("Another site has opened this page.");
  await expect(sign(page)).toHaveText(/connected/);
  expect(await queues(bridge)).not.toContain("evil");
  await other.goto(guest.page(bridge.address));
  await expect(question(frame)).toContainText("Another site has opened this page.");
  await expect(sign(page)).toHaveText(/connected/);
});

test("a link that somebody typed asks too, once", async ({ page, bridge }) => {
  await page.goto(`${bridge.address}/#${foreignLink(bridge)}`);
  await page.evaluate(() => orderBoard.ready);
  await expect(question(page)).toContainText("A link has brought this shop.");
  expect((await bridge.health()).page).toBe(false);
  // Not by leaving the link out of the address, either.
  await page.evaluate(() => (location.hash = ""));
  await page.reload();
  await expect(question(page)).toBeVisible();
  await yes(page).click();
  await expect(sign(page)).toHaveText(/connected/);
  await expect(question(page)).toHaveCount(0);
  expect(await queues(bridge)).toContain("evil");
  await page.reload();
  await expect(sign(page)).toHaveText(/connected/);
  expect(await queues(bridge)).toContain("evil");
});

test("a link that is put into the address of an attached page waits for a yes", async ({ page, bridge }) => {
  await mine(page, bridge);
  const put = (link) => page.evaluate((link) => (location.hash = link), link);
  await put(foreignLink(bridge));
  await expect(question(page)).toContainText("The address holds a link to another shop.");
  await page.getByTestId("bridge-no").click();
  await expect(question(page)).toHaveCount(0);
  expect(await queues(bridge)).toEqual(["mine", "orders", "orders-dead-letters"]);
  await put(foreignLink(bridge, "another"));
  await yes(page).click();
  await expect.poll(() => queues(bridge)).toContain("another");
  await expect(sign(page)).toHaveText(/connected/);
});

test("a second tab that is opened and closed gives the programs back", async ({ context, page, bridge }) => {
  await mine(page, bridge);
  const second = await context.newPage();
  await second.goto(bridge.address);
  await expect(sign(second)).toHaveText(/connected/);
  await expect(sign(page)).toContainText("Bridge: another page answers");
  expect(await queues(bridge)).not.toContain("mine");
  // A reload of the second tab changes nothing for the first.
  await second.reload();
  await expect(sign(second)).toHaveText(/connected/);
  await expect(sign(page)).toContainText("Bridge: another page answers");
  await second.close();
  await expect(sign(page)).toHaveText(/connected/);
  expect(await stored(bridge)).toBe("1");
});

test("what programs have stored outlives a load, a reload and a restart of the bridge", async ({ page, bridge }) => {
  await page.goto(bridge.address);
  await page.evaluate(() => orderBoard.ready);
  await expect(sign(page)).toHaveText(/connected/);
  await page.evaluate(() => orderBoard.load({ customers: { perMinute: 0 } }));
  const { QueueUrl } = await bridge.call("CreateQueue", { QueueName: "mine" });
  expect(QueueUrl).toBe(`${bridge.address}/000000000000/mine`);
  await bridge.call("SendMessage", { QueueUrl, MessageBody: "kept" });
  await page.reload();
  await expect(sign(page)).toHaveText(/connected/);
  expect(await stored(bridge, QueueUrl)).toBe("1");
  const seed = await page.evaluate(async () => (await orderBoard.ready, orderBoard.recording().scenario.seed));

  await bridge.kill();
  await expect(sign(page)).toHaveText(/lost/);
  const again = await startBridge([], new URL(bridge.address).port);
  try {
    await expect(sign(page)).toHaveText(/connected/);
    expect(await stored(bridge, QueueUrl)).toBe("1");
  } finally {
    await again.stop();
  }
  // Another account: the same run, whose queues have other URLs.
  await expect(sign(page)).toHaveText(/lost/);
  const moved = await startBridge(["--account", "999999999999"], new URL(bridge.address).port);
  try {
    await expect(sign(page)).toHaveText(/connected/);
    const { QueueUrl: url } = await bridge.call("GetQueueUrl", { QueueName: "mine" });
    expect(url).toBe(`${bridge.address}/999999999999/mine`);
    expect(await stored(bridge, url)).toBe("1");
    expect(await page.evaluate(() => orderBoard.recording().scenario.seed)).toBe(seed);
  } finally {
    await moved.stop();
  }
});

test("in a hidden tab time goes on for programs, and health tells when it stands", async ({ page, bridge }) => {
  await mine(page, bridge);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
    // What a browser does to a hidden tab: no frames.
    globalThis.requestAnimationFrame = () => 0;
    orderBoard.play();
  });
  await bridge.call("CreateQueue", { QueueName: "quiet" });
  const begun = Date.now();
  expect(await bridge.call("ReceiveMessage", { QueueUrl: "quiet", WaitTimeSeconds: 2 })).toEqual({});
  expect(Date.now() - begun).toBeGreaterThan(1_900);
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(await bridge.health()).toMatchObject({ page: true, time: "runs" });
  const receive = () => bridge.call("ReceiveMessage", { QueueUrl: "mine", VisibilityTimeout: 1 });
  expect((await receive()).Messages).toHaveLength(1);
  await expect.poll(async () => (await receive()).Messages?.length ?? 0, "its visibility timeout passes").toBe(1);

  await page.evaluate(() => orderBoard.pause());
  await expect.poll(async () => (await bridge.health()).time).toBe("stands");
  const { now } = await new Shop(page).snapshot();
  await new Promise((done) => setTimeout(done, 500));
  expect((await new Shop(page).snapshot()).now).toBe(now);
});

test("a visible page needs no ticks, and shows what programs did", async ({ page, bridge }) => {
  let ticks = 0;
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => (ticks += `${payload}`.includes('"tick"'))));
  await mine(page, bridge);
  await page.evaluate(() => orderBoard.pause());
  const QueueUrl = "orders";
  await Promise.all(Array.from({ length: 50 }, () => bridge.call("SendMessage", { QueueUrl, MessageBody: "tea" })));
  await expect(page.getByTestId("lane-waiting")).toHaveAttribute("data-count", "50");
  await expect(page.getByRole("slider", { name: "Timeline" })).toHaveAttribute("aria-valuetext", /50 waiting/);
  expect(ticks).toBe(0);
});

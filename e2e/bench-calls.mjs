// Measures calls of programs through the bridge to a visible page, for each tenth of CALLS (100,000): calls per second,
// and the processor time of the page's thread per call, which a busy machine changes less. Then the last tenth beside the
// second one; the first one compiles. It prints figures and has no limits, because they depend on the machine.
//   node e2e/bench-calls.mjs
// ORDER_BOARD_BRIDGE is the program, ORDER_BOARD_DIST another built folder, LINES the number of calls at a time.
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { startBridge } from "./clients/bridge.mjs";
import { LAUNCH } from "./chromium.mjs";

const CALLS = Number(process.env.CALLS ?? 100_000);
const LINES = Number(process.env.LINES ?? 16);
const DIST = process.env.ORDER_BOARD_DIST ?? fileURLToPath(new URL("../dist", import.meta.url));
const PARTS = 10;

const bridge = await startBridge(["--dist", DIST]);
const agent = new Agent({ keepAlive: true, maxSockets: LINES });

function call(action, body) {
  return new Promise((done, failed) => {
    const headers = { "x-amz-target": `AmazonSQS.${action}`, "content-type": "application/x-amz-json-1.0" };
    const sent = request(bridge.address, { agent, method: "POST", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => (text += chunk));
      answer.on("end", () => (answer.statusCode === 200 ? done(JSON.parse(text)) : failed(new Error(text))));
    });
    sent.on("error", failed);
    sent.end(JSON.stringify(body));
  });
}

const browser = await chromium.launch(LAUNCH);
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 820 } });
  await page.goto(bridge.address);
  await page.evaluate(() => orderBoard.ready);
  await page.locator(".bridge.connected").waitFor();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busySeconds = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value;
  };
  const { QueueUrl } = await call("CreateQueue", { QueueName: "bench" });

  let made = 0;
  let begun = [performance.now(), await busySeconds()];
  const tenths = [];
  const count = async () => {
    made += 1;
    if (made % (CALLS / PARTS) !== 0) return;
    const total = made;
    const now = [performance.now(), await busySeconds()];
    const rate = CALLS / PARTS / ((now[0] - begun[0]) / 1_000);
    const micros = ((now[1] - begun[1]) * 1e6) / (CALLS / PARTS);
    begun = now;
    tenths.push({ rate, micros });
    console.log(`${total.toLocaleString("en-US")} calls: ${Math.round(rate)} per second, ${Math.round(micros)} µs of the page each`);
  };
  // Each line sends a message, receives one, and deletes it.
  const line = async () => {
    while (made < CALLS) {
      await call("SendMessage", { QueueUrl, MessageBody: "latte" });
      await count();
      const { Messages = [] } = await call("ReceiveMessage", { QueueUrl });
      await count();
      for (const { ReceiptHandle } of Messages) {
        await call("DeleteMessage", { QueueUrl, ReceiptHandle });
        await count();
      }
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  const [second, last] = [tenths[1], tenths[PARTS - 1]];
  const beside = ["rate", "micros"].map((what) => (last[what] / second[what]).toFixed(2));
  console.log(`the last tenth beside the second: ${beside[0]} × as fast, ${beside[1]} × the time of the page`);
} finally {
  await browser.close();
  agent.destroy();
  await bridge.stop();
}

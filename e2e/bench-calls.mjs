// Measures calls of programs through the bridge to a visible page: calls per second for each tenth of CALLS (100,000),
// and how much slower the last tenth is than the second one. The first one compiles. It prints figures and has no limits,
// because they depend on the machine.
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
  const { QueueUrl } = await call("CreateQueue", { QueueName: "bench" });

  let made = 0;
  let begun = performance.now();
  const rates = [];
  const count = () => {
    made += 1;
    if (made % (CALLS / PARTS) !== 0) return;
    const seconds = (performance.now() - begun) / 1_000;
    begun = performance.now();
    rates.push(CALLS / PARTS / seconds);
    console.log(`${made.toLocaleString("en-US")} calls: ${Math.round(rates.at(-1))} per second`);
  };
  // Each line sends a message, receives one, and deletes it.
  const line = async () => {
    while (made < CALLS) {
      await call("SendMessage", { QueueUrl, MessageBody: "latte" });
      count();
      const { Messages = [] } = await call("ReceiveMessage", { QueueUrl });
      count();
      for (const { ReceiptHandle } of Messages) {
        await call("DeleteMessage", { QueueUrl, ReceiptHandle });
        count();
      }
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  console.log(`the last tenth beside the second: ${(rates[PARTS - 1] / rates[1]).toFixed(2)}`);
} finally {
  await browser.close();
  agent.destroy();
  await bridge.stop();
}

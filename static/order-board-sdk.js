// Lets the AWS SDK for JavaScript v3 talk to an Order Board in this page or in a frame of it:
//
//   import { requestHandler } from "./order-board-sdk.js";
//   const sqs = new SQSClient({
//     region: "us-east-1",
//     credentials: { accessKeyId: "any", secretAccessKey: "any" },
//     requestHandler: requestHandler(document.querySelector("iframe")),
//   });
const PATIENCE_MS = 20_000;

/** `target`: `window.orderBoard`, an iframe with a board, or its window. `origin`: the board's, where it is known. */
export function requestHandler(target, { origin = "*" } = {}) {
  let line;
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle({ headers = {}, body }, { abortSignal } = {}) {
      line ??= target?.wire ? Promise.resolve(target) : connect(target?.contentWindow ?? target, origin);
      const board = await line.catch((error) => {
        line = undefined;
        throw error;
      });
      const value = (name) => Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
      const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : `${body ?? "{}"}`;
      const reply = await new Promise((resolve, reject) => {
        const aborted = () => Object.assign(new Error("Request aborted"), { name: "AbortError" });
        if (abortSignal?.aborted) return reject(aborted());
        const hangUp = board.wire(value("x-amz-target") ?? "", text, value("x-amzn-trace-id"), resolve);
        abortSignal?.addEventListener?.("abort", () => {
          hangUp();
          reject(aborted());
        });
      });
      const answer = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": crypto.randomUUID() };
      if (reply.queryError) answer["x-amzn-query-error"] = reply.queryError;
      return { response: { statusCode: reply.status, headers: answer, body: new TextEncoder().encode(reply.body) } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

/** The board in another window, by a channel of its own. It may still be loading: it is asked until it answers. */
function connect(other, origin) {
  return new Promise((resolve, reject) => {
    let open = true;
    const ask = () => {
      if (!open) return;
      const { port1: port, port2 } = new MessageChannel();
      port.onmessage = ({ data }) => {
        if (!open || data?.orderBoard !== 1) return;
        open = false;
        clearTimeout(late);
        resolve(speak(port));
      };
      other.postMessage({ orderBoard: 1 }, origin, [port2]);
      setTimeout(ask, 250);
    };
    const late = setTimeout(() => {
      open = false;
      reject(new Error("No Order Board answers in that frame."));
    }, PATIENCE_MS);
    ask();
  });
}

function speak(port) {
  const waiting = new Map();
  let next = 0;
  port.onmessage = ({ data: { id, ...reply } }) => {
    waiting.get(id)?.(reply);
    waiting.delete(id);
  };
  return {
    wire(target, body, trace, done) {
      const id = (next += 1);
      waiting.set(id, done);
      port.postMessage({ id, target, body, trace });
      return () => {
        waiting.delete(id);
        port.postMessage({ hangUp: id });
      };
    },
  };
}

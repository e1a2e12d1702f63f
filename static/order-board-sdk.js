// Calls an Order Board from a page: one in the same page, in a frame or in another window.
//
//   import { connect, requestHandler } from "./order-board-sdk.js";
//
//   // The AWS SDK for JavaScript v3, answered by the queues on the board:
//   const sqs = new SQSClient({
//     region: "us-east-1",
//     credentials: { accessKeyId: "any", secretAccessKey: "any" },
//     requestHandler: requestHandler(document.querySelector("iframe")),
//   });
//
//   // The verbs of `window.orderBoard`, from outside the frame:
//   const board = await connect(document.querySelector("iframe"));
//   await board.play();
//
// The target is `window.orderBoard`, an iframe with a board, or a window with a board and `{ origin }`, the board's origin.
const PATIENCE_MS = 20_000;

/**
 * A request handler for `SQSClient`. Options: `origin`, the board's, if the target is not an iframe; `requestTimeout` in
 * milliseconds, 0 for none; `from`, the caller's name on the stage.
 */
export function requestHandler(target, { origin, requestTimeout = 0, from = "JavaScript SDK" } = {}) {
  let line;
  const board = () => {
    line ??= target?.wire ? Promise.resolve(target) : connect(target, { origin });
    line.catch(() => (line = undefined));
    return line;
  };
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle({ headers = {}, body }, { abortSignal, requestTimeout: own } = {}) {
      const value = (name) => Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
      const target = value("x-amz-target") ?? "";
      const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : `${body ?? ""}`;
      const options = { trace: value("x-amzn-trace-id"), from };
      const reply = await ends(abortSignal, own ?? requestTimeout, async (resolve, end) => {
        const { wire } = await board();
        if (end.now) return;
        end.hangUp = wire(target, text, options, resolve);
      });
      const answer = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomId() };
      if (reply.queryError) answer["x-amzn-query-error"] = reply.queryError;
      return { response: { statusCode: reply.status, headers: answer, body: new TextEncoder().encode(reply.body) } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

/** Resolves like `begin`. Rejects and cancels the call if the signal aborts or the timeout passes first. */
function ends(signal, timeout, begin) {
  let timer;
  let abort;
  const end = {};
  const first = new Promise((resolve, reject) => {
    const stop = (name, message) => {
      end.now = true;
      end.hangUp?.();
      reject(Object.assign(new Error(message), { name }));
    };
    abort = () => stop("AbortError", "Request aborted");
    if (signal?.aborted) return abort();
    signal?.addEventListener?.("abort", abort);
    if (timeout > 0) timer = setTimeout(stop, timeout, "TimeoutError", `No answer within ${timeout} ms`);
    begin(resolve, end).catch(reject);
  });
  return first.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener?.("abort", abort);
  });
}

// Insecure pages have no `crypto.randomUUID`.
const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Opens a channel to the board in a frame or another window. Resolves to an object with `version`, `verbs`, and a method
 * for each verb that the board allows this page. Every verb returns a promise, except `on(type, listener)`, which returns
 * a function that removes the listener.
 */
export function connect(target, { origin } = {}) {
  const other = target?.contentWindow ?? target;
  const theirs = origin ?? originOf(target);
  if (!theirs) throw new TypeError("Say the board's origin: connect(window, { origin: … })");
  return new Promise((resolve, reject) => {
    const line = {};
    const knock = () => {
      const { port1: port, port2 } = new MessageChannel();
      port.onmessage = ({ data }) => {
        if (data?.orderBoard !== 1) return;
        // The board may both answer the first message and announce itself: keep one channel.
        if (data.ready === line.ready) return port.close();
        clearTimeout(late);
        line.ready = data.ready;
        line.open?.(port) ?? resolve(boardOf(line, port, data));
      };
      other.postMessage({ orderBoard: 1 }, theirs, [port2]);
    };
    // The board announces each start.
    const hear = ({ source, origin: said, data }) => {
      const known = source === other && (theirs === "*" || said === theirs) && data?.orderBoard === 1;
      if (known && data.ready && data.ready !== line.ready) knock();
    };
    const late = setTimeout(() => {
      removeEventListener("message", hear);
      reject(new Error("No Order Board answers there."));
    }, PATIENCE_MS);
    addEventListener("message", hear);
    if (!isBlank(other)) knock();
  });
}

/** The origin to send to. A sandboxed frame without `allow-same-origin` has an opaque origin, which only `*` reaches. */
function originOf({ src, sandbox } = {}) {
  if (!src) return undefined;
  const none = sandbox?.length > 0 && !sandbox.contains("allow-same-origin");
  return none ? "*" : new URL(src, location.href).origin;
}

/** Returns true if the frame has not started to load. Reading the location of a loaded page of another site throws. */
function isBlank(other) {
  try {
    return other.location.href === "about:blank";
  } catch {
    return false;
  }
}

function boardOf(line, first, { version, verbs }) {
  const waiting = new Map();
  const gone = { status: 503, queryError: "ServiceUnavailable;Receiver", body: '{"message":"The board was loaded again."}' };
  let next = 0;
  let port;
  line.open = (opened) => {
    port?.close();
    const lost = [...waiting.values()];
    waiting.clear();
    lost.forEach((hear) => hear({ ...gone, error: { message: "The board was loaded again." } }));
    port = opened;
    port.onmessage = ({ data: { id, ...answer } }) => waiting.get(id)?.(answer);
    return true;
  };
  line.open(first);
  const send = (message, hear) => {
    const id = (next += 1);
    waiting.set(id, hear);
    port.postMessage({ id, ...message });
    return {
      forget: () => waiting.delete(id),
      hangUp: () => waiting.delete(id) && port.postMessage({ hangUp: id }),
    };
  };
  const ask = (verb, args) =>
    new Promise((resolve, reject) => {
      const { forget } = send({ verb, args }, ({ result, error }) => {
        forget();
        if (error) reject(Object.assign(new Error(error.message), error));
        else resolve(result);
      });
    });
  const board = {
    version,
    verbs,
    wire(target, body, { trace, from } = {}, done) {
      const { forget, hangUp } = send({ target, body, trace, from }, (reply) => {
        forget();
        done(reply);
      });
      return hangUp;
    },
  };
  for (const verb of verbs) board[verb] = (...args) => ask(verb, args);
  board.sqs = async (action, body = {}, { signal, from } = {}) => {
    const reply = await ends(signal, 0, async (resolve, end) => {
      end.hangUp = board.wire(`AmazonSQS.${action}`, JSON.stringify(body), { from }, resolve);
    });
    const { __type, message, ...answer } = JSON.parse(reply.body);
    if (reply.status === 200) return answer;
    throw Object.assign(new Error(message), { __type, code: reply.queryError?.split(";")[0], status: reply.status });
  };
  board.on = (type, listener) => send({ verb: "on", args: [type] }, ({ event }) => event && listener(event)).hangUp;
  return board;
}

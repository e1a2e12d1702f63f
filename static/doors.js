// Lets code outside the page call `orderBoard`: the host of an embedded board (postMessage), and programs behind a bridge
// (WebSocket).
const board = globalThis.orderBoard;
const bridge = document.querySelector("meta[name=order-board-bridge]")?.content;

// The host: the page that embeds this one, or opened it. It uses `order-board-sdk.js`.
//
//   board -> host   window   {orderBoard: 1, ready}                        after each load of the page
//   host  -> board  window   {orderBoard: 1}, with a MessagePort           a host may open several channels
//   board -> host   port     {orderBoard: 1, ready, version, verbs}        welcome, and the allowed verbs
//   host  -> board  port     {id, verb, args}                              a verb of `orderBoard`
//                            {id, target, body, trace, from}               a call in the HTTP protocol of SQS
//                            {hangUp: id}                                  ends a call, or a subscription of `on`
//   board -> host   port     {id, result} or {id, error}                   of a verb
//                            {id, status, queryError, body}                of a call
//                            {id, event}                                   an event of a subscription
//
// A host with an opaque origin (a file, a sandboxed frame) cannot be identified: it may read, and change nothing. A board
// attached to a bridge belongs to the programs there: other sites get no channel.
const host = parent === window ? opener : parent;
const LOOKS = ["on", "recording", "snapshot", "trace"];
const DEEDS = ["load", "pause", "play", "redo", "seek", "speed", "sqs", "step", "stepBack", "undo"];
const CHANNELS_MAX = 8;
const channels = [];
/** Identifies one load of the page. */
const ready = performance.timeOrigin;

const FORBIDDEN = {
  status: 403,
  queryError: "AccessDenied;Sender",
  body: JSON.stringify({
    __type: "com.amazon.coral.service#AccessDeniedException",
    message: "A page without an origin, such as a file, may look at this board and make no calls.",
  }),
};

function serve(port, verbs) {
  const ends = new Map();
  const tell = (id, answer) => port.postMessage({ id, ...answer });
  const end = (id) => {
    ends.get(id)?.();
    ends.delete(id);
  };
  const call = ({ id, target, body, trace, from }) => {
    let answered = false;
    const hangUp = board.wire(`${target}`, `${body}`, { trace, from: from ?? "Host page" }, (reply) => {
      answered = true;
      ends.delete(id);
      tell(id, reply);
    });
    if (!answered) ends.set(id, hangUp);
  };
  const ask = async ({ id, verb, args }) => {
    try {
      const given = Array.isArray(args) ? args : [];
      if (verb === "on") {
        ends.set(
          id,
          board.on(`${given[0]}`, (event) => tell(id, { event })),
        );
        return;
      }
      if (verb === "sqs") given.splice(2, Infinity, { from: given[2]?.from ?? "Host page" });
      tell(id, { result: await board[verb](...given) });
    } catch (error) {
      const { message, __type, code, status } = error ?? {};
      tell(id, { error: { message: message ?? `${error}`, __type, code, status } });
    }
  };
  port.onmessage = ({ data }) => {
    if (data === null || typeof data !== "object") return;
    if (data.hangUp !== undefined) end(data.hangUp);
    else if (data.target !== undefined) verbs.includes("sqs") ? call(data) : tell(data.id, FORBIDDEN);
    else if (verbs.includes(data.verb)) ask(data);
    else tell(data.id, { error: { message: `This host may not ask for ${data.verb}.` } });
  };
  port.postMessage({ orderBoard: 1, ready, version: board.version, verbs });
  return () => {
    [...ends.keys()].forEach(end);
    port.close();
  };
}

addEventListener("message", ({ data, source, origin, ports: [port] }) => {
  if (!host || source !== host || data?.orderBoard !== 1 || !port) return;
  if (bridge && origin !== location.origin) return;
  if (channels.length === CHANNELS_MAX) channels.shift()();
  channels.push(serve(port, origin === "null" ? LOOKS : [...LOOKS, ...DEEDS]));
});
// Sent to any origin: it contains nothing private.
host?.postMessage({ orderBoard: 1, ready }, "*");

// The bridge, the server of this page. `crates/bridge/src/board.rs` is its side and documents the frames.
const ATTEMPTS_MAX = 60;
const PAUSE_MAX_MS = 15_000;
const PRODUCTS = { "aws-cli": "CLI", "aws-sdk-js": "JavaScript SDK", unknown: "Program" };

function attach(attempt = 0) {
  const address = new URL(bridge, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  const ends = new Map();
  let closed = false;
  const call = ({ id, target, body, trace, caller }) => {
    const [product] = caller.split("/");
    let answered = false;
    const hangUp = board.wire(target, body, { trace, from: PRODUCTS[product] ?? product }, (reply) => {
      answered = true;
      ends.delete(id);
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id, ...reply }));
    });
    if (!answered) ends.set(id, hangUp);
  };
  const close = (why) => {
    closed = true;
    socket.close();
    board.bridge({ state: "closed", why });
  };
  socket.onmessage = ({ data }) => {
    const { welcome, bye, taken, hangUp, ...frame } = JSON.parse(data);
    if (welcome) {
      attempt = 0;
      board.bridge({ state: "connected", ...welcome }).catch(({ message }) => close(message));
    } else if (taken) {
      close(bye);
    } else if (bye) {
      socket.close();
    } else if (hangUp !== undefined) {
      ends.get(hangUp)?.();
      ends.delete(hangUp);
    } else {
      call(frame);
    }
  };
  socket.onclose = () => {
    ends.forEach((hangUp) => hangUp());
    if (closed) return;
    if (attempt === ATTEMPTS_MAX) return close("The bridge has not answered for a long time.");
    board.bridge({ state: "lost" });
    setTimeout(attach, Math.min(500 * 2 ** attempt, PAUSE_MAX_MS), attempt + 1);
  };
}

if (bridge) {
  board.bridge({ state: "connecting" });
  attach();
}

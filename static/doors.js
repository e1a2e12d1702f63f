// Lets code outside the page call `orderBoard`: the host of an embedded board (postMessage), and programs behind a bridge
// (WebSocket).
const board = globalThis.orderBoard;
const bridge = document.querySelector("meta[name=order-board-bridge]");

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

const NO_CALL = {
  status: 400,
  body: JSON.stringify({
    __type: "com.amazon.coral.service#SerializationException",
    message: "A call has two texts: target and body.",
  }),
};

/**
 * The calls and subscriptions of one channel that have not ended. `begin(id, start)` ends an earlier one of that id;
 * `start(done)` returns a function that ends the new one.
 */
function calls() {
  const ends = new Map();
  const end = (id) => {
    const hangUp = ends.get(id);
    ends.delete(id);
    hangUp?.();
  };
  const begin = (id, start) => {
    end(id);
    let over = false;
    // Not a constant: an answer at hand comes before `start` returns.
    let hangUp;
    hangUp = start(() => {
      over = true;
      if (ends.get(id) === hangUp) ends.delete(id);
    });
    if (!over) ends.set(id, hangUp);
  };
  return { begin, end, endAll: () => [...ends.keys()].forEach(end) };
}

function serve(port, verbs) {
  const { begin, end, endAll } = calls();
  const tell = (id, answer) => port.postMessage({ id, ...answer });
  const call = ({ id, target, body, trace, from }) => {
    if (!verbs.includes("sqs")) return tell(id, FORBIDDEN);
    if (typeof target !== "string" || typeof body !== "string") return tell(id, NO_CALL);
    begin(id, (done) =>
      board.wire(target, body, { trace, from: from ?? "Host page" }, (reply) => {
        done();
        tell(id, reply);
      }),
    );
  };
  const ask = async ({ id, verb, args }) => {
    if (!verbs.includes(verb)) throw new Error(`This host may not ask for ${verb}.`);
    const given = Array.isArray(args) ? args : [];
    if (verb === "on") return begin(id, () => board.on(`${given[0]}`, (event) => tell(id, { event })));
    if (verb === "sqs") given.splice(2, Infinity, { from: given[2]?.from ?? "Host page" });
    tell(id, { result: await board[verb](...given) });
  };
  port.onmessage = async ({ data }) => {
    if (data === null || typeof data !== "object") return;
    // Whatever a host sends, it gets an answer: no value of its own may throw past this.
    try {
      if (data.hangUp !== undefined) end(data.hangUp);
      else if (data.target !== undefined) call(data);
      else await ask(data);
    } catch (error) {
      const { message, __type, code, status } = error ?? {};
      tell(data.id, { error: { message: message ?? `${error}`, __type, code, status } });
    }
  };
  port.postMessage({ orderBoard: 1, ready, version: board.version, verbs });
  return () => {
    endAll();
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

// The bridge, the server of this page. `crates/bridge/src/board/mod.rs` is its side and documents the frames.
const ATTEMPTS_MAX = 60;
const PAUSE_MAX_MS = 15_000;
const PRODUCTS = { "aws-cli": "CLI", "aws-sdk-js": "JavaScript SDK", unknown: "Program" };

/** How the page's time runs, as the program last said: `frames`, `ticks` or `stands`. */
let time = "stands";
/** True while another page is attached in place of this one. */
let aside = false;
let line;

const sendTime = () => {
  if (!aside && line?.readyState === WebSocket.OPEN) line.send(JSON.stringify({ time }));
};

function attach(attempt = 0) {
  // A page that was set aside does not take over when its connection breaks and is made again.
  const address = new URL(bridge.content, location.href);
  if (aside) address.search += address.search ? "&aside" : "?aside";
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  line = socket;
  const { begin, end, endAll } = calls();
  let closed = false;
  const call = ({ id, target, body, trace, caller }) => {
    const [product] = caller.split("/");
    begin(id, (done) =>
      board.wire(target, body, { trace, from: PRODUCTS[product] ?? product }, (reply) => {
        done();
        if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id, ...reply }));
      }),
    );
  };
  const close = (why) => {
    closed = true;
    socket.close();
    board.bridge({ state: "closed", why });
  };
  socket.onmessage = ({ data }) => {
    const { welcome, tick, bye, taken, hangUp, ...frame } = JSON.parse(data);
    if (tick) {
      board.bridge({ state: "tick" });
    } else if (welcome) {
      attempt = 0;
      aside = false;
      board.bridge({ state: "connected", ...welcome }).then(sendTime, ({ message }) => close(message));
    } else if (frame.aside) {
      aside = true;
      endAll();
      board.bridge({ state: "aside" });
    } else if (taken) {
      close(bye);
    } else if (bye) {
      socket.close();
    } else if (hangUp !== undefined) {
      end(hangUp);
    } else {
      call(frame);
    }
  };
  socket.onclose = () => {
    endAll();
    if (closed) return;
    if (attempt === ATTEMPTS_MAX) return close("The bridge has not answered for a long time.");
    board.bridge({ state: "lost" });
    setTimeout(attach, Math.min(500 * 2 ** attempt, PAUSE_MAX_MS), attempt + 1);
  };
}

if (bridge) {
  const foreign = bridge.dataset.foreign !== undefined;
  // Resolves once this page may speak to programs: at once, or when the person at the screen allows it.
  board
    .bridge({ state: "hello", foreign }, (now) => {
      time = now;
      sendTime();
    })
    .then(() => attach());
}

// The doors of the page for those outside of it: the host of an embedded board (postMessage), and programs on the other
// side of a bridge (WebSocket). Both come to `orderBoard.wire`, as everybody does.
const board = globalThis.orderBoard;

// The host. Only the page that embeds this one is answered, and only through the channel that it opens: it can do no
// more than a visitor.
const verbs = "load pause play recording redo seek snapshot speed step stepBack trace undo".split(" ");

addEventListener("message", ({ data, source, ports: [port] }) => {
  if (source !== parent || parent === window || data?.orderBoard !== 1 || !port) return;
  const calls = new Map();
  port.onmessage = async ({ data: { id, target, body, trace, hangUp, verb, args = [] } }) => {
    if (hangUp !== undefined) {
      calls.get(hangUp)?.();
      calls.delete(hangUp);
    } else if (target !== undefined) {
      let answered = false;
      const end = board.wire(`${target}`, `${body}`, trace, (reply) => {
        answered = true;
        calls.delete(id);
        port.postMessage({ id, ...reply });
      });
      if (!answered) calls.set(id, end);
    } else if (verbs.includes(verb)) {
      try {
        port.postMessage({ id, result: await board[verb](...args) });
      } catch (error) {
        port.postMessage({ id, error: `${error?.message ?? error}` });
      }
    } else {
      port.postMessage({ id, error: `There is no verb ${verb}.` });
    }
  };
  port.postMessage({ orderBoard: 1, version: board.version });
});

// The bridge, which serves this very page.
const HOME = "https://sqs.us-east-1.amazonaws.com/";
const bridge = document.querySelector("meta[name=order-board-bridge]")?.content;

const SIGN = {
  position: "fixed",
  zIndex: 50,
  top: "3.75rem",
  left: "50%",
  maxWidth: "calc(100vw - 2rem)",
  boxSizing: "border-box",
  margin: 0,
  padding: "0.375rem 0.875rem",
  transform: "translateX(-50%)",
  borderRadius: "1rem",
  background: "#2b1d14",
  color: "#fbf6ec",
  font: "0.8125rem/1.4 system-ui, sans-serif",
  pointerEvents: "none",
};
const SIGN_MS = 8_000;
let fading;

/** Says it over the stage; good news leaves by itself. */
function sign(text, stays = true) {
  let place = document.getElementById("bridge-sign");
  if (!place) {
    place = Object.assign(document.createElement("p"), { id: "bridge-sign" });
    place.setAttribute("role", "status");
    Object.assign(place.style, SIGN);
    document.body.append(place);
  }
  clearTimeout(fading);
  place.textContent = text;
  place.style.visibility = "visible";
  if (!stays) fading = setTimeout(() => (place.style.visibility = "hidden"), SIGN_MS);
}

function attach(attempt = 0) {
  const address = new URL(bridge, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  const calls = new Map();
  let endpoint = location.origin;
  let taken = false;
  const answer = (id, { body, ...reply }) => {
    calls.delete(id);
    // The board knows its queues by the service's own address; a program must find them here.
    const there = body.replaceAll(`"${HOME}`, `"${endpoint}/`);
    socket.send(JSON.stringify({ id, ...reply, body: there }));
  };
  socket.onmessage = ({ data }) => {
    const { welcome, id, target, body, trace, hangUp, bye } = JSON.parse(data);
    if (welcome) {
      attempt = 0;
      endpoint = welcome.endpoint;
      sign(`Bridge open: programs reach this board at ${endpoint}`, false);
    } else if (bye) {
      taken = true;
      sign(`Bridge closed: ${bye}`);
    } else if (hangUp !== undefined) {
      calls.get(hangUp)?.();
      calls.delete(hangUp);
    } else {
      let answered = false;
      const end = board.wire(target, body, trace, (reply) => {
        answered = true;
        answer(id, reply);
      });
      if (!answered) calls.set(id, end);
    }
  };
  socket.onclose = () => {
    calls.forEach((end) => end());
    if (taken) return;
    sign("Bridge closed: looking for it again");
    setTimeout(attach, Math.min(500 * 2 ** attempt, 15_000), attempt + 1);
  };
}

if (bridge) attach();

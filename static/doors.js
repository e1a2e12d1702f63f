// The doors of the page for those outside of it: the host of an embedded board (postMessage), and programs on the other
// side of a bridge (WebSocket). Both come to `orderBoard.wire`, as everybody does.
const board = globalThis.orderBoard;

// The host. Only the page that embeds this one is answered, and only through the channel that it opens: it can do no
// more than a visitor.
const verbs = ["load", "pause", "play", "recording", "snapshot", "speed", "step", "trace"];

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

function sign(text) {
  let place = document.getElementById("bridge-sign");
  if (!place) {
    place = Object.assign(document.createElement("p"), { id: "bridge-sign" });
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  place.textContent = text;
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
      sign(`Bridge open: programs reach this board at ${endpoint}`);
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

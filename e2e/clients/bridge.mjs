// Starts the bridge for tests of real clients, with a virtual clock that only the test advances.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts the program at ORDER_BOARD_BRIDGE with the arguments `words`. Resolves to `{ address, advance, reset, stop, kill }`. */
export async function startBridge(words = ["--virtual-clock"], port = 0) {
  const program = process.env.ORDER_BOARD_BRIDGE ?? "target/debug/bridge";
  const child = spawn(program, [...words, "--port", `${port}`], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("exit", done));
  const address = await new Promise((done, failed) => {
    child.once("error", failed).once("exit", () => failed(new Error(`${program} has ended`)));
    createInterface({ input: child.stdout }).once("line", (line) => done(/http:\S+/.exec(line)[0]));
  });
  const post = async (path, body) => {
    const answer = await fetch(address + path, { method: "POST", body });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  return {
    address,
    advance: (seconds) => post("/_clock", JSON.stringify({ advance_ms: seconds * 1000 })),
    reset: () => post("/moto-api/reset"),
    stop: () => (child.kill(), ended),
    kill: () => (child.kill("SIGKILL"), ended),
  };
}

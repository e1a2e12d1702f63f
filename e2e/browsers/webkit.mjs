// Starts WebKitGTK's MiniBrowser and drives one tab of it over WebDriver. It needs a display: Xvfb is one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { Builder, Button, Key, Origin } from "selenium-webdriver";

const LIBRARIES = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
const KNOWN = ["4.1", "4.0"].map((version) => `${LIBRARIES}/webkit2gtk-${version}/MiniBrowser`);
/** The programs end after this time even if the tests are killed. */
const LIMIT_SECONDS = 600;

/** Starts the browser at `MINIBROWSER_PATH`, or Debian's. Returns a driver as `Page` needs it. */
export async function webkit({ width, height }) {
  const programs = [];
  const start = (program, args, options) => {
    const child = spawn("timeout", [`${LIMIT_SECONDS}`, program, ...args], options);
    programs.unshift(child);
    return child;
  };
  const end = async () => {
    for (const child of programs.filter(({ exitCode }) => exitCode === null)) {
      child.kill();
      await once(child, "exit");
    }
  };
  try {
    const screen = start("Xvfb", ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [display] = await once(screen.stdout.setEncoding("utf8"), "data");
    const port = await freePort();
    const env = { ...process.env, DISPLAY: `:${display.trim()}` };
    start("WebKitWebDriver", ["-p", `${port}`], { env, stdio: "ignore" });
    const session = await connect(`http://127.0.0.1:${port}`);
    await resize(session, width, height);
    return driver(session, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function connect(server) {
  for (let tries = 0; !(await fetch(`${server}/status`).catch(() => undefined)); tries += 1) {
    if (tries === 100) throw new Error("WebKitWebDriver does not answer");
    await new Promise((done) => setTimeout(done, 100));
  }
  const binary = process.env.MINIBROWSER_PATH ?? KNOWN.find((path) => existsSync(path));
  const capabilities = { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  return new Builder().usingServer(server).withCapabilities(capabilities).build();
}

/** Makes the page itself that large: WebDriver only sets the size of the window around it. */
async function resize(session, width, height) {
  const [across, down] = await session.executeScript("return [outerWidth - innerWidth, outerHeight - innerHeight]");
  await session.manage().window().setRect({ x: 0, y: 0, width: width + across, height: height + down });
}

async function driver(session, end) {
  const version = (await session.getCapabilities()).getBrowserVersion();
  return {
    version: `WebKitGTK ${version}`,
    // WebDriver does not report a page's errors.
    errors: () => [],
    goto: (url) => session.get(url),
    async evaluate(expression, inFrame) {
      if (inFrame) await session.switchTo().frame(0);
      const { value, error } = await session.executeAsyncScript(`
        const done = arguments[arguments.length - 1];
        (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }));`);
      if (inFrame) await session.switchTo().defaultContent();
      if (error) throw new Error(error);
      return value;
    },
    async mouse(steps) {
      const actions = session.actions({ async: true });
      for (const step of steps) {
        if (step === "down") actions.press(Button.LEFT);
        else if (step === "up") actions.release(Button.LEFT);
        else actions.move({ x: Math.round(step[0]), y: Math.round(step[1]), origin: Origin.VIEWPORT, duration: 10 });
      }
      await actions.perform();
    },
    type: (text) => session.actions().sendKeys(text).perform(),
    press: (key) => session.actions().sendKeys(Key[key.toUpperCase()] ?? key).perform(),
    screenshot: async (path) => writeFile(path, await session.takeScreenshot(), "base64"),
    async close() {
      await session.quit().catch(() => {});
      await end();
    },
  };
}

/** A port on which nothing listens. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

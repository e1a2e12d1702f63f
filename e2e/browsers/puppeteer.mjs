// Starts Firefox (over WebDriver BiDi) or Chromium (over DevTools) and drives one tab of it.
import puppeteer from "puppeteer-core";
import { LAUNCH } from "../chromium.mjs";

/** Starts the browser at `FIREFOX_PATH`, or Debian's. Returns a driver as `Page` needs it. */
export const firefox = (size) => start(size, { browser: "firefox", executablePath: process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr" });

/** Starts the Chromium of the other tests, as a measure for the figures. */
export const chromium = (size) => start(size, { browser: "chrome", ...LAUNCH });

async function start(defaultViewport, options) {
  const browser = await puppeteer.launch({ ...options, defaultViewport, timeout: 90_000, protocolTimeout: 120_000 });
  const tab = await browser.newPage();
  const errors = [];
  tab.on("pageerror", (error) => errors.push(String(error)));
  tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return {
    version: await browser.version(),
    errors: () => errors.splice(0),
    goto: (url) => tab.goto(url),
    evaluate: (expression, inFrame) => (inFrame ? tab.frames()[1] : tab).evaluate(expression),
    async mouse(steps) {
      for (const step of steps) await (typeof step === "string" ? tab.mouse[step]() : tab.mouse.move(...step));
    },
    type: (text) => tab.keyboard.type(text),
    press: (key) => tab.keyboard.press(key),
    screenshot: (path) => tab.screenshot({ path }),
    close: () => browser.close(),
  };
}

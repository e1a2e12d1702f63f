// A page as the tests of all browsers use it. A driver (puppeteer.mjs, webkit.mjs) supplies:
//   goto(url), evaluate(expression, inFrame), mouse(steps), type(text), press(key), screenshot(path), errors(), close()
// where `inFrame` means the page's first frame, a step of the mouse is `[x, y]`, "down" or "up", and `errors` returns the
// errors of the page since the last call.

/** Long, because a machine may run other work and render in software. */
const PATIENCE_MS = 100_000;

export const id = (name) => `[data-testid=${JSON.stringify(name)}]`;

export class Page {
  constructor(driver, { inFrame = false } = {}) {
    this.driver = driver;
    this.inFrame = inFrame;
  }

  /** The first frame of this page. */
  frame() {
    return new Page(this.driver, { inFrame: true });
  }

  async goto(url) {
    // A link that differs only in its fragment would not load the page again.
    await this.driver.goto("about:blank");
    await this.driver.goto(url);
  }

  /** Calls the function in the page; resolves to what it returns or its promise resolves to. */
  evaluate(call, ...args) {
    return this.driver.evaluate(`(${call})(...${JSON.stringify(args)})`, this.inFrame);
  }

  /** Repeats a call in the page until it returns something true, and resolves to that. */
  async until(call, ...args) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const value = await this.evaluate(call, ...args);
      if (value) return value;
      if (Date.now() > end) throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${call} ${JSON.stringify(args)}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Resolves once the board can be used. */
  async started() {
    await this.until(() => globalThis.orderBoard && document.querySelector("#floor, .boot-card") !== null);
    await this.evaluate(() => orderBoard.ready);
  }

  snapshot() {
    return this.evaluate(() => orderBoard.snapshot());
  }

  text(selector) {
    return this.evaluate((selector) => document.querySelector(selector)?.textContent ?? "", selector);
  }

  /** The middle of an element, in pixels of the window, once the element is visible and nothing moves. */
  async middle(selector) {
    const [x, y] = await this.until(async (selector) => {
      const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
      await Promise.allSettled(moving.map((animation) => animation.finished));
      const element = document.querySelector(selector);
      if (!element) return false;
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      const place = ({ left, top, width, height } = element.getBoundingClientRect()) => [left + width / 2, top + height / 2];
      const before = place();
      for (let frames = 0; frames < 3; frames += 1) await new Promise((done) => requestAnimationFrame(done));
      const after = place();
      return element.checkVisibility() && `${before}` === `${after}` && after;
    }, selector);
    if (!this.inFrame) return [x, y];
    const [left, top] = await new Page(this.driver).evaluate(() => {
      const frame = document.querySelector("iframe");
      frame.scrollIntoView();
      const { left, top } = frame.getBoundingClientRect();
      return [left + frame.clientLeft, top + frame.clientTop];
    });
    return [left + x, top + y];
  }

  async click(selector) {
    await this.driver.mouse([await this.middle(selector), "down", "up"]);
  }

  /** Drags with the mouse from the middle of one element to the middle of another. */
  async drag(from, to) {
    const [x, y] = await this.middle(from);
    await this.driver.mouse([[x, y], "down", [x + 4, y + 8], [x + 4, y + 16], [x + 4, y + 24]]);
    await this.until(() => document.querySelector("#ghost")?.checkVisibility());
    const [toX, toY] = await this.middle(to);
    await this.driver.mouse([[(x + toX) / 2, (y + toY) / 2], [toX, toY - 2], [toX, toY], "up"]);
  }

  /** Sets the value of an input or a list, as a person does. */
  async fill(selector, value) {
    await this.evaluate(
      (selector, value) => {
        const field = document.querySelector(selector);
        field.value = value;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
      },
      selector,
      value,
    );
  }

  type(text) {
    return this.driver.type(text);
  }

  press(key) {
    return this.driver.press(key);
  }
}

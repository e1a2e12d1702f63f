// The page object of the Chromium tests. Nothing here waits for the wall clock: virtual time moves by steps and seeks.
import { expect } from "@playwright/test";

/** One cashier, one barista and round numbers, so that the time of every event is easy to calculate. */
export const SMALL = {
  seed: 7,
  title: "A small shop",
  customers: { perMinute: 20, variationPercent: 0, patienceSeconds: null },
  cashiers: [{ name: "Ana" }],
  baristas: [{ name: "Cleo" }],
};

/** No customers and no staff: stored orders wait until the test takes them. */
export const ALONE = { ...SMALL, customers: { perMinute: 0 }, cashiers: [], baristas: [] };

export class Shop {
  constructor(page, host) {
    this.page = page;
    this.host = host;
    this.board = page.getByTestId("board");
    this.caption = page.getByTestId("caption");
    this.clock = page.getByTestId("clock");
    this.line = page.getByTestId("line");
    this.hall = page.getByTestId("hall");
    this.notice = page.getByTestId("notice");
    this.menu = page.getByTestId("menu");
    this.help = page.getByTestId("help-dialog");
    this.inspector = page.getByTestId("inspector");
    this.sheetButton = page.getByTestId(/^toggle-inspector/).and(page.locator(":visible"));
    this.bin = page.locator(".bin");
    this.hands = page.getByTestId("your-hands");
  }

  /** Opens the page with `query`, paused unless the query sets `autoplay`. */
  async open(query = "") {
    const asked = new URLSearchParams(query);
    if (!asked.has("autoplay")) asked.set("autoplay", "0");
    await this.page.goto(`${this.host.url}?${asked}`);
    await this.page.locator("#floor").waitFor();
    await this.page.evaluate(() => orderBoard.ready);
    return this;
  }

  /**
   * Loads a scenario with the interventions `deeds` (`[at, { do: … }]`) and seeks to the moment `at`. A recording ends
   * with its last intervention, so an intervention that is always refused and leaves no event marks the moment.
   */
  async load(scenario, { at = 0, deeds = [] } = {}) {
    const interventions = deeds.map(([when, deed]) => ({ at: when, ...deed }));
    if (at > 0) interventions.push({ at, do: "bringBack", person: 0 });
    await this.page.evaluate((recording) => orderBoard.load(recording), { scenario, interventions });
    await this.settled();
    return this;
  }

  /** Resolves once the page has drawn two frames and all transitions have ended. */
  settled() {
    return this.page.evaluate(async () => {
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      await frame();
      await frame();
      const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
      await Promise.allSettled(moving.map((animation) => animation.finished));
    });
  }

  snapshot() {
    return this.page.evaluate(async () => (await orderBoard.ready, orderBoard.snapshot()));
  }

  trace() {
    return this.page.evaluate(async () => (await orderBoard.ready, orderBoard.trace()));
  }

  recording() {
    return this.page.evaluate(async () => (await orderBoard.ready, orderBoard.recording()));
  }

  /** Steps until `wanted(snapshot)` is true; resolves to that snapshot. */
  async stepUntil(wanted, most = 500) {
    // A step takes effect one or more tasks later, because the page draws between tasks.
    const { found, now } = await this.page.evaluate(`(async (wanted) => {
      const task = () => new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(port1.close());
        port2.postMessage(0);
      });
      let snapshot = orderBoard.snapshot();
      for (let steps = 0; steps < ${most} && !wanted(snapshot); steps += 1) {
        const { happenings } = snapshot;
        orderBoard.step();
        for (let tasks = 0; tasks < 200 && snapshot.happenings === happenings; tasks += 1) {
          await task();
          snapshot = orderBoard.snapshot();
        }
      }
      return { found: wanted(snapshot) && snapshot, now: snapshot.now };
    })(${wanted})`);
    if (!found) throw new Error(`Not true within ${most} steps, up to ${now} ms: ${wanted}`);
    return found;
  }

  /** Steps to the first event at or after `ms`. */
  stepTo(ms) {
    return this.stepUntil(`(snapshot) => snapshot.now >= ${ms}`);
  }

  person(name) {
    return this.page.locator(`[data-testid=person][data-name=${JSON.stringify(name)}]`);
  }

  /** The names of a role's people, in the order of their places. */
  async names(role) {
    return (await this.snapshot())[`${role}s`].people.map((person) => person.name);
  }

  async doing(name) {
    const { cashiers, baristas } = await this.snapshot();
    return [...cashiers.people, ...baristas.people].find((person) => person.name === name)?.activity;
  }

  ticket(order) {
    return this.page.locator(`[data-testid=ticket][data-order=${JSON.stringify(order)}]`);
  }

  lane(slug) {
    return this.page.getByTestId(`lane-${slug}`);
  }

  tray(slug) {
    return this.page.getByTestId(`tray-${slug}`);
  }

  async expectCounts(counts) {
    for (const [slug, count] of Object.entries(counts)) {
      const place = slug === "done" || slug === "dead" ? this.tray(slug) : this.lane(slug);
      await expect(place, slug).toHaveAttribute("data-count", String(count));
    }
  }

  breakRoom(role) {
    return this.page.getByTestId(`break-room-${role}`);
  }

  hire(role) {
    return this.page.getByTestId(`hire-${role}`);
  }

  field(slug) {
    const field = this.page.getByTestId(`field-${slug}`);
    return {
      exact: field.getByRole("spinbutton"),
      slider: field.getByRole("slider"),
      async write(text) {
        await this.exact.fill(String(text));
        await this.exact.press("Enter");
      },
    };
  }

  async turnTo(tab) {
    await this.openInspector();
    await this.page.getByTestId(`tab-${tab}`).click();
    if (tab === "settings") await this.unfold("more-settings");
  }

  /** Opens a fold, if it is there. */
  async unfold(id) {
    for (const fold of await this.page.getByTestId(id).all()) await fold.evaluate((element) => (element.open = true));
  }

  /** On small screens the inspector is a sheet that a button opens. */
  async openInspector() {
    if (!(await this.sheetButton.count()) || /\bopen\b/.test(await this.inspector.getAttribute("class"))) return;
    await this.sheetButton.click();
  }

  /** Opens a person's menu and chooses `item`, with the keyboard. */
  async choose(name, item) {
    await this.person(name).focus();
    await this.page.keyboard.press("Enter");
    await expect(this.menu.getByRole("menuitem").first()).toBeFocused();
    const wanted = this.menu.getByRole("menuitem", { name: item });
    for (let presses = 0; presses < 8; presses += 1) {
      if (await wanted.evaluate((element) => element.matches(":focus"))) break;
      await this.page.keyboard.press("ArrowDown");
    }
    await expect(wanted).toBeFocused();
    await this.page.keyboard.press("Enter");
  }

  /** The announcements of the live region while `act` runs. */
  async said(act) {
    await this.page.evaluate(() => {
      const region = document.querySelector("[data-testid=announcer]");
      const said = (globalThis.said = []);
      globalThis.listening?.disconnect();
      globalThis.listening = new MutationObserver(() => said.push(region.textContent));
      globalThis.listening.observe(region, { childList: true, characterData: true, subtree: true });
    });
    await act();
    await this.page.waitForFunction(() => globalThis.said.length > 0);
    await this.settled();
    return this.page.evaluate(() => globalThis.said);
  }

  /** The number of painted pixels of the canvas. */
  painted() {
    return this.page.evaluate(() => {
      const canvas = document.querySelector("canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let painted = 0;
      for (let alpha = 3; alpha < data.length; alpha += 4) painted += data[alpha] > 0 ? 1 : 0;
      return painted;
    });
  }
}

/** Ways to drag an element to `to`: a point, or a locator that may appear only during the drag. */
export const HANDS = {
  async mouse(page, from, to) {
    await liftWithMouse(page, from);
    const { x, y } = await middle(to);
    await page.mouse.move(x, y, { steps: 4 });
    await page.mouse.up();
  },

  async touch(page, from, to) {
    const client = await page.context().newCDPSession(page);
    const touch = (type, points) => client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    const start = await middle(from);
    await touch("touchStart", [start]);
    await lifted(page, (push) => touch("touchMove", [{ x: start.x + 4, y: start.y + push }]));
    const end = await middle(to);
    for (const share of [0.25, 0.5, 0.75, 1]) {
      await touch("touchMove", [{ x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share }]);
    }
    await touch("touchEnd", []);
    await client.detach();
  },
};

export async function liftWithMouse(page, from) {
  const { x, y } = await middle(from);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await lifted(page, (push) => page.mouse.move(x + 4, y + push));
}

/** Moves in small steps, as a hand does, until the drag has begun. */
async function lifted(page, push) {
  const ghost = page.locator("#ghost");
  await expect(async () => {
    for (let way = 8; way <= 24 && !(await ghost.isVisible()); way += 4) await push(way);
    expect(await ghost.isVisible()).toBe(true);
  }).toPass();
}

export async function middle(place) {
  if (!place.boundingBox) return place;
  await place.waitFor();
  const { x, y, width, height } = await place.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Keeps a reference to the program's memory, for tests of its size; pass it to `addInitScript`. */
export function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const make = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...all) => {
      const made = await make(...all);
      const { memory } = (made.instance ?? made).exports;
      if (memory) globalThis.programMemory = memory;
      return made;
    };
  }
}

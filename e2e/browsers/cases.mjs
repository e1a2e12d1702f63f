// What every browser must do, in the same words for all of them.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gif } from "../gif.mjs";
import { serve } from "../server.mjs";
import { id, Page } from "./page.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const SIZE = { width: 1360, height: 820 };
const LIMIT = { timeout: 240_000 };

const CREW = {
  seed: 7,
  customers: { perMinute: 0, patienceSeconds: null },
  cashiers: [{ name: "Ana" }],
  baristas: [{ name: "Cleo" }, { name: "Dev" }],
};

/**
 * Runs the cases in the browser that `start` starts. `opaque`: whether the board starts in a sandboxed frame without an
 * origin of its own.
 */
export function cases(name, start, { opaque }) {
  describe(name, () => {
    let host, guest, driver, page;

    before(async () => {
      host = await serve({ root: DIST, base: "/deep/er/" });
      // "localhost" is another site than "127.0.0.1".
      guest = await serve({ root: DIST, base: "/none/", host: "localhost", pages: PAGES });
      driver = await start(SIZE);
      page = new Page(driver);
      console.log(driver.version);
    }, LIMIT);

    after(async () => {
      await driver?.close();
      await guest?.close();
      await host?.close();
    }, LIMIT);

    const it = (what, run) =>
      test(what, LIMIT, async () => {
        await run();
        assert.equal(await page.text(".boot-card h1"), "");
        assert.deepEqual(driver.errors(), []);
      });

    async function open(query) {
      await page.goto(`${host.url}?autoplay=0&${query}`);
      await page.started();
    }

    /** The address of a page of another site with the board in a frame. */
    const framed = (attributes) => {
      const given = { src: `${host.url}?embed&autoplay=0`, sdk: `${host.url}order-board-sdk.js`, attributes };
      return `${guest.origin}/framed?${new URLSearchParams(given)}`;
    };

    it("the shop opens at the moment that the address names", async () => {
      await open("seed=7&t=20000");
      assert.equal(await page.evaluate(() => document.title), "Order Board");
      assert.equal(await page.text(id("clock")), "00:20.0");
      const { now, seed, lanes } = await page.snapshot();
      assert.deepEqual([now, seed], [20_000, 7]);
      const shown = await page.evaluate(
        (slips) => document.querySelectorAll(slips).length,
        `${id("lane-making")} ${id("ticket")}`,
      );
      assert.equal(shown, lanes.making.count);
      assert.ok(shown > 0);
      assert.ok(await page.until(painted), "slips on their way are painted");
    });

    it("the shop plays, and stands still when paused", async () => {
      await open("seed=7");
      await page.click(id("play"));
      await page.until(() => orderBoard.snapshot().now > 2000);
      await page.click(id("play"));
      await page.until(() => !orderBoard.snapshot().playing);
      const { now } = await page.snapshot();
      await new Promise((done) => setTimeout(done, 300));
      assert.equal((await page.snapshot()).now, now);
    });

    it("a barista is dragged into the break room and back", async () => {
      await open("");
      await page.evaluate((crew) => orderBoard.load(crew), CREW);
      const cleo = `${id("person")}[data-name=Cleo]`;
      const activity = () => orderBoard.snapshot().baristas.people.find(({ name }) => name === "Cleo").activity;
      assert.equal(await page.evaluate(activity), "polling");
      await page.drag(cleo, id("break-room-barista"));
      await page.until(() => orderBoard.snapshot().baristas.people.some(({ activity }) => activity === "onBreak"));
      assert.equal(await page.evaluate(activity), "onBreak");
      await page.drag(cleo, `${id("person")}[data-name=Dev]`);
      await page.until(() => orderBoard.snapshot().baristas.people.every(({ activity }) => activity === "polling"));
    });

    it("the console answers", async () => {
      await open("");
      await page.evaluate((crew) => orderBoard.load(crew), { ...CREW, baristas: [] });
      await page.press("c");
      await page.until((line) => document.activeElement.matches(line), id("console-line"));
      await page.type("send-message --queue-url orders --message-body latte");
      await page.press("Enter");
      const answer = JSON.parse(
        await page.until((answer) => document.querySelector(answer)?.textContent, `${id("console-block")} .answer`),
      );
      assert.deepEqual(Object.keys(answer), ["MD5OfMessageBody", "MessageId"]);
      assert.equal((await page.snapshot()).lanes.waiting.count, 1);
    });

    it("a shared link opens the same moment", async () => {
      await open("scene=crash&t=12000");
      await page.click(id("hire-barista"));
      await page.evaluate(() => orderBoard.seek(21_500));
      const [recording, trace] = await page.evaluate(() => [orderBoard.recording(), orderBoard.trace()]);
      assert.equal(recording.interventions.length, 1);
      await page.click(id("share"));
      const link = await page.until((field) => document.querySelector(field)?.value, id("share-link"));
      await page.goto(link);
      await page.started();
      await page.until((clock) => document.querySelector(clock).textContent === "00:21.5", id("clock"));
      assert.deepEqual(await page.evaluate(() => [orderBoard.recording(), orderBoard.trace()]), [recording, trace]);
    });

    const frames = {
      "a frame of another site": "",
      "a sandboxed frame that keeps its origin": 'sandbox="allow-scripts allow-same-origin"',
    };
    if (opaque) frames["a sandboxed frame that may only run scripts"] = OPAQUE;
    for (const [frame, attributes] of Object.entries(frames)) {
      it(`the board in ${frame} answers its host and the mouse`, async () => {
        await page.goto(framed(attributes));
        const board = page.frame();
        await board.started();
        const sent = await page.evaluate(async () => {
          const board = await connect();
          await board.load({ seed: 5, customers: { perMinute: 0 }, baristas: [] });
          const { MessageId } = await board.sqs("SendMessage", { QueueUrl: "orders", MessageBody: "tea" });
          return [MessageId.length, (await board.snapshot()).lanes.waiting.count];
        });
        assert.deepEqual(sent, [36, 1]);
        await board.click(id("play"));
        await board.until(() => orderBoard.snapshot().now > 0);
        assert.equal(await board.text(".boot-card h1"), "");
      });
    }

    if (!opaque) {
      it("the board does not start in a sandboxed frame that may only run scripts, and says what may help", async () => {
        await page.goto(framed(OPAQUE));
        const board = page.frame();
        await board.until(() => document.querySelector(".boot-late")?.checkVisibility({ visibilityProperty: true }));
        assert.match(await board.text(".boot-late"), /may be blocked/);
        assert.equal(await board.evaluate(() => document.querySelector("#floor")), null);
      });
    }

    for (const format of ["webm", "gif"]) {
      it(`a film is made as ${format}`, async () => {
        await open("t=4000");
        await page.click(id("share"));
        await page.until((plan) => document.querySelector(plan)?.textContent, id("film-plan"));
        await page.until(offers, id("film-format"), format);
        for (const [field, value] of Object.entries({ from: "3.6", to: "4", size: "640", format })) {
          await page.fill(id(`film-${field}`), value);
        }
        await page.evaluate(keepFiles);
        await page.click(id("film"));
        const text = await page.until(madeFile, id("film-ready"));
        if (format === "gif") {
          const { width, height, hundredths, frames } = gif(Buffer.from(text, "base64"));
          assert.deepEqual({ width, height, hundredths }, { width: 640, height: 360, hundredths: 40 });
          assert.ok(frames > 2, `${frames} frames`);
        } else {
          // The page's own policy allows no video.
          await page.goto(`${guest.origin}/blank`);
          const { duration, ...size } = await page.evaluate(played, text);
          assert.deepEqual(size, { width: 640, height: 360 });
          assert.ok(Math.abs(duration - 0.4) < 0.1, `${duration} s`);
        }
      });
    }
  });
}

const OPAQUE = 'sandbox="allow-scripts"';

const PAGES = {
  "/blank": () => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Blank</title>`,
  "/framed": ({ searchParams: given }) => `<!doctype html><html lang="en"><meta charset="utf-8">
<link rel="icon" href="data:,"><title>A course</title>
<iframe title="Order Board" src="${given.get("src")}" width="900" height="560" ${given.get("attributes")}></iframe>
<script type="module">
import { connect } from "${given.get("sdk")}";
globalThis.connect = () => connect(document.querySelector("iframe"));
</script>`,
};

/** How many pixels of the stage's canvas are painted. */
function painted() {
  const canvas = document.querySelector("canvas.motion");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length;
}

/** Whether films can be had in the format. */
function offers(list, format) {
  const formats = document.querySelector(list);
  const option = [...formats.options].find(({ value }) => value === format);
  return option !== undefined && !option.disabled && (!formats.disabled || formats.value === format);
}

/** Keeps the files that the page makes: its policy lets nobody read them from their addresses. */
function keepFiles() {
  const create = URL.createObjectURL.bind(URL);
  globalThis.files = new Map();
  URL.createObjectURL = (file) => {
    const address = create(file);
    files.set(address, file);
    return address;
  };
}

/** The bytes of the finished film in base64; nothing before. */
async function madeFile(link) {
  const film = files.get(document.querySelector(link)?.href);
  if (!film) return undefined;
  const reader = new FileReader();
  const read = new Promise((done) => (reader.onload = done));
  reader.readAsDataURL(film);
  await read;
  return reader.result.replace(/^.*,/, "");
}

/** What the browser's own player says of a WebM file. */
async function played(text) {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const video = document.body.appendChild(Object.assign(document.createElement("video"), { muted: true }));
  await new Promise((done, failed) => {
    video.onloadeddata = done;
    video.onerror = () => failed(new Error(video.error.message || "the film cannot be played"));
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
  });
  return { width: video.videoWidth, height: video.videoHeight, duration: video.duration };
}

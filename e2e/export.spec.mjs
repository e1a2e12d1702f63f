// Pictures and films: the tests read the saved files back.
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.mjs";
import { gif } from "./gif.mjs";

const studio = (page) => page.getByTestId("studio");
const said = (page) => page.getByTestId("film-said");

async function openStudio(page) {
  await page.getByTestId("share").click();
  await expect(studio(page)).toBeVisible();
}

/** On small screens the button is in the menu. */
async function openSmallStudio(scope) {
  await scope.getByTestId(/^open-more/).and(scope.locator(":visible")).first().click();
  await scope.getByTestId("share-below").click();
  await expect(studio(scope)).toBeVisible();
}

/** The name and the bytes of the file that `press` downloads. */
async function file(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 40_000 }), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function picture(page) {
  return file(page, () => page.getByTestId("picture").click());
}

async function film(page, { from, to, format, size = "640", speed = "100" }) {
  await page.getByTestId("film-from").fill(from);
  await page.getByTestId("film-to").fill(to);
  await page.getByTestId("film-size").selectOption(size);
  await page.getByTestId("film-speed").selectOption(speed);
  if (await page.getByTestId("film-format").isEnabled()) await page.getByTestId("film-format").selectOption(format);
  return file(page, () => page.getByTestId("film").click());
}

/** An image as the browser decodes it: its size, the number of its colours, and the colours at `places` (shares of its size). */
function look(page, { bytes }, places = []) {
  return page.evaluate(
    async ({ text, places }) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
      const at = places.map(([x, y]) => [...context.getImageData(x * image.width, y * image.height, 1, 1).data.slice(0, 3)]);
      return { width: image.width, height: image.height, colours: new Set(pixels).size, at };
    },
    { text: bytes.toString("base64"), places },
  );
}

test("a picture of the moment", async ({ page, shop }) => {
  await shop.open("scene=default&t=31300");
  await openStudio(page);
  const first = await picture(page);
  expect(first.name).toBe("order-board-00-31.3.png");
  await expect(said(page)).toHaveText(/^order-board-00-31\.3\.png is ready: \d+ kB\.$/);
  const seen = await look(page, first, [[0.002, 0.002]]);
  expect(seen).toMatchObject({ width: 1_920, height: 1_080, at: [[251, 246, 236]] });
  expect(seen.colours, "faces, slips, words").toBeGreaterThan(500);
  expect((await picture(page)).bytes.equals(first.bytes), "the same moment is the same file").toBe(true);

  await page.keyboard.press("Escape");
  await page.evaluate(() => orderBoard.seek(60_000));
  await page.evaluate(() => orderBoard.seek(31_300));
  await openStudio(page);
  expect((await picture(page)).bytes.equals(first.bytes), "whatever was shown before").toBe(true);

  await page.keyboard.press("Escape");
  await page.evaluate(() => orderBoard.seek(31_900));
  await openStudio(page);
  expect((await picture(page)).bytes.equals(first.bytes), "another moment is another picture").toBe(false);
});

test("a picture in the stage's size, in the dark theme, hand to hand", async ({ page, shop }) => {
  await shop.open("scene=hand-to-hand&theme=dark&t=40000");
  const stage = await page.locator("#floor").evaluate((floor) => [floor.clientWidth, floor.clientHeight]);
  await openStudio(page);
  await page.getByTestId("film-size").selectOption("here");
  const seen = await look(page, await picture(page), [[0.002, 0.002]]);
  expect(seen).toMatchObject({ width: 2 * stage[0], height: 2 * (stage[1] + 40), at: [[27, 21, 18]] });
  expect(seen.colours).toBeGreaterThan(500);
});

test("a film as a GIF", async ({ page, shop }) => {
  await shop.open("t=21500");
  await openStudio(page);
  await expect(page.getByTestId("film-from")).toHaveValue("00:11.5");
  await expect(page.getByTestId("film-to")).toHaveValue("00:21.5");
  const made = await film(page, { from: "0:12", to: "14", format: "gif" });
  expect(made.name).toBe("order-board-00-12.0-to-00-14.0.gif");
  const { width, height, frames, hundredths, loops } = gif(made.bytes);
  expect({ width, height, hundredths, loops }).toEqual({ width: 640, height: 360, hundredths: 200, loops: true });
  expect(frames, "few pictures are the same").toBeGreaterThan(20);
  expect(frames).toBeLessThanOrEqual(50);
  expect((await look(page, made)).colours, "grounds, inks and faces").toBeGreaterThan(60);
  await expect(page.getByTestId("film-ready")).toHaveAttribute("download", made.name);
  const again = await film(page, { from: "12", to: "0:14.0", format: "gif" });
  expect(again.bytes.equals(made.bytes), "the same stretch is the same film").toBe(true);

  const fast = gif((await film(page, { from: "0", to: "20", format: "gif", speed: "1600" })).bytes);
  expect(fast.hundredths, "20 s in 1.25 s").toBe(128);
});

test("a film as a WebM", async ({ page, shop, context }) => {
  await shop.open("t=21500");
  await openStudio(page);
  await expect(page.getByTestId("film-format")).toHaveValue("webm");
  const made = await film(page, { from: "11", to: "15", format: "webm" });
  expect(made.name).toBe("order-board-00-11.0-to-00-15.0.webm");
  const other = await context.newPage();
  await other.setContent("<video muted></video>");
  const seen = await other.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const video = document.querySelector("video");
    const heard = (name) => new Promise((done, failed) => {
      video.addEventListener(name, done, { once: true });
      video.addEventListener("error", () => failed(new Error(video.error?.message)), { once: true });
    });
    const loaded = heard("loadeddata");
    video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
    await loaded;
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext("2d");
    const picture = async (seconds) => {
      const there = heard("seeked");
      video.currentTime = seconds;
      await there;
      // The decoder has finished; the picture may appear some frames later.
      for (let tries = 0; tries < 200; tries += 1) {
        await new Promise((next) => setTimeout(next, 50));
        context.clearRect(0, 0, canvas.width, canvas.height);
        context.drawImage(video, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        if (data[3] > 0) return [...data];
      }
      throw new Error("nothing was shown");
    };
    const [first, last] = [await picture(0.02), await picture(3.9)];
    const differs = first.filter((value, at) => Math.abs(value - last[at]) > 24).length;
    return { width: video.videoWidth, height: video.videoHeight, duration: video.duration, ground: first.slice(0, 3), differs };
  }, made.bytes.toString("base64"));
  expect(seen).toMatchObject({ width: 640, height: 360, duration: 4 });
  expect(seen.ground.map((value, at) => Math.abs(value - [251, 246, 236][at])).every((off) => off < 6)).toBe(true);
  expect(seen.differs, "something moves").toBeGreaterThan(1_000);
  await other.close();
});

test("making a film shows its progress and can be cancelled", async ({ page, shop }) => {
  await shop.open("t=60000");
  await openStudio(page);
  await page.getByTestId("film-last").click();
  await page.getByTestId("film-size").selectOption("1280");
  await page.getByTestId("film-format").selectOption("gif");
  const downloads = [];
  page.on("download", (download) => downloads.push(download));
  await page.getByTestId("film").focus();
  await page.keyboard.press("Enter");
  const made = () => page.getByTestId("film-progress").evaluate((bar) => bar.value);
  await expect.poll(made).toBeGreaterThan(0);
  const before = await made();
  await expect.poll(made).toBeGreaterThan(before);
  await expect(page.getByTestId("film-stand")).toHaveText(/^Picture \d+ of 250, /);
  await expect(page.getByTestId("film")).toBeFocused();
  await expect(page.getByTestId("picture")).toBeDisabled();
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText("Cancelled. Nothing was saved.");
  await expect(page.getByTestId("film")).toHaveText("Make the film");
  await expect(page.getByTestId("film-progress")).toBeHidden();
  await expect(page.getByTestId("film-ready")).toBeHidden();

  await page.keyboard.press("Enter");
  await expect.poll(made).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("share-dialog")).toBeHidden();
  await openStudio(page);
  await expect(page.getByTestId("film")).toHaveText("Make the film");
  expect(downloads).toHaveLength(0);
});

test("an impossible range shows the reason", async ({ page, shop }) => {
  await shop.open("t=21500");
  await openStudio(page);
  const plan = page.getByTestId("film-plan");
  await expect(plan).toHaveText(/^10\.0 s of film, 250 pictures of 960 × 540, likely .* as order-board-00-11\.5-to-00-21\.5\.webm$/);
  for (const [from, to, sentence] of [
    ["now", "20", /^“now” is not a time/],
    ["20", "20", /end after it begins/],
    ["0", "5:00", /^A film may last 120 s/],
    ["0", "99999:00", /is not a time/],
  ]) {
    await page.getByTestId("film-from").fill(from);
    await page.getByTestId("film-to").fill(to);
    await expect(plan).toHaveText(sentence);
    await expect(page.getByTestId("film")).toBeDisabled();
  }
  await page.getByTestId("film-speed").selectOption("400");
  await page.getByTestId("film-to").fill("5:00");
  await expect(page.getByTestId("film")).toBeEnabled();
});

test("a browser without VideoEncoder still makes a GIF", async ({ page, shop }) => {
  await page.addInitScript(() => delete globalThis.VideoEncoder);
  await shop.open("t=4000");
  await openStudio(page);
  await expect(page.getByTestId("no-webm")).toBeVisible();
  const made = await film(page, { from: "3", to: "3.4", format: "gif" });
  expect(gif(made.bytes).hundredths).toBe(40);
});

test("an encoder that refuses or fails shows a message", async ({ page, shop }) => {
  await page.addInitScript(() => {
    VideoEncoder.isConfigSupported = async () => ({ supported: !globalThis.refuses });
    VideoEncoder.prototype.encode = () => {
      throw new Error("no");
    };
  });
  await shop.open("t=4000");
  await openStudio(page);
  await page.getByTestId("film").click();
  await expect(said(page)).toHaveText(/^The browser's encoder failed/);
  await page.evaluate(() => (globalThis.refuses = true));
  await page.getByTestId("film").click();
  await expect(said(page)).toHaveText(/^This browser cannot encode a film of this size/);
});

test("a picture is saved from a sandboxed frame", async ({ page, host, guest }) => {
  await page.goto(guest.page(`${host.url}?embed&autoplay=0&t=9000`, 'sandbox="allow-scripts allow-downloads"'));
  const frame = page.frameLocator("iframe");
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await openSmallStudio(frame);
  const [download] = await Promise.all([page.waitForEvent("download"), frame.getByTestId("picture").click()]);
  expect(download.suggestedFilename()).toBe("order-board-00-09.0.png");
  await expect(frame.getByTestId("studio")).toContainText("may block downloads");
});

for (const [width, height] of [[1360, 820], [390, 844], [640, 360]]) {
  test(`the studio fits and is accessible at ${width}×${height}`, async ({ page, shop }) => {
    await page.setViewportSize({ width, height });
    await shop.open("t=9000&theme=dark");
    await (width > 1_000 ? openStudio(page) : openSmallStudio(page));
    await page.getByTestId("film-from").fill("nonsense");
    const wide = await page.getByTestId("share-dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
    expect(wide).toBe(0);
    const { violations } = await new AxeBuilder({ page }).include(".dialog").analyze();
    expect(violations).toEqual([]);
  });
}

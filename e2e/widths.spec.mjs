// Every control at every width: inside the window, covered by nothing, not cut. One page is resized through all sizes.
import { expect, test } from "./fixtures.mjs";

const HEIGHTS = [360, 540, 820, 1180];
const WIDTHS = Array.from({ length: (2560 - 320) / 20 + 1 }, (_, step) => 320 + 20 * step);

/** What is wrong with the controls at the present size. */
const wrong = () => {
  const bad = [];
  const seen = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const told = (part) => part.getAttribute("aria-label") || part.dataset.testid || part.textContent.trim().slice(0, 30);
  const inside = (box, { left, top, right, bottom }) =>
    box.left >= left - 0.5 && box.right <= right + 0.5 && box.top >= top - 0.5 && box.bottom <= bottom + 0.5;
  const page = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  // An open sheet and an open menu cover other controls, as they should.
  const over = ".inspector.open, .more-menu, .menu";
  const parts = [
    ...document.querySelectorAll(
      ":is(header, footer, .timeline) :is(button, select, output, .figure, .oldest, .strip), .tabs button, .inspector > .close",
    ),
  ].filter(seen);
  const shown = [];
  for (const part of parts) {
    const box = part.getBoundingClientRect();
    if (box.width < 2) continue;
    const figures = part.closest(".figures")?.getBoundingClientRect();
    // Figures without room wrap into a hidden row: whole, never cut.
    if (figures && box.top >= figures.bottom - 0.5) continue;
    if (!inside(box, figures ?? page)) bad.push(`outside: ${told(part)} ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
    const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const label = part.closest("label") ?? part;
    const hidden = hit && hit.closest(over) && !part.closest(over);
    if (!hidden && !(hit && (label.contains(hit) || hit.contains(part)))) {
      bad.push(`covered: ${told(part)} by ${hit?.className?.baseVal ?? hit?.className}`);
    }
    if (!part.matches("select, .strip") && part.scrollWidth > part.clientWidth + 1) bad.push(`cut: ${told(part)}`);
    if (!hidden && !part.matches("select")) shown.push({ part, box });
  }
  for (const [at, { part, box }] of shown.entries()) {
    for (const { part: other, box: next } of shown.slice(at + 1)) {
      const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
      const down = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
      if (Math.min(across, down) > 0.5 && !part.contains(other) && !part.closest(over) === !other.closest(over)) bad.push(`over another: ${told(part)}, ${told(other)}`);
    }
  }
  // What is not in a bar is in the menu.
  const visible = (id) => [...document.querySelectorAll(`[data-testid="${id}"]`)].some(seen);
  const barely = (id) => visible(id) && document.querySelector(`[data-testid="${id}"]`).getBoundingClientRect().width > 2;
  const all = ["restart", "undo", "redo", "new-seed", "scene", "mode-both", "theme", "share", "toggle-console", "help"];
  const lost = all.filter((id) => !barely(id));
  if (lost.length > 0 && !barely("open-more") && !barely("open-more-below")) bad.push(`lost: ${lost}`);
  const menu = document.querySelector(".more-menu:popover-open");
  if (menu) {
    const box = menu.getBoundingClientRect();
    if (!inside(box, page)) bad.push("outside: the menu");
    for (const part of menu.querySelectorAll("button, select")) {
      const { left, right } = part.getBoundingClientRect();
      if (left < box.left || right > box.right + 0.5) bad.push(`outside the menu: ${told(part)}`);
    }
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) bad.push(`scrolls: ${scrollWidth}×${scrollHeight}`);
  return bad;
};

async function sweep(page, prepare = () => {}) {
  const bad = {};
  for (const height of HEIGHTS) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await prepare();
      for (const sentence of await page.evaluate(wrong)) (bad[sentence.replace(/ [\d,-]+$/, "")] ??= []).push(`${width}×${height}`);
    }
  }
  return Object.entries(bad).map(([sentence, sizes]) => `${sentence} at ${sizes.length}: ${sizes.slice(0, 3)} … ${sizes.at(-1)}`);
}

const STATES = {
  "the first scene": async (shop) => {
    await shop.open("seed=7&t=20000");
    return sweep(shop.page);
  },
  "ten hours, and an open inspector": async (shop) => {
    await shop.open("seed=7");
    await shop.page.evaluate(() => orderBoard.seek(36_100_000));
    await expect(shop.clock).toHaveText("10:01:40.0");
    await shop.openInspector();
    await shop.page.setViewportSize({ width: 800, height: 540 });
    await shop.openInspector();
    return sweep(shop.page);
  },
  "two shops": async (shop) => {
    await shop.open("seed=7&t=20000");
    await shop.page.getByTestId("mode-both").click();
    return sweep(shop.page);
  },
  "an open menu": async (shop) => {
    await shop.open("seed=7&t=20000");
    const open = () => document.querySelector(".more-menu").matches(":popover-open") || document.querySelector(".more-menu").showPopover();
    return sweep(shop.page, () => shop.page.evaluate(open));
  },
};

for (const [state, arrive] of Object.entries(STATES)) {
  test(`every control can be seen and pressed at every size: ${state}`, async ({ shop }) => {
    test.setTimeout(600_000);
    expect(await arrive(shop)).toEqual([]);
  });
}

test("768×1024 shows the same parts as 820×1180", async ({ page, shop }) => {
  const parts = async (width, height) => {
    await page.setViewportSize({ width, height });
    await shop.open("seed=7&t=20000");
    return page.evaluate(() => {
      const seen = (part) => part.checkVisibility() && part.getBoundingClientRect().width > 2;
      const all = "header [data-testid], footer button, .tabs button, [data-testid=person] .doing, .lane-head .term, .heading";
      return [...document.querySelectorAll(all)].filter(seen).map((part) => part.dataset.testid ?? part.className).sort();
    });
  };
  expect(await parts(768, 1024)).toEqual(await parts(820, 1180));
});

test("numbers, key caps and identifiers stay on one line", async ({ page, shop }) => {
  test.setTimeout(300_000);
  const broken = () => {
    const bad = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!element.checkVisibility() || element.closest("script, style, option, pre, .hidden-visually")) continue;
      const words = element.closest("kbd") ? [{ 0: node.data, index: 0 }] : node.data.matchAll(/#?\d[\d.,:]*\d|[\da-f]{8}-[\da-f-]{27}/g);
      for (const word of words) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
        if (tops.size > 1) bad.add(word[0]);
      }
    }
    return [...bad];
  };
  const bad = [];
  await shop.open("seed=7&t=20000");
  const visits = {
    details: () => shop.turnTo("details"),
    slip: () => page.evaluate(() => document.querySelector("[data-testid=ticket]").click()),
    settings: () => shop.turnTo("settings"),
    log: () => shop.turnTo("log"),
    metrics: () => shop.turnTo("metrics"),
    help: () => page.keyboard.press("?"),
  };
  for (const [visit, arrive] of Object.entries(visits)) {
    await page.setViewportSize({ width: 1360, height: 820 });
    await arrive();
    for (const width of [320, 360, 390, 480, 560, 640, 720, 768, 820, 920, 1024, 1060, 1360, 1920]) {
      await page.setViewportSize({ width, height: 820 });
      await shop.settled();
      for (const word of await page.evaluate(broken)) bad.push(`${visit} at ${width}: ${word}`);
    }
  }
  expect(bad).toEqual([]);
});

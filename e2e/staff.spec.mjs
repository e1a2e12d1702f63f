// Hiring, sending home, breaks and places: the same results by mouse, by touch and by keyboard.
import { expect, test } from "./fixtures.mjs";
import { HANDS, liftWithMouse, middle, SMALL } from "./shop.mjs";

const CREW = {
  ...SMALL,
  customers: { perMinute: 0 },
  cashiers: [{ name: "Ana" }, { name: "Ben" }],
  baristas: [{ name: "Cleo" }, { name: "Dev" }],
};

test.describe("dragging", () => {
  test.use({ hasTouch: true });

  for (const [hand, drag] of Object.entries(HANDS)) {
    test.describe(`by ${hand}`, () => {
      test("dragging from the palette hires someone at that place", async ({ shop }) => {
        await shop.open();
        await shop.load(CREW);
        const upper = await middle(shop.person("Cleo"));
        const said = await shop.said(() => drag(shop.page, shop.hire("barista"), { x: upper.x, y: upper.y - 30 }));
        const names = await shop.names("barista");
        expect(names).toEqual([names[0], "Cleo", "Dev"]);
        expect(said).toEqual([`${names[0]} starts as a barista.`]);
        await expect(shop.person(names[0])).toBeVisible();
        await expect.poll(() => shop.names("cashier")).toEqual(["Ana", "Ben"]);
      });

      test("dragging to the break room starts a break, and dragging back ends it", async ({ shop }) => {
        await shop.open();
        await shop.load(CREW);
        const left = await shop.said(() => drag(shop.page, shop.person("Ana"), shop.breakRoom("cashier")));
        expect(left).toEqual(["Ana is on a break."]);
        await expect.poll(() => shop.doing("Ana")).toBe("onBreak");
        await expect(shop.breakRoom("cashier")).toContainText("Break room · 1");

        const back = await shop.said(() => drag(shop.page, shop.person("Ana"), shop.person("Ben")));
        await expect.poll(() => shop.doing("Ana")).toBe("idle");
        await expect(shop.breakRoom("cashier")).not.toContainText("1");
        expect(back).toEqual(["Ana is back from the break."]);
      });

      test("dragging to the bin sends someone home", async ({ shop }) => {
        await shop.open();
        await shop.load(CREW);
        const said = await shop.said(() => drag(shop.page, shop.person("Dev"), shop.bin));
        expect(said).toEqual(["Dev goes home."]);
        await expect.poll(() => shop.names("barista")).toEqual(["Cleo"]);
        await expect(shop.person("Dev")).toHaveCount(0);
        await expect(shop.bin).toHaveCount(0);
      });

      test("dragging to another place moves someone there", async ({ shop }) => {
        await shop.open();
        await shop.load({ ...CREW, baristas: [{ name: "Cleo" }, { name: "Dev" }, { name: "Eli" }] });
        const { x, y } = await middle(shop.person("Eli"));
        const said = await shop.said(() => drag(shop.page, shop.person("Cleo"), { x, y: y + 30 }));
        await expect.poll(() => shop.names("barista")).toEqual(["Dev", "Eli", "Cleo"]);
        expect(said).toEqual(["Cleo moves to the third coffee machine."]);
      });

      test("a drop without a meaning changes nothing, and says so", async ({ shop }) => {
        await shop.open();
        await shop.load(CREW);
        const said = await shop.said(() => drag(shop.page, shop.person("Cleo"), shop.lane("waiting").locator(".lane")));
        expect(said).toEqual([expect.stringContaining("That is not possible there")]);
        await expect.poll(() => shop.names("barista")).toEqual(["Cleo", "Dev"]);
        await expect(shop.menu).toHaveCount(0);
        expect((await shop.recording()).interventions).toEqual([]);
      });
    });
  }

  test("a tap opens the menu, and a tap on an item runs it", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    await shop.person("Cleo").tap();
    await shop.menu.getByRole("menuitem", { name: "Send on a break" }).tap();
    await expect.poll(() => shop.doing("Cleo")).toBe("onBreak");
    await expect(shop.menu).toHaveCount(0);
  });

  test("the page does not scroll during a drag by touch", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    for (const handle of [shop.person("Ana"), shop.hire("cashier")])
      await expect(handle).toHaveCSS("touch-action", "none");
  });
});

test("a drop outside the stage puts someone back, and the dragged figure is seen there", async ({ shop }) => {
  await shop.open();
  await shop.load(CREW);
  const { x, y, width, height } = await shop.inspector.boundingBox();
  const [over, footer] = [{ x: x + width / 2, y: y + height / 2 }, { x: 400, y: 790 }];
  for (const place of [over, footer]) {
    await liftWithMouse(shop.page, shop.person("Ben"));
    await shop.page.mouse.move(place.x, place.y, { steps: 4 });
    const ghost = shop.page.locator("#ghost");
    await expect.poll(async () => Math.round((await ghost.boundingBox()).x - place.x)).toBe(-28);
    const isOnTop = ([x, y]) => {
      const ghost = document.getElementById("ghost");
      ghost.style.pointerEvents = "auto";
      return ghost.contains(document.elementFromPoint(x, y));
    };
    expect(await shop.page.evaluate(isOnTop, [place.x, place.y])).toBe(true);
    expect(await shop.said(() => shop.page.mouse.up())).toEqual(["Put back."]);
    await expect.poll(() => shop.names("cashier")).toEqual(["Ana", "Ben"]);
  }
  expect((await shop.recording()).interventions).toEqual([]);
});

test("Escape cancels a drag", async ({ shop }) => {
  await shop.open();
  await shop.load(CREW);
  await liftWithMouse(shop.page, shop.person("Cleo"));
  const bin = await middle(shop.bin);
  await shop.page.mouse.move(bin.x, bin.y, { steps: 3 });
  await expect(shop.bin).toHaveClass(/\bover\b/);
  const said = await shop.said(() => shop.page.keyboard.press("Escape"));
  expect(said).toEqual(["Put back."]);
  await expect(shop.bin).toHaveCount(0);
  // The button is released some time later.
  await shop.page.waitForTimeout(150);
  await shop.page.mouse.up();
  await shop.settled();
  await expect.poll(() => shop.names("barista")).toEqual(["Cleo", "Dev"]);
  await expect(shop.menu).toHaveCount(0);
  expect((await shop.recording()).interventions).toEqual([]);
});

test("a press without movement is not a drag", async ({ shop }) => {
  await shop.open();
  await shop.load(CREW);
  const { x, y } = await middle(shop.person("Cleo"));
  await shop.page.mouse.move(x, y);
  await shop.page.mouse.down();
  await shop.page.mouse.move(x + 2, y + 2);
  await shop.page.mouse.up();
  await expect(shop.menu).toBeVisible();
  await expect(shop.menu).toHaveAccessibleName(/Cleo/);
});

test.describe("by keyboard", () => {
  test("the palette hires and keeps the focus", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    await shop.hire("cashier").focus();
    const said = await shop.said(() => shop.page.keyboard.press("Enter"));
    const names = await shop.names("cashier");
    expect(names).toHaveLength(3);
    expect(said).toEqual([`${names[2]} starts as a cashier.`]);
    await expect(shop.hire("cashier")).toBeFocused();
  });

  test("a break starts and ends", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    expect(await shop.said(() => shop.choose("Cleo", "Send on a break"))).toEqual(["Cleo is on a break."]);
    await expect.poll(() => shop.doing("Cleo")).toBe("onBreak");
    await expect(shop.person("Cleo")).toBeFocused();
    expect(await shop.said(() => shop.choose("Cleo", "Call back from the break"))).toEqual([
      "Cleo is back from the break.",
    ]);
    await expect.poll(() => shop.doing("Cleo")).toBe("polling");
    await expect(shop.person("Cleo")).toBeFocused();
  });

  test("a person moves to another place", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    expect(await shop.said(() => shop.choose("Dev", "Move up"))).toEqual(["Dev moves to the first coffee machine."]);
    await expect.poll(() => shop.names("barista")).toEqual(["Dev", "Cleo"]);
    expect(await shop.said(() => shop.choose("Dev", "Move down"))).toEqual(["Dev moves to the second coffee machine."]);
    await expect.poll(() => shop.names("barista")).toEqual(["Cleo", "Dev"]);
  });

  test("sending someone home keeps the focus in the shop", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    expect(await shop.said(() => shop.choose("Ben", "Send home"))).toEqual(["Ben goes home."]);
    await expect.poll(() => shop.names("cashier")).toEqual(["Ana"]);
    expect(await shop.page.evaluate(() => document.activeElement.closest("main") !== null)).toBe(true);
  });

  test("the arrow keys wrap around the menu, and Escape returns the focus", async ({ shop }) => {
    await shop.open();
    await shop.load(CREW);
    await shop.person("Cleo").focus();
    await shop.page.keyboard.press("Enter");
    const items = shop.menu.getByRole("menuitem");
    await expect(items).toHaveText(["Send on a break", "Move down", "Send home"]);
    await shop.page.keyboard.press("ArrowUp");
    await expect(items.last()).toBeFocused();
    await shop.page.keyboard.press("ArrowDown");
    await expect(items.first()).toBeFocused();
    await shop.page.keyboard.press("Escape");
    await expect(shop.menu).toHaveCount(0);
    await expect(shop.person("Cleo")).toBeFocused();
  });
});

test("a busy person takes the break after the drink, and this is announced at once", async ({ shop }) => {
  await shop.open();
  await shop.load(SMALL);
  await shop.stepUntil((now) => now.baristas.people[0].activity === "making");
  const said = await shop.said(() => shop.choose("Cleo", "Send on a break"));
  expect(said).toEqual([expect.stringMatching(/Cleo.*break/)]);
  await expect(shop.person("Cleo")).toContainText("then a break");
  await expect.poll(() => shop.doing("Cleo")).toBe("making");
  await shop.stepUntil((now) => now.baristas.people[0].activity === "onBreak");
  await expect(shop.breakRoom("barista")).toContainText("Break room · 1");

  await shop.load(SMALL);
  await shop.stepUntil((now) => now.baristas.people[0].activity === "making");
  await shop.choose("Cleo", "Send on a break");
  const stays = await shop.said(() => shop.choose("Cleo", "Call back"));
  expect(stays).toEqual([expect.stringMatching(/Cleo/)]);
  await shop.stepUntil((now) => now.lanes.done.count === 2);
});

test("a shop has room for 10,000 people of a role, and says so when full", async ({ shop }) => {
  await shop.open();
  await shop.load({ ...CREW, baristas: [{ count: 10_000 }] });
  const said = await shop.said(() => shop.hire("barista").click());
  expect(said).toEqual(["There is room for 10,000 people of a kind."]);
  await expect(shop.notice).toContainText("There is room for 10,000 people of a kind.");
  await expect(shop.page.getByTestId("people-more")).toHaveText(/^\+9,9\d\d\b/);
});

test("opening a menu or starting a drag creates no new elements on the stage", async ({ shop }) => {
  const parts = "canvas, [data-testid=person], [data-testid=ticket], [data-testid^=hire-], [data-testid^=tray-]";
  const mark = () => {
    return shop.page.evaluate((parts) => {
      const marked = [...document.querySelectorAll(parts)];
      for (const part of marked) part.mark = true;
      return marked.length;
    }, parts);
  };
  const anew = () => {
    return shop.page.evaluate((parts) => {
      const made = [...document.querySelectorAll(parts)].filter((part) => !part.mark);
      return made.map((part) => part.dataset.name ?? part.dataset.testid ?? part.tagName);
    }, parts);
  };
  await shop.open();
  await shop.load(SMALL, { at: 20_000 });
  expect(await mark()).toBeGreaterThan(6);
  await shop.person("Cleo").click();
  await shop.settled();
  expect(await anew()).toEqual([]);
  await shop.page.keyboard.press("Escape");
  await expect(shop.menu).toHaveCount(0);
  expect(await anew()).toEqual([]);
  await liftWithMouse(shop.page, shop.person("Cleo"));
  expect(await anew()).toEqual([]);
  await shop.page.mouse.up();
  await shop.settled();
  expect(await anew()).toEqual([]);
});

// Picks the theme, starts the app, and says plainly why it could not start or had to stop. A classic script: in most
// of the cases that it explains, no module runs.
(() => {
  // The first part of the program plays the default shop for whoever only watches. The rest is fetched at the first sign
  // of a hand, or after this time; then the shop's clock waits for it, and if that takes long, a card says so.
  const ALONE_MS = 45_000;
  const PATIENCE_MS = 5000;

  const theme = new URLSearchParams(location.search).get("theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";

  // The first card stays: after it the app is not to be trusted.
  let closed = false;

  // Text, never markup: messages may hold words from a link.
  const make = (tag, textContent = "", className = "") =>
    Object.assign(document.createElement(tag), { textContent, className });

  function cardPage(title, sentences, [button, onclick], details) {
    const card = make("section", "", "boot-card");
    card.setAttribute("role", "alert");
    card.append(make("h1", title), ...sentences.map((sentence) => make("p", sentence)));
    const actions = make("div", "", "boot-actions");
    actions.append(Object.assign(make("button", button), { onclick }));
    if (details) {
      const text = make("pre", details);
      const more = make("details");
      more.append(make("summary", "Details"), text);
      const copy = make("button", "Copy details");
      copy.onclick = async () => {
        try {
          await navigator.clipboard.writeText(details);
          copy.textContent = "Copied";
        } catch {
          // Frames often have no clipboard.
          more.open = true;
          getSelection().selectAllChildren(text);
          copy.textContent = "Selected, now copy";
        }
      };
      card.append(more);
      actions.append(copy);
    }
    card.append(actions);
    const page = make("main", "", "boot-page");
    page.append(card);
    return page;
  }

  function close(title, sentences, button, details) {
    if (closed) return;
    closed = true;
    document.body.replaceChildren(cardPage(title, sentences, [button, () => location.reload()], details));
  }

  const wontOpen = (reason, details) => close("The shop could not open", [reason], "Retry", details);

  globalThis.orderBoardPanic = ({ message, seed, recording } = {}) => {
    try {
      // What was kept would lead here again.
      for (const key of Object.keys(sessionStorage)) if (/^order-board\.(run|moment) /.test(key)) sessionStorage.removeItem(key);
    } catch {
      // A frame may have no storage.
    }
    const facts = { message, seed, recording, page: location.href, browser: navigator.userAgent };
    const details = JSON.stringify(facts, (_, value) => (typeof value === "bigint" ? `${value}` : value), 2);
    const sentences = ["Something in the program went wrong; it is not your fault. The details help to repair it."];
    if (seed !== undefined) sentences.push(`Seed ${seed}`);
    close("The shop has closed early", sentences, "Open again", details);
  };

  // The program comes in two parts (tools/split): the first plays the shop, the rest is fetched when it is needed.
  let first;
  let rest;
  let fetching = false;
  const missing = new Error("A part of the program could not be fetched.");

  function link(module) {
    if (!rest) return;
    const lent = Array.from({ length: first.lent.length }, (_, place) => first.lent.get(place));
    new WebAssembly.Instance(module, { first, lent });
    const [styles] = WebAssembly.Module.customSections(module, "styles");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(new TextDecoder().decode(styles));
    document.adoptedStyleSheets = [sheet];
    rest = undefined;
    document.querySelector(".boot-cover")?.remove();
    document.getElementById("app")?.removeAttribute("inert");
    // The app looks around: there is more that it can do now.
    setTimeout(() => rests(false));
  }

  globalThis.orderBoardWhole = () => !rest && !closed;

  /** Fetches the rest while everything waits. The program calls it before it needs what is not there. */
  globalThis.orderBoardRest = () => {
    if (!rest) return;
    try {
      const request = new XMLHttpRequest();
      request.open("GET", rest, false);
      request.overrideMimeType("text/plain; charset=x-user-defined");
      request.send();
      link(new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt())));
    } catch {
      throw missing;
    }
  };

  async function fetched(file) {
    const answer = await fetch(file);
    if (!answer.ok) throw missing;
    return answer.arrayBuffer();
  }

  const compiled = async (file) => WebAssembly.compile(await fetched(file));

  // Beside an attempt that may hang for ever.
  const tryAgain = () => rest && compiled(rest).then(link, () => {});

  async function fetchRest() {
    if (fetching || !first) return;
    fetching = true;
    while (rest) {
      await compiled(rest)
        .then(link)
        .catch(() => new Promise((again) => setTimeout(again, 2000)));
    }
  }

  // The app rests like one in a hidden tab, and goes on as it was.
  function rests(resting) {
    document.documentElement.toggleAttribute("data-covered", resting);
    document.dispatchEvent(new Event("visibilitychange"));
  }

  function awaitRest() {
    if (!rest || closed || document.querySelector(".boot-cover")) return;
    fetchRest();
    const page = cardPage(
      "The shop waits",
      [
        "A part of its program has not arrived: the network, the server or a blocker holds it back.",
        "Nothing is lost. The shop goes on by itself as soon as that part is there.",
      ],
      ["Try again", tryAgain],
    );
    page.classList.add("boot-cover");
    document.body.append(page);
    document.getElementById("app").inert = true;
    rests(true);
  }

  // Before the program hears of it, while nothing is half done.
  function beforeInput(event) {
    if (!rest || !first || event.target.closest?.(".boot-card")) return;
    try {
      orderBoardRest();
    } catch {
      event.preventDefault();
      event.stopImmediatePropagation();
      awaitRest();
    }
  }
  for (const type of ["pointerdown", "click", "keydown", "input", "change"]) addEventListener(type, beforeInput, true);
  for (const type of ["pointermove", "touchstart", "focusin", "wheel"]) addEventListener(type, fetchRest, { passive: true });

  function endAlone() {
    if (!rest) return;
    fetchRest();
    rests(true);
    setTimeout(awaitRest, PATIENCE_MS);
  }

  // The first part is made for the default shop; and some browsers compile only small programs while everything waits.
  function mayBeginEarly() {
    const asked = [...new URLSearchParams(location.search).keys()];
    if (location.hash || performance.getEntriesByType("navigation")[0]?.type !== "navigate") return false;
    if (!asked.every((key) => ["embed", "theme"].includes(key))) return false;
    const large = new Uint8Array(5002);
    large.set([0, 97, 115, 109, 1, 0, 0, 0, 0, 255, 38]);
    try {
      return Boolean(new WebAssembly.Module(large));
    } catch {
      return false;
    }
  }

  addEventListener("error", ({ error }) => {
    const trapped = globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError;
    if (trapped || error === missing) orderBoardPanic({ message: `${error}` });
  });
  addEventListener("online", tryAgain);

  async function diagnose(files) {
    for (const file of files) {
      const name = file.pathname.split("/").pop();
      try {
        const { ok, status } = await fetch(file);
        if (!ok) return `The file ${name} is missing on the server (answer ${status}).`;
      } catch {
        return origin === "null"
          ? "This frame is sandboxed, and its server lets no other origin read its files (Access-Control-Allow-Origin)."
          : `The file ${name} could not be fetched: the network or a blocker stopped it.`;
      }
    }
    return "Its program was loaded, but did not start.";
  }

  addEventListener("DOMContentLoaded", async () => {
    if (location.protocol === "file:") {
      return wontOpen("This page was opened as a file. Browsers start it only from a web server: run scripts/serve.");
    }
    if (!globalThis.WebAssembly) {
      return wontOpen("This browser has no WebAssembly, or a security setting has switched it off for this page.");
    }
    const start = document.querySelector("meta[name=order-board-start]").content.split(" ");
    const files = start.map((path) => new URL(path, document.baseURI));
    const [program, wasm] = files;
    rest = files[2];
    try {
      const whole = rest && !mayBeginEarly() && compiled(rest);
      const [{ default: load, mount, unpack }, bytes, module] = await Promise.all([import(program), fetched(wasm), whole]);
      first = await load({ module_or_path: unpack ? unpack(bytes) : bytes });
      if (module) link(module);
      mount();
      // Who asks from outside: the page that embeds or opened this one, or programs on the other side of a bridge.
      if (parent !== window || opener || document.querySelector("meta[name=order-board-bridge]")) {
        import(new URL("doors.js", document.baseURI)).catch(() => {});
      }
    } catch (error) {
      if (!closed) wontOpen(await diagnose(files), `${error}`);
      return;
    }
    setTimeout(endAlone, ALONE_MS);
  });
})();

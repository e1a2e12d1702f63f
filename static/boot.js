// Sets the theme, starts the app, and explains failures. This is a classic script, because modules do not run in most
// of the failures that it explains.
(() => {
  const theme = new URLSearchParams(location.search).get("theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";

  // Scripts can wait for `orderBoard.ready` before the program defines the other verbs.
  let started;
  globalThis.orderBoard = { ready: new Promise((resolve) => (started = resolve)) };

  // True once a card is shown. The first card stays: after a failure the app may be in an invalid state.
  let closed = false;

  // Sets text, not markup: messages can contain text from a link.
  const make = (tag, textContent = "", className = "") =>
    Object.assign(document.createElement(tag), { textContent, className });

  function cardPage(title, sentences, button, details) {
    const card = make("section", "", "boot-card");
    card.setAttribute("role", "alert");
    card.append(make("h1", title), ...sentences.map((sentence) => make("p", sentence)));
    const actions = make("div", "", "boot-actions");
    actions.append(Object.assign(make("button", button), { onclick: () => location.reload() }));
    // What a link brings may be the cause: opening it again would fail again.
    if (details && location.hash.length > 1) {
      const onclick = () => {
        history.replaceState(null, "", location.pathname + location.search);
        location.reload();
      };
      actions.append(Object.assign(make("button", "Open without the link"), { onclick }));
    }
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
          // Frames often have no access to the clipboard.
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
    document.body.replaceChildren(cardPage(title, sentences, button, details));
  }

  const wontOpen = (reason, details) => close("The shop could not open", [reason], "Retry", details);

  globalThis.orderBoardPanic = ({ message, seed, recording } = {}) => {
    try {
      // Delete the saved run: it would fail again.
      for (const key of Object.keys(sessionStorage)) if (/^order-board\.(run|moment) /.test(key)) sessionStorage.removeItem(key);
    } catch {
      // A frame may have no access to storage.
    }
    const facts = { message, seed, recording, page: location.href, browser: navigator.userAgent };
    const details = JSON.stringify(facts, (_, value) => (typeof value === "bigint" ? `${value}` : value), 2);
    const sentences = ["Something in the program went wrong; it is not your fault. The details help to repair it."];
    if (seed !== undefined) sentences.push(`Seed ${seed}`);
    close("The shop has closed early", sentences, "Open again", details);
  };

  addEventListener("error", ({ error }) => {
    const trapped = globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError;
    if (trapped) orderBoardPanic({ message: `${error}` });
  });

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
    try {
      const { default: load, mount } = await import(program);
      await load({ module_or_path: wasm });
      await mount();
      started();
      // Outside callers: the page that embeds or opened this one, or programs connected to a bridge.
      if (parent !== window || opener || document.querySelector("meta[name=order-board-bridge]")) {
        import(new URL("doors.js", document.baseURI)).catch(() => {});
      }
    } catch (error) {
      if (!closed) wontOpen(await diagnose(files), `${error}`);
    }
  });
})();

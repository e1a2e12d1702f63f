// Picks the theme, starts the app, and says plainly why it could not start or had to stop. A classic script: in most
// of the cases that it explains, no module runs.
(() => {
  const theme = new URLSearchParams(location.search).get("theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";

  // The first card stays: after it the app is not to be trusted.
  let closed = false;

  // Text, never markup: messages may hold words from a link.
  const make = (tag, textContent = "", className = "") =>
    Object.assign(document.createElement(tag), { textContent, className });

  function close(title, sentences, button, details) {
    if (closed) return;
    closed = true;
    const card = make("section", "", "boot-card");
    card.setAttribute("role", "alert");
    card.append(make("h1", title), ...sentences.map((sentence) => make("p", sentence)));
    const actions = make("div", "", "boot-actions");
    const again = make("button", button);
    again.onclick = () => location.reload();
    actions.append(again);
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
    document.body.replaceChildren(page);
  }

  const wontOpen = (reason, details) => close("The shop could not open", [reason], "Retry", details);

  globalThis.orderBoardPanic = ({ message, seed, recording } = {}) => {
    const facts = { message, seed, recording, page: location.href, browser: navigator.userAgent };
    const details = JSON.stringify(facts, (_, value) => (typeof value === "bigint" ? `${value}` : value), 2);
    const sentences = ["Something in the program went wrong; it is not your fault. The details help to repair it."];
    if (seed !== undefined) sentences.push(`Seed ${seed}`);
    close("The shop has closed early", sentences, "Open again", details);
  };

  addEventListener("error", ({ error }) => {
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) orderBoardPanic({ message: `${error}` });
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
    const [program, wasm] = start.map((path) => new URL(path, document.baseURI));
    try {
      await (await import(program)).default({ module_or_path: wasm });
    } catch (error) {
      if (!closed) wontOpen(await diagnose([program, wasm]), `${error}`);
    }
  });
})();

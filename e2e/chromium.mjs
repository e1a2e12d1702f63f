// Finds a Chromium that runs: CHROMIUM_PATH, an installed one, or Playwright's download. As a program, it prints the
// path or fails.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

const KNOWN = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function chromiumPath() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = KNOWN.flatMap((name) => (isAbsolute(name) ? name : folders.map((folder) => join(folder, name))));
  return [...installed, chromium.executablePath()].find((file) => existsSync(file) && runs(file));
}

// Runs the program, because some systems install a stub that only prints the package to install.
function runs(program) {
  try {
    return /Chrom/.test(execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return false;
  }
}

export const LAUNCH = {
  executablePath: chromiumPath(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (LAUNCH.executablePath) console.log(LAUNCH.executablePath);
  else process.exitCode = 1;
}

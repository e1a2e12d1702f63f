import { defineConfig } from "@playwright/test";
import { LAUNCH } from "./chromium.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Generous, because machines are shared: a test that passes takes a few seconds.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  use: {
    browserName: "chromium",
    launchOptions: LAUNCH,
    locale: "en-US",
    viewport: { width: 1360, height: 820 },
    screenshot: "only-on-failure",
  },
});

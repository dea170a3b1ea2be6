import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/browser/chromium";

const chromium = await findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.{e2e,spec}.ts",
  globalSetup: "./tests/e2e/global-setup.ts",
  outputDir: "test-results",
  reporter: "list",
  // A test that passes at the second try has found something.
  retries: 0,
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium.executablePath,
      args: chromium.args,
      env: { ...process.env, ...chromium.env } as Record<string, string>,
    },
  },
});

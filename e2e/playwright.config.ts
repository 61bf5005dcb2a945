import { defineConfig } from "@playwright/test";

import { postgres } from "./database";
import type { Kind } from "./demo";

/** What people do, from the first click to the last. */
const stories = { testDir: "tests/stories", timeout: 120_000, workers: 1 };

export default defineConfig<object, { kind: Kind }>({
  outputDir: "test-results",
  // Each worker has a server of its own; two are what two cores carry.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    contextOptions: {
      locale: "en-GB",
      timezoneId: "UTC",
      viewport: { width: 1280, height: 800 },
      // Colours that are on their way have no contrast to measure.
      reducedMotion: "reduce",
    },
    actionTimeout: 10_000,
    trace: "off",
    video: "off",
    screenshot: "off",
    launchOptions: {
      executablePath: process.env.FALLIBLE_CHROMIUM ?? "/usr/bin/chromium",
      // Chromium's sandbox does not start for root, which tests often run as.
      chromiumSandbox: process.getuid?.() !== 0,
    },
  },
  projects: [
    { name: "stories on SQLite", ...stories, use: { kind: "SQLite" } },
    ...(postgres
      ? [{ name: "stories on PostgreSQL", ...stories, use: { kind: "PostgreSQL" as const } }]
      : []),
    { name: "pages", testDir: "tests/pages", fullyParallel: true, use: { kind: "SQLite" } },
  ],
});

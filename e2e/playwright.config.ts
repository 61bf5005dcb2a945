import { defineConfig } from "@playwright/test";

const desktop = { width: 1280, height: 800 };

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // Each test has a server of its own; one at a time is what two cores carry.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 30_000,
  reporter: "list",
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
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
    { name: "light desktop", use: { viewport: desktop, colorScheme: "light" } },
    { name: "dark desktop", use: { viewport: desktop, colorScheme: "dark" } },
    {
      name: "phone",
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
  ],
});

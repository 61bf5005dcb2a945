// A server with invented people behind each worker, and what every page is held against.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { test as base, type BrowserContext, expect, type Page } from "@playwright/test";
import axe from "axe-core";

import { makeDatabase } from "./database";
import { be, type Who } from "./people";

/** What the server keeps its data in. */
export type Kind = "SQLite" | "PostgreSQL";

interface OfTests {
  /** A window of its own in which somebody is signed in; what they see is watched. */
  as: (who: Who) => Promise<Page>;
}

interface OfWorkers {
  kind: Kind;
  /** The address of `fallible demo`. Tests of one worker share it. */
  server: string;
}

/** Playwright's test with `fallible demo` behind it: `page.goto("/")` leads to its first page. */
export const test = base.extend<OfTests, OfWorkers>({
  kind: ["SQLite", { scope: "worker", option: true }],
  server: [
    async ({ kind }, use) => {
      const database = kind === "PostgreSQL" ? await makeDatabase() : undefined;
      const data = await mkdtemp(join(tmpdir(), "fallible-e2e-"));
      const where = database ? ["--database", database.url] : [];
      const server = spawn(
        process.env.FALLIBLE_BIN ?? "fallible",
        ["demo", "--listen", "127.0.0.1:0", "--data", join(data, "data"), ...where],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      const ended = once(server, "exit");
      try {
        await use(await address(server.stdout));
        // A server that has gone down by itself is a fault, whatever the pages showed.
        expect(stillRuns(server), "fallible demo has ended by itself").toBe(true);
      } finally {
        if (stillRuns(server)) server.kill("SIGTERM");
        await ended;
        await database?.drop();
        await rm(data, { recursive: true, force: true });
      }
      expect(server.exitCode, "fallible demo ends with exit code 0 on SIGTERM").toBe(0);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ server }, use) => use(server),
  context: async ({ context, server }, use) => {
    const faults = watch(context, server);
    await use(context);
    expect(faults, "faults of pages").toEqual([]);
  },
  as: async ({ browser, server, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    const faults: string[][] = [];
    await use(async (who) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: server });
      opened.push(context);
      faults.push(watch(context, server));
      const page = await context.newPage();
      await be(page, who);
      return page;
    });
    await Promise.all(opened.map((context) => context.close()));
    expect(faults.flat(), "faults of pages").toEqual([]);
  },
});

export { expect };

/** Collects what no page may do: errors in the console or in scripts, requests to elsewhere, 5xx. */
export function watch(context: BrowserContext, server: string): string[] {
  const faults: string[] = [];
  context.on("weberror", (error) => faults.push(`script: ${error.error().message}`));
  context.on("console", (message) => {
    // Chromium reports each refusal as an error, too; statuses are looked at below.
    const isStatus = message
      .text()
      .startsWith("Failed to load resource: the server responded with");
    if (message.type() === "error" && !isStatus) faults.push(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    if (new URL(request.url()).origin !== server) faults.push(`request to ${request.url()}`);
  });
  context.on("response", (response) => {
    const isPage = response.request().isNavigationRequest();
    if (response.status() >= (isPage ? 500 : 400)) {
      faults.push(`${response.status()} from ${response.url()}`);
    }
  });
  return faults;
}

/** Fails with the rules of WCAG 2.2 A and AA that the page breaks, and where. */
export async function expectNoViolations(page: Page): Promise<void> {
  const isLoaded = await page.evaluate(() => "axe" in window);
  if (!isLoaded) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({ runOnly: levels, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => {
      return { id, help, where: nodes.map((node) => node.target.join(" ")) };
    });
  });
  expect(found).toEqual([]);
}

/** The address in the line the server prints when it is ready. */
async function address(output: Readable): Promise<string> {
  for await (const line of createInterface(output)) {
    const found = /^listening on (http:\/\/\S+)$/.exec(line);
    if (found) {
      output.resume();
      return found[1];
    }
  }
  throw new Error("fallible demo ended before it was ready");
}

function stillRuns(server: ChildProcess): boolean {
  return server.exitCode === null && server.signalCode === null;
}

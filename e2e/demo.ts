// A server of one's own for each test, and what every page is held against.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** Playwright's test with `fallible demo` behind it: `page.goto("/")` leads to its first page. */
export const test = base.extend({
  baseURL: async ({}, use) => {
    const data = await mkdtemp(join(tmpdir(), "fallible-e2e-"));
    const server = spawn(
      process.env.FALLIBLE_BIN ?? "fallible",
      ["demo", "--listen", "127.0.0.1:0", "--data", join(data, "data")],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const ended = once(server, "exit");
    try {
      await use(await address(server.stdout));
      // A server that has gone down by itself is a fault, whatever the page showed.
      expect(stillRuns(server), "fallible demo has ended by itself").toBe(true);
    } finally {
      if (stillRuns(server)) server.kill("SIGTERM");
      await ended;
      await rm(data, { recursive: true, force: true });
    }
    expect(server.exitCode, "fallible demo ends with exit code 0 on SIGTERM").toBe(0);
  },
});

export { expect };

/** Fails with the rules of WCAG 2.2 A and AA that the page breaks, and where. */
export async function expectNoViolations(page: Page): Promise<void> {
  const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(" ")),
  }));
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

// From signing in to a decision without a mouse.

import type { Locator, Page } from "@playwright/test";

import { expect, test, watch } from "../../demo";
import { people } from "../../people";
import { whole } from "../../texts";

const title = "A conveyor in warehouse north ran backwards";

test("a COE is begun, written, submitted and decided on with keys alone", async ({
  as,
  browser,
  server,
  contextOptions,
}) => {
  let coe = "";
  const context = await browser.newContext({ ...contextOptions, baseURL: server });
  const faults = watch(context, server);
  const page = await context.newPage();

  await test.step("sign in, past the masthead", async () => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await go(page, page.getByRole("button", { name: people.author }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for me");
  });

  await test.step("record an incident and begin its COE", async () => {
    await go(page, page.getByRole("link", { name: "Incidents", exact: true }));
    await go(page, page.getByRole("link", { name: "Open an incident" }));
    await type(page, page.getByLabel("What happened, in one line"), title);
    await reach(page, page.getByRole("radio", { name: /^Severity 1/ }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: /^Severity 3/ })).toBeChecked();
    await reach(page, page.getByLabel("Owning team"));
    await page.keyboard.type("Delivery");
    await expect(page.getByLabel("Owning team").locator("option:checked")).toHaveText("Delivery");
    await go(page, page.getByRole("button", { name: "Open the incident" }));
    await go(page, page.getByRole("button", { name: "Begin a COE" }));
  });

  await test.step("write and submit", async () => {
    await reach(page, page.getByRole("textbox", { name: /^Text/ }));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(whole(title));
    await page.keyboard.press("ControlOrMeta+s");
    await expect(page.getByRole("status").filter({ hasText: "What still blocks" })).toBeVisible();
    await go(page, page.getByRole("button", { name: "Submit for review" }));
    await expect(page.getByRole("status").filter({ hasText: "Submitted" })).toBeVisible();
    coe = new URL(page.url()).pathname;
  });

  await test.step("read, answer every question, approve", async () => {
    const lead = await as(people.lead);
    await lead.goto(`${coe}/review`);
    const seat = lead.getByRole("term").filter({ hasText: "Seat for availability" });
    const raiser = await as(await seat.locator("xpath=following-sibling::dd").innerText());
    await raiser.goto("/");
    await go(raiser, raiser.getByRole("link", { name: new RegExp(`^Review.*${title}`) }));
    for (const yes of await raiser.getByRole("radio", { name: "Yes" }).all()) {
      await reach(raiser, yes);
      await raiser.keyboard.press("Space");
    }
    await reach(raiser, raiser.getByRole("radio", { name: /^Request changes/ }));
    await raiser.keyboard.press("ArrowDown");
    await expect(raiser.getByRole("radio", { name: /^Approve/ })).toBeChecked();
    await go(raiser, raiser.getByRole("button", { name: "Record the decision" }));
    await expect(raiser.getByRole("status").filter({ hasText: "Recorded" })).toBeVisible();
  });

  await context.close();
  expect(faults).toEqual([]);
});

/** Presses Tab until something has the focus; whatever has it on the way is to be seen. */
async function reach(page: Page, goal: Locator): Promise<void> {
  await goal.waitFor();
  const aim = await goal.elementHandle();
  for (let steps = 0; steps < 150; steps += 1) {
    await page.keyboard.press("Tab");
    const { isThere, isSeen, what } = await page.evaluate((aim) => {
      const at = document.activeElement!;
      // Controls inside a date field have the outline of the field.
      const style = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const isSeen =
        at === document.body ||
        (style.outlineStyle !== "none" &&
          parseFloat(style.outlineWidth) >= 2 &&
          box.bottom > 0 &&
          box.top < innerHeight);
      return { isThere: at === aim, isSeen, what: at.outerHTML.slice(0, 120) };
    }, aim);
    expect(isSeen, `the focus is seen on ${what}`).toBe(true);
    if (isThere) return;
  }
  throw new Error("it cannot be reached with Tab");
}

/** Reaches something and presses Enter, which leads to another page. */
async function go(page: Page, goal: Locator): Promise<void> {
  await reach(page, goal);
  const before = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== before);
}

/** Reaches a field and types into it. */
async function type(page: Page, field: Locator, words: string): Promise<void> {
  await reach(page, field);
  await page.keyboard.type(words);
}

// The life of a COE, from the incident to the erratum.

import type { Page } from "@playwright/test";

import { expect, test } from "../../demo";
import { people } from "../../people";
import { day, pasted, weeks, whole } from "../../texts";

const title = "Parcel labels were printed twice in warehouse south";

test("an incident becomes a COE that is reviewed, published and corrected", async ({ as, page }) => {
  const author = await as(people.author);
  let coe = "";

  await test.step("an incident is recorded", async () => {
    await author.getByRole("link", { name: "Incidents" }).click();
    await author.getByRole("link", { name: "Open an incident" }).click();
    await author.getByLabel("What happened, in one line").fill(title);
    await author.getByRole("radio", { name: /^Severity 3/ }).check();
    await author.getByLabel("Owning team").selectOption("Delivery");
    await author.getByLabel("Services and components").fill("label-printer, dispatch");
    const times = { Started: "08:02", Detected: "08:20", Engaged: "08:27", Mitigated: "09:41" };
    for (const [name, time] of Object.entries(times)) {
      await author.getByLabel(`${name}, UTC`).fill(`${day}T${time}`);
    }
    await author.getByRole("button", { name: "Open the incident" }).click();
    await expect(author.getByRole("heading", { level: 1 })).toHaveText(title);
    await author.getByText("It is over").or(author.getByText("Resolved", { exact: true })).first();
  });

  await test.step("its COE begins with what is known", async () => {
    await author.getByRole("button", { name: "Begin a COE" }).click();
    await expect(author.getByRole("status").first()).toContainText("Begun");
    await expect(text(author)).toHaveValue(new RegExp(`${title}`));
    coe = new URL(author.url()).pathname.replace(/\/edit$/, "");
  });

  await test.step("a text with names is not kept; they become labels", async () => {
    await text(author).fill(pasted(title));
    await author.getByRole("button", { name: "Save", exact: true }).click();
    const names = author.locator("#names");
    await expect(names.getByRole("heading")).toHaveText("2 people or customers are named in this text");
    await expect(names).not.toContainText(/Rafael|Kilima/);
    await author.getByRole("button", { name: "Replace 2 names by labels and save" }).click();
    await expect(author.getByRole("status").first()).toContainText("Names replaced and saved");
    await expect(text(author)).not.toHaveValue(/Rafael|Kilima/);
    await expect(text(author)).toHaveValue(/\| 09:05 \| Person 1 \|/);
    await expect(text(author)).toHaveValue(/Customer 1 had 41 of them/);
  });

  await test.step("somebody gets a label without a word of it in the text", async () => {
    await author.getByRole("link", { name: "Add a person or customer" }).click();
    await author.getByLabel("Name, handle or team").fill("Zulkifli");
    await author.getByLabel("What they did").selectOption("support");
    await author.getByRole("button", { name: "Look up" }).click();
    await author.getByRole("radio", { name: "Ahmad Zulkifli" }).check();
    await author.getByRole("button", { name: "Add the label" }).click();
    await expect(author.getByRole("status").first()).toContainText("The label is ready");
    const labels = author.getByRole("region", { name: "Labels in this text" });
    await expect(labels).toContainText("Support 1");
    expect(await author.content()).not.toContain("Zulkifli");
  });

  await test.step("a finding is put right with one click", async () => {
    await author.getByRole("button", { name: "Take it: N107" }).click();
    await expect(author.getByRole("status").first()).toContainText("Fixed and saved");
    await expect(text(author)).not.toHaveValue(/On-call/);
  });

  await test.step("a finding is dismissed with a reason", async () => {
    const wordy = whole(title).replace("Nothing counted labels", "Obviously nothing counted labels");
    await text(author).fill(wordy.replace(`| Delivery | ${weeks(8)} | F1`, "| Delivery |  | F1"));
    await author.getByRole("button", { name: "Save", exact: true }).click();
    await expect(author.getByRole("status").first()).toContainText("Saved");
    const finding = author.getByRole("listitem").filter({ hasText: "B103" }).or(author.getByRole("listitem").filter({ hasText: /obvious/i })).first();
    await finding.getByText("Dismiss…").click();
    await finding.getByLabel("Wrong here, because").fill("It is quoted from the call notes.");
    await finding.getByRole("button", { name: /^Dismiss/ }).click();
    await expect(author.getByText("“It is quoted from the call notes.”")).toBeVisible();
  });
});

function text(page: Page) {
  return page.getByRole("textbox", { name: /^Text/ });
}

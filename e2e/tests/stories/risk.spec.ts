// A prior warning: raised by nobody one can see, raised again, decided.

import { expect, test } from "../../demo";
import { people } from "../../people";
import { weeks } from "../../texts";

const statement = "The scanners of warehouse south have no spare: one that falls stops a lane.";

test("a risk is raised, raised again and decided", async ({ as }) => {
  const first = await as(people.author);
  let risk = "";

  await test.step("it is raised, without a name", async () => {
    await first
      .getByRole("navigation", { name: "Main", exact: true })
      .getByRole("link", { name: "Risks" })
      .click();
    await first.getByRole("link", { name: "Raise a risk" }).click();
    await first.getByLabel("What could happen").fill(`Ahmad Zulkifli says: ${statement}`);
    await first.getByLabel("On which components").fill("warehouse-control");
    await first.getByLabel("Who would have to do something about it").selectOption("Delivery");
    await first.getByRole("button", { name: "Raise it" }).click();
    await expect(first.getByRole("alert")).toBeVisible();
    await first.getByLabel("What could happen").fill(statement);
    await first.getByRole("button", { name: "Raise it" }).click();
    await expect(first.getByRole("status").filter({ hasText: "Raised" })).toBeVisible();
    await expect(first.getByText("you raised it; only you see that")).toBeVisible();
    risk = first.url().replace(/\?.*/, "");
  });

  await test.step("somebody else adds their voice", async () => {
    const second = await as(people.reader);
    await second.goto(risk);
    await expect(second.locator("main")).not.toContainText(people.author);
    await second.getByRole("button", { name: "Add my voice" }).click();
    await expect(second.getByRole("status").filter({ hasText: "Your voice counts" })).toBeVisible();
    await expect(second.getByRole("definition").filter({ hasText: "twice" })).toBeVisible();
  });

  await test.step("whoever answers for the team decides, and gives people", async () => {
    const manager = await as(people.manager);
    await manager.getByRole("link", { name: new RegExp(`^Decide.*${statement}`) }).click();
    await manager.getByRole("radio", { name: /^Fund it/ }).check();
    await manager.getByLabel("People granted").fill("1");
    await manager.getByRole("textbox", { name: "Until" }).fill(weeks(10));
    await manager.getByLabel("Reasons").fill("One spare scanner for each lane by then.");
    await manager.getByRole("button", { name: "Record the decision" }).click();
    await expect(manager.getByRole("status").filter({ hasText: "Decided" })).toBeVisible();
    const events = manager.getByRole("region", { name: "Voices and decisions" });
    await expect(events).toContainText("Funded");
    await expect(events).toContainText("One spare scanner for each lane by then.");
  });
});

// The life of a COE, from the incident to the erratum, and what comes of it.

import type { Page } from "@playwright/test";

import { expect, test } from "../../demo";
import { people } from "../../people";
import { day, pasted, whole } from "../../texts";

const title = "Parcel labels were printed twice in warehouse south";

/** A pronoun that narrows down who it was. */
const pronoun = "Person 1 counted print jobs when she came back.";

/** Prose that a rule flags, and why it may stand. */
const quoted = "Human error was the root cause, says the first report.";
const reason = "It is quoted, and the next sentence says what stands behind it.";

test("an incident becomes a COE that is reviewed, published and lived with", async ({ as }) => {
  const author = await as(people.author);
  let coe = "";
  let raiser: Page;

  await test.step("an incident is recorded", async () => {
    await author.getByRole("link", { name: "Incidents" }).click();
    await author.getByRole("link", { name: "Open an incident" }).click();
    await author.getByLabel("What happened, in one line").fill(title);
    await author.getByRole("radio", { name: /^Severity 3/ }).check();
    await author.getByLabel("Owning team").selectOption("Delivery");
    await author.getByLabel("Services and components").fill("label-printer");
    const times = { Started: "08:02", Detected: "08:20", Engaged: "08:27", Mitigated: "09:41" };
    for (const [name, time] of Object.entries(times)) {
      await author.getByLabel(`${name}, UTC`).fill(`${day}T${time}`);
    }
    await author.getByRole("button", { name: "Open the incident" }).click();
    await expect(author.getByRole("heading", { level: 1 })).toHaveText(title);
  });

  await test.step("it is over", async () => {
    await author.locator("summary", { hasText: /over|resolve/i }).click();
    await author.getByLabel("Resolved, UTC").fill(`${day}T10:30`);
    await author.locator("form[action$='/resolve']").getByRole("button").click();
    await expect(author.getByRole("term").filter({ hasText: "Resolved" })).toBeVisible();
  });

  await test.step("its COE begins with what is known", async () => {
    await author.getByRole("button", { name: "Begin a COE" }).click();
    await expectSaid(author, "Begun");
    await expect(text(author)).toHaveValue(new RegExp(title));
    coe = new URL(author.url()).pathname.replace(/\/edit$/, "");
  });

  await test.step("a text with names is not kept; they become labels", async () => {
    await text(author).fill(pasted(title));
    await author.getByRole("button", { name: "Save", exact: true }).click();
    const names = author.locator("#names");
    const heading = "2 people or customers are named in this text";
    await expect(names.getByRole("heading")).toHaveText(heading);
    await expect(names).not.toContainText(/Rafael|Kilima/);
    await author.getByRole("button", { name: "Replace 2 names by labels and save" }).click();
    await expectSaid(author, "Names replaced and saved");
    await expect(text(author)).not.toHaveValue(/Rafael|Kilima/);
    await expect(text(author)).toHaveValue(/\| 09:05 \| Person 1 \|/);
    await expect(text(author)).toHaveValue(/Customer 1 had 41 of them/);
  });

  await test.step("somebody gets a label without a word of it in the text", async () => {
    await author.getByRole("link", { name: "Add a person or customer" }).click();
    await author.getByLabel("Name, handle or team").fill("Zulkifli");
    await author.getByLabel("What they did").selectOption("Support");
    await author.getByRole("button", { name: "Look up" }).click();
    await author.getByRole("radio", { name: /^Ahmad Zulkifli/ }).check();
    await author.getByRole("button", { name: "Add the label" }).click();
    await expectSaid(author, "The label is ready");
    const labels = author.getByRole("region", { name: /^Labels in this text/ });
    await expect(labels).toContainText(/Support.*not in the text/);
    expect(await author.content()).not.toContain("Zulkifli");
  });

  await test.step("a finding is put right with one click", async () => {
    await write(author, (said) =>
      said.replace("Eighteen minutes,", `${pronoun} Eighteen minutes,`),
    );
    await author.getByRole("button", { name: "Save", exact: true }).click();
    await author.getByRole("button", { name: /^Take it.*N105$/ }).click();
    await expectSaid(author, "Fixed and saved");
    await expect(text(author)).toHaveValue(/print jobs when they came back/);
  });

  await test.step("a finding is dismissed, with a reason", async () => {
    await write(author, (said) => said.replace("Eighteen minutes,", `${quoted} Eighteen minutes,`));
    await author.getByRole("button", { name: "Save", exact: true }).click();
    const finding = author.getByRole("listitem").filter({ hasText: "B201" });
    await finding.getByText("Dismiss…").click();
    await finding.getByRole("button", { name: /^Dismiss.*B201$/ }).click();
    await expect(author.getByRole("alert")).toContainText("say why it is wrong here");
    await finding.getByText("Dismiss…").click();
    await finding.getByLabel("Wrong here, because").fill(reason);
    await finding.getByRole("button", { name: /^Dismiss.*B201$/ }).click();
    await expectSaid(author, "Kept");
    await expect(finding).toContainText(`“${reason}”`);
  });

  await test.step("a preview shows what is typed, and saves nothing", async () => {
    await write(author, (said) => said.replace("Eighteen minutes,", "Nearly twenty minutes,"));
    await author.getByRole("button", { name: "Preview" }).click();
    await expect(author.getByRole("region", { name: /^Preview/ })).toContainText(
      "Nearly twenty minutes,",
    );
    await author.reload();
    await author.goto(`${coe}/edit`);
    await expect(text(author)).not.toHaveValue(/Nearly twenty/);
  });

  await test.step("what blocks is said to the line, and nothing else blocks", async () => {
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expect(author.getByRole("alert")).toContainText("Not submitted");
    const blocks = author.getByRole("region", { name: /^What still blocks/ });
    await expect(blocks.getByRole("listitem")).toHaveCount(1);
    await expect(blocks).toContainText("Corrective action C1 lacks a due date");
    await write(author, (said) =>
      said.replace("| Delivery |  | F1", whole(title).match(/\| Delivery \| \S+ \| F1/)![0]),
    );
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expectSaid(author, "Submitted");
  });

  await test.step("it is taken back, and submitted again", async () => {
    await author.locator("summary", { hasText: "Take back from review" }).click();
    await author.getByRole("button", { name: "Take back", exact: true }).click();
    await expectSaid(author, "Taken back");
    await author.getByRole("link", { name: "Write on" }).click();
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expectSaid(author, "Submitted");
  });

  await test.step("a seat is given to somebody from outside", async () => {
    const lead = await as(people.lead);
    await lead.goto(`${coe}/review`);
    const seat = lead.getByRole("term").filter({ hasText: "Seat for availability" });
    const holder = await seat.locator("xpath=following-sibling::dd").innerText();
    raiser = await as(holder);
    await raiser.getByRole("link", { name: new RegExp(`^Review.*${title}`) }).click();
    await expect(raiser.getByRole("heading", { level: 1 })).toHaveText(title);
  });

  await test.step("words are commented on, and better ones suggested", async () => {
    await select(raiser, "repeats a print job");
    await expect(raiser.locator("#span-hint")).toContainText("“repeats a print job”");
    const remark = raiser.getByRole("form", { name: "Comment or suggest" });
    await remark.getByLabel("Comment", { exact: true }).fill("How often does it repeat one?");
    await remark.getByRole("button", { name: "Comment", exact: true }).click();
    await expectSaid(raiser, "Said");
    await select(raiser, "A longer wait for the printer");
    await raiser.getByLabel("Better words, if you have them").fill("A wait of 30 seconds");
    await raiser.getByRole("button", { name: "Suggest the better words" }).click();
    await expectSaid(raiser, "Suggested");
  });

  await test.step("a label is asked, and a dismissal looked at", async () => {
    await raiser.locator("summary", { hasText: "Ask a label" }).click();
    await raiser.getByLabel("Label", { exact: true }).selectOption("Person 1");
    await raiser
      .getByRole("textbox", { name: "Question" })
      .fill("What made you count the jobs at 09:05?");
    await raiser.getByRole("button", { name: "Ask", exact: true }).click();
    await expectSaid(raiser, "Asked");
    await raiser.getByRole("button", { name: /^Confirm.*the dismissal of B201/ }).click();
    await expectSaid(raiser, "Confirmed");
  });

  await test.step("changes are requested", async () => {
    await raiser.getByRole("radio", { name: /^Request changes/ }).check();
    await raiser.getByLabel("To the author").fill("Say how often a job is repeated.");
    await raiser.getByRole("button", { name: "Record the decision" }).click();
    await expectSaid(raiser, "Recorded");
  });

  await test.step("whoever is behind the label hears of it first, and answers as the label", async () => {
    const subject = await as(people.colleague);
    await subject.getByRole("link", { name: /^Answer.*What made you count/ }).click();
    await expect(
      subject.getByRole("article").filter({ hasText: "You are Person 1 in a COE" }),
    ).toBeVisible();
    const question = subject.getByRole("region", { name: /^Questions to answer/ });
    await expect(question).toContainText("What made you count the jobs at 09:05?");
    await question.getByLabel("Answer").fill("Two labels lay on one parcel, and both were new.");
    await question.getByRole("button", { name: "Answer as Person 1" }).click();
    await expectSaid(subject, "Answered");
    await raiser.reload();
    await expect(raiser.getByRole("region", { name: "Questions to labels" })).toContainText(
      "Two labels lay on one parcel",
    );
    expect(await raiser.content()).not.toContain(people.colleague);
  });

  await test.step("the author takes the suggestion, writes on and submits again", async () => {
    await author.goto(`${coe}/review`);
    await author.getByRole("button", { name: /^Take it.*suggestion/ }).click();
    await expectSaid(author, "Taken");
    const thread = author
      .getByRole("complementary")
      .filter({ hasText: "How often does it repeat one?" });
    await thread.locator("summary").click();
    await thread.getByLabel("Answer").fill("Up to ten times; it says so now.");
    await thread.getByRole("button", { name: "Answer", exact: true }).click();
    await expectSaid(author, "Said");
    await author.goto(`${coe}/edit`);
    await expect(text(author)).toHaveValue(/A wait of 30 seconds ended it/);
    await write(author, (said) =>
      said.replace("within two seconds. For 99", "within two seconds, up to ten times. For 99"),
    );
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expectSaid(author, "Submitted");
  });

  await test.step("the bar raiser sees what changed, and approves", async () => {
    await raiser.goto(`${coe}/review`);
    await raiser.getByRole("link", { name: "What changed since your decision" }).click();
    await expect(
      raiser.getByRole("insertion").filter({ hasText: "up to ten times" }),
    ).toBeVisible();
    await raiser.goto(`${coe}/review`);
    for (const yes of await raiser.getByRole("radio", { name: "Yes" }).all()) await yes.check();
    await raiser.getByRole("radio", { name: /^Approve/ }).check();
    await raiser.getByRole("button", { name: "Record the decision" }).click();
    await expectSaid(raiser, "Recorded");
    await expect(raiser.getByRole("region", { name: "Decisions" })).toContainText("Approved");
  });

  await test.step("the manager commits the team to the corrections", async () => {
    const manager = await as(people.manager);
    await manager.getByRole("link", { name: new RegExp(`^Look at them.*${title}`) }).click();
    await manager.getByRole("button", { name: "Accept", exact: true }).click();
    await expectSaid(manager, "Accepted");
  });

  await test.step("it is published, and nobody is named in it", async () => {
    await author.goto(coe);
    await author.getByRole("button", { name: "Publish" }).click();
    await expectSaid(author, "Published");
    await expect(author.getByRole("region", { name: "Asked and answered" })).toContainText(
      "Two labels lay on one parcel",
    );
    const reader = await as(people.reader);
    await reader.goto("/coes");
    await reader.getByRole("link", { name: title }).click();
    await expect(reader.getByRole("article", { name: "Document" })).toContainText(
      "A wait of 30 seconds ended it",
    );
    for (const name of [people.colleague, "Kilima", "Zulkifli"]) {
      await expect(reader.locator("main")).not.toContainText(name);
    }
  });

  await test.step("everybody finds it by its words", async () => {
    const reader = await as(people.reader);
    await reader.getByRole("searchbox").fill("labels parcel acknowledged");
    await reader.getByRole("searchbox").press("Enter");
    await reader.getByRole("link", { name: title }).click();
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(title);
  });

  await test.step("its history tells every step", async () => {
    await author.goto(`${coe}/history`);
    const events = author.getByRole("region", { name: "What happened" });
    for (const words of [
      /Revision 1 was submitted/,
      /Revision \d was approved/,
      /Revision \d was published/,
    ]) {
      await expect(events).toContainText(words);
    }
    await author
      .getByRole("link", { name: /since|from|changes|difference/i })
      .first()
      .click();
    await expect(author.getByRole("heading", { level: 1 })).toHaveText(
      /^Revision \d to revision \d$/,
    );
  });

  await test.step("a correction is taken on, begun, done, and verified from outside", async () => {
    await author.goto(coe);
    await author.getByRole("link", { name: "C1", exact: true }).click();
    await author.waitForURL(/corrections/);
    const correction = author.url();
    const manager = await as(people.manager);
    await manager.goto(correction);
    await manager.getByRole("button", { name: "Commit to it" }).click();
    await expectSaid(manager, "Taken on");
    await author.reload();
    await author.getByRole("button", { name: "It has begun" }).click();
    await expectSaid(author, "Begun");
    await author.getByRole("button", { name: "Done, to be verified" }).click();
    await expectSaid(author, "Done");
    const outsider = await as(people.reader);
    await outsider.goto(correction);
    await outsider.getByLabel("Evidence").fill("E-7");
    await outsider.getByRole("button", { name: "Verified" }).click();
    await expectSaid(outsider, "Verified");
  });

  await test.step("an erratum begins and is given up", async () => {
    await author.goto(coe);
    await author.locator("summary", { hasText: "Correct an error in it" }).click();
    await author.getByRole("button", { name: "Begin an erratum" }).click();
    await expectSaid(author, "An erratum has begun");
    await author.locator("summary", { hasText: "Give up the erratum" }).click();
    await author.getByRole("button", { name: "Give up" }).click();
    await expectSaid(author, "The erratum is given up");
  });

  await test.step("whoever signs out is out", async () => {
    await author.locator("details.account summary").click();
    await author.locator("details.account").getByRole("button", { name: "Sign out" }).click();
    await author.goto(`${coe}/edit`);
    await expect(author).toHaveURL(/sign-in/);
  });
});

/** Selects words in the document, as a reader does with the mouse. */
async function select(page: Page, words: string): Promise<void> {
  await page.getByRole("article", { name: "Document" }).evaluate((article, words) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.nodeValue!.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + words.length);
      getSelection()!.removeAllRanges();
      getSelection()!.addRange(range);
      return;
    }
    throw new Error("the document does not have these words in one piece");
  }, words);
}

/** The text that is written. */
function text(page: Page) {
  return page.getByRole("textbox", { name: /^Text/ });
}

/** Changes the text as it stands. */
async function write(page: Page, change: (said: string) => string): Promise<void> {
  const before = await text(page).inputValue();
  const after = change(before);
  expect(after, "the text has what is to be changed").not.toBe(before);
  await text(page).fill(after);
}

/** What the page says of what was done. */
async function expectSaid(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();
}

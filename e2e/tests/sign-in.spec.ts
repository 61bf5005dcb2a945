import { expect, expectNoViolations, test } from "../demo";

test("somebody who tries it out picks a person and sees what waits for them", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expectNoViolations(page);

  const people = page.getByRole("list", { name: "People" });
  await people.getByRole("button").first().click();

  await expect(page.getByRole("heading", { name: "Waiting for me" })).toBeVisible();
  await expectNoViolations(page);
});

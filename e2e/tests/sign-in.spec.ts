import { expect, expectNoViolations, test } from "../demo";

test("whoever tries it out picks a person and sees what waits for them", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who would you like to be?");
  await expectNoViolations(page);

  await page.getByRole("button", { name: "Leilani Kahale" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Waiting for me");
  await expectNoViolations(page);
});

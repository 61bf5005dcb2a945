// Who people are, and what they do on many pages.

import type { Page } from "@playwright/test";

/** Invented people, by what they are good for. Their stories: crates/demo/data. */
export const people = {
  /** Site reliability engineer of Delivery: has a draft with findings. */
  author: "Sumitra Gurung",
  /** Engineer of Payments: reads what everybody may read. */
  reader: "Bùi Quang Huy",
  /** Engineer of Delivery. */
  colleague: "Rafael Quintanilha",
  /** Manager of Delivery. */
  manager: "Hemi Parata",
  /** Site reliability engineer of Network: has written a COE that is in review. */
  reviewed: "Davit Gelashvili",
  /** Leads the bar raisers and reads the audit log. */
  lead: "Noor Al-Hashimi",
  /** Runs the installation. */
  administrator: "Ixchel Canul",
} as const;

/** Somebody by name, or by what the page of the demonstration says of them. */
export type Who = string | RegExp;

/** Who reviews a COE of the demonstration: chance decides that anew each time. */
export const raiserOf = (title: string) => new RegExp(`“${title}” to review`);

/** Comes in as one of them. */
export async function be(page: Page, who: Who): Promise<void> {
  await page.goto("/demo/sign-in");
  if (who instanceof RegExp) {
    await page.getByRole("button", { name: who }).first().click();
    await page.waitForURL("/");
    return;
  }
  await page.getByText(/^All \d+ people$/).click();
  await page.getByLabel("Person").selectOption({ label: who });
  await page.getByRole("button", { name: "Sign in as this person" }).click();
  await page.waitForURL("/");
}

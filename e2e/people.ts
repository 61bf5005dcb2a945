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
  /** Leads the bar raisers and reads the audit log. */
  lead: "Noor Al-Hashimi",
  /** Runs the installation. */
  administrator: "Ixchel Canul",
} as const;

/** Comes in as one of them. */
export async function be(page: Page, name: string): Promise<void> {
  await page.goto("/demo/sign-in");
  await page.getByText(/^All \d+ people$/).click();
  await page.getByLabel("Person").selectOption({ label: name });
  await page.getByRole("button", { name: "Sign in as this person" }).click();
  await page.waitForURL("/");
}

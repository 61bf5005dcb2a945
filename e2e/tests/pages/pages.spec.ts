// Every page, light and dark, on a desk and on a telephone.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, expectNoViolations, test } from "../../demo";
import { visits } from "../../pages";
import { spills } from "../../spills";

const looks = [
  { colorScheme: "light", width: 1280, height: 800 },
  { colorScheme: "dark", width: 1280, height: 800 },
  { colorScheme: "light", width: 375, height: 740 },
  { colorScheme: "dark", width: 375, height: 740 },
] as const;

for (const visit of visits) {
  const name = visit.with ? `${visit.route}, with ${visit.with}` : visit.route;
  test(name, async ({ as, page: stranger }) => {
    const page = visit.as ? await as(visit.as) : stranger;
    if (typeof visit.to === "string") await page.goto(visit.to);
    else await visit.to(page);
    for (const { colorScheme, width, height } of looks) {
      await test.step(`${colorScheme}, ${width} pixels`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height });
        await expectNoViolations(page);
        expect(await page.evaluate(spills), "what does not fit").toEqual([]);
      });
    }
  });
}

test("no page is left out", () => {
  const source = readFileSync(join(__dirname, "../../../crates/web/src/pages.rs"), "utf8");
  const routes = [...source.matchAll(/\("GET", "([^"]+)"\)/g)].map((found) => found[1]);
  const downloads = /\.(md|jsonl)$/;
  const visited = new Set(visits.map((visit) => visit.route));
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter((route) => !downloads.test(route) && !visited.has(route))).toEqual([]);
});

// Every page of the product, and who gets there how.

import type { Page } from "@playwright/test";

/** One page in one state. */
export interface Visit {
  /** The route, as the server knows it, and what is special about this visit. */
  name: string;
  /** Who looks. Without, nobody is signed in. */
  as?: string;
  /** The address, or the way there. */
  to: string | ((page: Page) => Promise<void>);
}

/** Opens what a list calls by this name. */
function listed(list: string, title: string | RegExp, then = "") {
  return async (page: Page): Promise<void> => {
    await page.goto(list);
    const link = page.getByRole("rowheader").getByRole("link", { name: title }).first();
    await page.goto((await link.getAttribute("href")) + then);
  };
}

const author = "Sumitra Gurung";
const lead = "Noor Al-Hashimi";
const administrator = "Ixchel Canul";
const draft = "One parcel message stopped dispatch for a warehouse";
const published = "Two primaries accepted orders for 38 seconds";
const reviewed = "Health checks took healthy servers out in turns";

export const visits: Visit[] = [
  { name: "GET /demo/sign-in", to: "/demo/sign-in" },
  { name: "GET /sign-in", to: "/sign-in" },
  { name: "GET / as an author", as: author, to: "/" },
  { name: "GET / as a manager", as: "Hemi Parata", to: "/" },
  { name: "GET / as a lead", as: lead, to: "/" },
  { name: "GET / with nothing", as: "Adaora Nwosu", to: "/" },
  { name: "GET / as subject", as: "Rafael Quintanilha", to: "/" },
  { name: "GET /incidents", as: author, to: "/incidents" },
  { name: "GET /incidents/new", as: author, to: "/incidents/new" },
  { name: "GET /incidents/{id}", as: author, to: listed("/incidents", published) },
  { name: "GET /incidents/{id} of a draft", as: author, to: listed("/incidents", draft) },
  { name: "GET /incidents/{id}/edit", as: author, to: listed("/incidents", draft, "/edit") },
  { name: "GET /coes", as: author, to: "/coes" },
  { name: "GET /coes mine", as: author, to: "/coes?mine=1" },
  { name: "GET /coes nothing", as: author, to: "/coes?stage=closed&mine=1" },
  { name: "GET /coes/{id} published", as: author, to: listed("/coes", published) },
  { name: "GET /coes/{id} sev1", as: author, to: listed("/coes", /runbook command took/) },
  { name: "GET /coes/{id} status only", as: author, to: listed("/coes", reviewed) },
  { name: "GET /coes/{id} draft", as: author, to: listed("/coes?mine=1", draft) },
  { name: "GET /coes/{id}/edit", as: author, to: listed("/coes?mine=1", draft, "/edit") },
  { name: "GET /coes/{id}/labels", as: author, to: listed("/coes?mine=1", draft, "/labels") },
  { name: "GET /coes/{id}/history", as: author, to: listed("/coes", published, "/history") },
  { name: "GET /coes/{id}/diff", as: author, to: listed("/coes", published, "/diff") },
  { name: "GET /coes/{id}/similar", as: author, to: listed("/coes", published, "/similar") },
  { name: "GET /coes/{id}/review as the bar raiser", as: "Elif Karadağ", to: listed("/coes", reviewed, "/review") },
  { name: "GET /coes/{id}/review as the author", as: "Davit Gelashvili", to: listed("/coes", reviewed, "/review") },
  { name: "GET /coes/{id}/review as a lead", as: lead, to: listed("/coes", reviewed, "/review") },
  { name: "GET /coes/{id}/review saskia", as: "Saskia van der Heijden", to: listed("/coes?mine=1", /demand model/, "/review") },
  { name: "GET /coes/{id}/review published", as: author, to: listed("/coes", published, "/review") },
  { name: "GET /corrections", as: author, to: "/corrections" },
  { name: "GET /corrections mine", as: author, to: "/corrections?mine=1&open=1" },
  { name: "GET /corrections/{id} late", as: "Rosalind Achterberg", to: listed("/corrections?open=1", /./) },
  { name: "GET /corrections/{id} verified", as: author, to: listed("/corrections?state=verified", /./) },
  { name: "GET /risks", as: author, to: "/risks" },
  { name: "GET /risks/new", as: author, to: "/risks/new" },
  { name: "GET /risks/{id}", as: author, to: listed("/risks", /./) },
  { name: "GET /risks/{id} decided", as: "Shirin Daneshvar", to: listed("/risks?component=sign-in", /./) },
  { name: "GET /search", as: author, to: "/search" },
  { name: "GET /search with words", as: author, to: "/search?q=failover" },
  { name: "GET /search nothing", as: author, to: "/search?q=failovre" },
  { name: "GET /private", as: "Rafael Quintanilha", to: "/private" },
  { name: "GET /settings", as: author, to: "/settings" },
  { name: "GET /settings/password", as: author, to: "/settings/password" },
  { name: "GET /settings/sessions", as: author, to: "/settings/sessions" },
  { name: "GET /settings/tokens", as: author, to: "/settings/tokens" },
  { name: "GET /people", as: administrator, to: "/people" },
  { name: "GET /people/import", as: administrator, to: "/people/import" },
  { name: "GET /teams", as: administrator, to: "/teams" },
  { name: "GET /customers", as: administrator, to: "/customers" },
  { name: "GET /customers/import", as: administrator, to: "/customers/import" },
  { name: "GET /bar-raisers", as: lead, to: "/bar-raisers" },
  { name: "GET /audit", as: administrator, to: "/audit" },
  { name: "not found", as: author, to: "/nowhere" },
  { name: "refused", as: author, to: "/audit" },
];

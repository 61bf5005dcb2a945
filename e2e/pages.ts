// Every page of the product, who looks at it, and how they get there.

import { type Page } from "@playwright/test";

import { people, raiserOf, type Who } from "./people";
import { pasted, whole } from "./texts";

/** One page in one state. */
export interface Visit {
  /** The route, as the server names it. */
  route: string;
  /** What is special about this visit. */
  with?: string;
  /** Who looks. Without, nobody is signed in. */
  as?: Who;
  /** The address, or the way there. */
  to: string | ((page: Page) => Promise<void>);
}

const { author, administrator, lead, manager, reader, reviewed } = people;

/** COEs of the demonstration. */
const draft = "One parcel message stopped dispatch for a warehouse";
const published = "Two primaries accepted orders for 38 seconds";
const twice = "Card payments declined worldwide after a client certificate lapsed";
const inReview = "Health checks took healthy servers out in turns";
const raiser = raiserOf(inReview);

export const visits: Visit[] = [
  { route: "/demo/sign-in", to: "/demo/sign-in" },
  { route: "/sign-in", to: "/sign-in" },
  { route: "/link", to: "/link" },
  { route: "/", with: "drafts", as: author, to: "/" },
  { route: "/", with: "a review", as: raiser, to: "/" },
  { route: "/", with: "decisions", as: manager, to: "/" },
  { route: "/", with: "nothing", as: "Adaora Nwosu", to: "/" },
  { route: "/incidents", as: author, to: "/incidents" },
  { route: "/incidents", with: "nothing found", as: author, to: "/incidents?component=none" },
  { route: "/incidents/new", as: author, to: "/incidents/new" },
  { route: "/incidents/new", with: "a name", as: author, to: sent("/incidents/new", incident) },
  { route: "/incidents/{id}", as: author, to: listed("/incidents", published) },
  { route: "/incidents/{id}", with: "no COE", as: reader, to: listed("/incidents", draft) },
  { route: "/incidents/{id}/edit", as: author, to: listed("/incidents", draft, "/edit") },
  { route: "/coes", as: author, to: "/coes" },
  { route: "/coes", with: "nothing found", as: author, to: "/coes?mine=1&stage=closed" },
  { route: "/coes/{id}", with: "a draft", as: author, to: listed("/coes?mine=1", draft) },
  { route: "/coes/{id}", with: "approved", as: manager, to: work(/^Look at them/) },
  { route: "/coes/{id}", with: "published", as: author, to: listed("/coes", published) },
  { route: "/coes/{id}/edit", as: author, to: listed("/coes?mine=1", draft, "/edit") },
  { route: "/coes/{id}/edit", with: "names", as: author, to: typed(pasted(draft), "Save") },
  { route: "/coes/{id}/edit", with: "a preview", as: author, to: typed(whole(draft), "Preview") },
  { route: "/coes/{id}/edit", with: "a conflict", as: "Milica Jovanović", to: conflict },
  { route: "/coes/{id}/labels", as: author, to: listed("/coes?mine=1", draft, "/labels") },
  { route: "/coes/{id}/labels", with: "people", as: author, to: lookedUp },
  { route: "/coes/{id}/history", as: "Inga Petrauskaitė", to: listed("/coes", twice, "/history") },
  { route: "/coes/{id}/diff", as: "Inga Petrauskaitė", to: listed("/coes", twice, "/diff") },
  {
    route: "/coes/{id}/diff",
    with: "one revision",
    as: author,
    to: listed("/coes", published, "/diff"),
  },
  { route: "/coes/{id}/similar", as: author, to: listed("/coes", published, "/similar") },
  { route: "/coes/{id}/review", with: "a decision", as: raiser, to: work(/^Review/) },
  {
    route: "/coes/{id}/review",
    with: "threads",
    as: reviewed,
    to: listed("/coes?mine=1", inReview, "/review"),
  },
  {
    route: "/coes/{id}/review",
    with: "suggestions",
    as: "Saskia van der Heijden",
    to: work(/^Write on/, "/review"),
  },
  {
    route: "/coes/{id}/review",
    with: "what is published",
    as: author,
    to: listed("/coes", twice, "/review"),
  },
  { route: "/corrections", as: author, to: "/corrections" },
  { route: "/corrections", with: "late ones", as: manager, to: "/corrections?open=1" },
  {
    route: "/corrections/{id}",
    with: "an open one",
    as: manager,
    to: listed("/corrections?mine=1&open=1"),
  },
  {
    route: "/corrections/{id}",
    with: "a verified one",
    as: author,
    to: listed("/corrections?state=verified"),
  },
  { route: "/risks", as: author, to: "/risks" },
  { route: "/risks/new", as: author, to: "/risks/new" },
  { route: "/risks/{id}", with: "a voice", as: author, to: listed("/risks") },
  { route: "/risks/{id}", with: "a decision", as: "Shirin Daneshvar", to: work(/^Decide/) },
  { route: "/search", as: author, to: "/search" },
  { route: "/search", with: "words", as: author, to: "/search?q=failover" },
  { route: "/search", with: "nothing found", as: author, to: "/search?q=elephant" },
  { route: "/private", as: reviewed, to: "/private" },
  { route: "/private", with: "nothing", as: "Adaora Nwosu", to: "/private" },
  { route: "/settings", as: author, to: "/settings" },
  { route: "/settings/password", as: author, to: "/settings/password" },
  { route: "/settings/sessions", as: author, to: "/settings/sessions" },
  { route: "/settings/tokens", as: author, to: "/settings/tokens" },
  { route: "/settings/tokens", with: "a new one", as: author, to: sent("/settings/tokens", token) },
  { route: "/accounts", as: administrator, to: "/accounts" },
  { route: "/people", as: administrator, to: "/people" },
  { route: "/people/import", as: administrator, to: "/people/import" },
  {
    route: "/people/import",
    with: "a difference",
    as: administrator,
    to: sent("/people/import", roster),
  },
  { route: "/teams", as: administrator, to: "/teams" },
  { route: "/customers", as: administrator, to: "/customers" },
  { route: "/customers/import", as: administrator, to: "/customers/import" },
  { route: "/bar-raisers", as: lead, to: "/bar-raisers" },
  { route: "/audit", as: administrator, to: "/audit" },
  { route: "no page", as: author, to: "/nowhere" },
  { route: "a refusal", as: author, to: "/audit" },
];

/** What a list calls so, or its first line; `then` is added to the address. */
function listed(list: string, title: string | RegExp = /./, then = "") {
  return async (page: Page): Promise<void> => {
    await page.goto(list);
    const link = page.getByRole("rowheader").getByRole("link", { name: title }).first();
    await page.goto((await link.getAttribute("href")) + then);
  };
}

/** What waits for somebody. */
function work(link: RegExp, then = "") {
  return async (page: Page): Promise<void> => {
    await page.goto("/");
    const href = await page.getByRole("link", { name: link }).first().getAttribute("href");
    await page.goto(then ? href!.replace(/\/edit$/, then) : href!);
  };
}

/** A form, filled in and sent. */
function sent(form: string, fill: (page: Page) => Promise<void>) {
  return async (page: Page): Promise<void> => {
    await page.goto(form);
    await fill(page);
  };
}

/** A text in the editor, and what is pressed then. */
function typed(text: string, button: string) {
  return async (page: Page): Promise<void> => {
    await listed("/coes?mine=1", draft, "/edit")(page);
    await page.getByRole("textbox", { name: /^Text/ }).fill(text);
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.waitForLoadState();
  };
}

/** Two windows, one text: the second to save sees both. */
async function conflict(page: Page): Promise<void> {
  await listed("/coes?mine=1", /./, "/edit")(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const [window, words] of [
    [other, "It began at night."],
    [page, "It began in the morning."],
  ] as const) {
    const text = window.getByRole("textbox", { name: /^Text/ });
    const before = await text.inputValue();
    await text.fill(before.replace(/(# Summary\n\n)/, `$1${words} `));
    await window.getByRole("button", { name: "Save", exact: true }).click();
    await window.waitForLoadState();
  }
  await other.close();
  await page.getByRole("heading", { name: "Two people changed this text" }).waitFor();
}

async function incident(page: Page): Promise<void> {
  await page.getByLabel("What happened, in one line").fill("Rafael Quintanilha stopped a conveyor");
  await page.getByRole("radio", { name: /^Near miss/ }).check();
  await page.getByLabel("Owning team").selectOption("Delivery");
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByRole("alert").waitFor();
}

async function lookedUp(page: Page): Promise<void> {
  await listed("/coes?mine=1", draft, "/labels")(page);
  await page.getByLabel("Name, handle or team").fill("Rafael");
  await page.getByRole("button", { name: "Look up" }).click();
  await page.getByRole("button", { name: "Add the label" }).waitFor();
}

async function token(page: Page): Promise<void> {
  await page.getByLabel("What is it for").fill("To count corrections");
  const soon = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await page.getByLabel("Ends").fill(soon);
  await page.getByRole("button", { name: "Make the token" }).click();
  await page.getByText("Token made").waitFor();
}

async function roster(page: Page): Promise<void> {
  const list =
    "id,name,email,title,team,manager\n1,Pilar Ocampo,pilar.ocampo@larkmoor.example,Engineer,Delivery,\n";
  await page.getByLabel("Or its text, pasted").fill(list);
  await page.getByRole("button", { name: "Compare with what is known" }).click();
  await page.getByRole("region", { name: /against everybody/ }).waitFor();
}

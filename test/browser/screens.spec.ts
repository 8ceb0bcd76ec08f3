import { globSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeScreen } from "./support/judge.ts";
import type { Theatre } from "./support/screens.ts";
import { openTheatre, refused, shown, waiting, withoutAnswers } from "./support/screens.ts";
import type { Visitor } from "./support/visitor.ts";

/** A page of the web and where each of its states is found. */
interface PageRow {
  /** Its file below web/src. */
  readonly file: string;
  /** Of its pictures. */
  readonly name: string;
  /** Its address with data. */
  path(theatre: Theatre): string;
  /** Its address where there is nothing; it may be at the server on which nobody has done anything. */
  empty?(theatre: Theatre): { readonly path: string; readonly at?: Visitor };
  /** Waits until it says that there is nothing. */
  nothing?(page: Page): Promise<unknown>;
  /** Waits until all data is to be seen. */
  ready?(page: Page): Promise<unknown>;
  /** It asks for nothing: it can neither wait nor fail. */
  readonly still?: boolean;
}

const section = (name: string, ready: (page: Page) => Promise<unknown> = shown, folder = name): PageRow => ({
  file: `pages/${folder}/${folder}-page.vue`,
  name,
  path: ({ full }) => `/p/${full}/${name}`,
  empty: ({ empty }) => ({ path: `/p/${empty}/${name}` }),
  ready,
});
const firstOf = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();

const PAGES: readonly PageRow[] = [
  {
    file: "pages/projects/projects-page.vue",
    name: "projects",
    path: () => "/",
    empty: ({ newcomer }) => ({ path: "/", at: newcomer }),
    nothing: (page) => page.getByText("There is no project yet").waitFor(),
    ready: firstOf(".card img"),
  },
  {
    file: "pages/account/account-page.vue",
    name: "account",
    path: () => "/account",
    empty: ({ newcomer }) => ({ path: "/account", at: newcomer }),
    ready: firstOf("table"),
  },
  section("data"),
  section("sheet"),
  section("images"),
  section("pipeline", (page) => page.getByText(/^\d+ objects;/).waitFor()),
  section("steps", firstOf("article canvas")),
  section("runs"),
  section("objects", firstOf(".crop"), "review"),
  section("table", firstOf("#row-0 .number")),
  section("map", (page) => page.getByRole("button", { name: "Draw the map" }).waitFor()),
  section("classes"),
  section("train"),
  section("export"),
  section("settings"),
  {
    file: "app/viewer-page.vue",
    name: "viewer",
    path: ({ image }) => `/viewer/${image}`,
    empty: ({ full }) => ({ path: `/viewer/${full}` }),
    ready: (page) => page.waitForURL(/\/images\//),
  },
  {
    file: "app/missing-page.vue",
    name: "missing",
    path: ({ full }) => `/p/${full}/nothing`,
    ready: (page) => page.getByText("no page at this address").waitFor(),
    still: true,
  },
];

let theatre: Theatre;
beforeAll(async () => {
  theatre = await openTheatre();
});
afterAll(() => theatre.close());

test("every page of the web has its row here", () => {
  const web = join(import.meta.dirname, "../../web/src");
  const files = globSync(["pages/*/*-page.vue", "app/*-page.vue"], { cwd: web });
  expect(PAGES.map(({ file }) => file).sort()).toEqual(files.sort());
});

describe.each(PAGES)("$name", ({ name, path, empty, nothing = shown, ready = shown, still = false }) => {
  test("with data", () => judgeScreen(theatre.visitor, { name, path: path(theatre), ready }));
  if (empty !== undefined)
    test("with nothing", () => {
      const { path: where, at = theatre.visitor } = empty(theatre);
      return judgeScreen(at, { name: `${name}-empty`, path: where, ready: nothing });
    });
  if (still) return;
  test("while it loads", () =>
    withoutAnswers(theatre.visitor, "hang", () =>
      judgeScreen(theatre.visitor, { name: `${name}-loading`, path: path(theatre), waiting: true, ready: waiting }),
    ));
  test("when it fails", () =>
    withoutAnswers(theatre.visitor, "fail", async () => {
      await judgeScreen(theatre.visitor, { name: `${name}-error`, path: path(theatre), ready: refused });
      // Cards read for themselves, each its own; of the page itself there is one cause.
      const said = await theatre.visitor.page.locator("[role=alert]:not(.card *)").allInnerTexts();
      expect(said, "one cause is said once").toEqual([...new Set(said)]);
    }));
});

describe("before anybody is signed in", () => {
  const ME = /\/api\/me$/;
  test("nobody is known", async () => {
    await theatre.newcomer.context.clearCookies();
    await judgeScreen(theatre.newcomer, { name: "sign-in", path: "/", ready: (page) => page.getByLabel("Password").waitFor() });
  });
  test("a wrong password", () =>
    judgeScreen(theatre.newcomer, {
      name: "sign-in-error",
      path: "/",
      async ready(page) {
        await page.getByLabel("Name").fill("somebody");
        await page.getByLabel("Password").fill("wrong");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").waitFor();
      },
    }));
  test("the server is silent", () =>
    withoutAnswers(
      theatre.visitor,
      "hang",
      () => judgeScreen(theatre.visitor, { name: "opening", path: "/", waiting: true, ready: waiting }),
      ME,
    ));
  test("the server is away", () =>
    withoutAnswers(theatre.visitor, "fail", () => judgeScreen(theatre.visitor, { name: "opening-error", path: "/", ready: refused }), ME));
});

test("nothing went wrong unseen", () => {
  expect([...theatre.visitor.faults, ...theatre.newcomer.faults]).toEqual([]);
});

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { judgeScreen, LOOKS } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

/** A state that the test brings about itself: the browser says so, and the page has to as well. */
const BROUGHT_ABOUT = /503|ERR_FAILED|Failed to load resource/;
/** The sections of a project. */
const SECTIONS = ["data", "sheet", "images", "pipeline", "runs", "objects", "table", "classes", "train", "export", "settings"];
const TWO_LOOKS = [LOOKS[0]!, LOOKS[3]!];

let browser: Browser;
let home: Home;
let visitor: Visitor;
/** The project of the demo, and one with nothing in it. */
let [full, empty] = ["", ""];

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "12"])]);
  visitor = await openVisitor(browser, home, DESK, BROUGHT_ABOUT);
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  full = projectOf(page);
  await visitor.go("/");
  await page.locator(".card").waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Name").fill("An empty project");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/data$/);
  empty = projectOf(page);
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

const projectOf = (page: Page) => new URL(page.url()).pathname.split("/")[2]!;

/** A page is there when it has said something and is not busy any more. */
async function shown(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.waitForFunction(
    () => (document.querySelector("main")?.textContent.trim().length ?? 0) > 0 && document.querySelector("main .skeleton") === null,
  );
}

/** Keeps a project's data from arriving: `hang` lets it wait, `fail` refuses it. The shell itself knows its projects. */
async function withoutAnswers(how: "hang" | "fail", work: () => Promise<void>): Promise<void> {
  const address = /\/api\/(projects\/[0-9a-v]{26}\/|projects\/overview|jobs\?|tokens|audit|objects)/;
  await visitor.context.route(address, async (route) => {
    if (how === "fail")
      await route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({
          code: "unavailable",
          status: 503,
          title: "The database does not answer.",
          detail: "",
          hint: "It is tried again in a moment.",
        }),
      });
  });
  try {
    await work();
  } finally {
    await visitor.context.unrouteAll({ behavior: "ignoreErrors" });
  }
}

describe("the shell", () => {
  test("projects", () =>
    judgeScreen(visitor, { name: "projects", path: "/", ready: (page) => page.locator(".card img").first().waitFor() }));
  test("a new project", () =>
    judgeScreen(visitor, {
      name: "projects-new",
      path: "/",
      async ready(page) {
        await page.locator(".card").first().waitFor();
        await page.keyboard.press("n");
        await page.getByRole("dialog").waitFor();
      },
    }));
  test("keys", () =>
    judgeScreen(visitor, {
      name: "keys",
      path: `/p/${full}/objects`,
      async ready(page) {
        await shown(page);
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
      },
    }));
  test("jobs", () =>
    judgeScreen(visitor, {
      name: "jobs",
      path: `/p/${full}/data`,
      async ready(page) {
        await shown(page);
        await page.getByRole("button", { name: /^Jobs/ }).click();
        await page.getByRole("heading", { name: "Jobs of this project" }).waitFor();
      },
    }));
  test("an address that leads nowhere", () =>
    judgeScreen(visitor, {
      name: "missing",
      path: `/p/${full}/nothing`,
      ready: (page) => page.getByText("no page at this address").waitFor(),
    }));
});

describe("classes and account", () => {
  const opened = (name: string, path: () => string, press: (page: Page) => Promise<unknown>) =>
    test(name, () =>
      judgeScreen(visitor, {
        name,
        path: path(),
        async ready(page) {
          await shown(page);
          await press(page);
        },
      }),
    );
  const dialog = (page: Page) => page.getByRole("dialog").waitFor();
  opened(
    "classes-chosen",
    () => `/p/${full}/classes`,
    async (page) => {
      await page.getByRole("treeitem").nth(1).click();
      await page.locator("article img").first().waitFor();
    },
  );
  opened(
    "classes-import",
    () => `/p/${full}/classes`,
    async (page) => {
      await page.keyboard.press("i");
      await dialog(page);
    },
  );
  opened(
    "account",
    () => "/account",
    (page) => page.getByRole("table").waitFor(),
  );
  opened(
    "account-token",
    () => "/account",
    async (page) => {
      await page.getByRole("button", { name: "New token" }).click();
      await dialog(page);
    },
  );
});

describe.each(SECTIONS)("%s", (section) => {
  const at = (project: string) => `/p/${project}/${section}`;
  test("with data", () => judgeScreen(visitor, { name: section, path: at(full), ready: shown }));
  test("without", () => judgeScreen(visitor, { name: `${section}-empty`, path: at(empty), ready: shown }));
  test("while it loads", () =>
    withoutAnswers("hang", () =>
      judgeScreen(
        visitor,
        { name: `${section}-loading`, path: at(full), waiting: true, ready: (page) => page.locator("main").waitFor() },
        TWO_LOOKS,
      ),
    ));
  test("when it fails", () =>
    withoutAnswers("fail", () => judgeScreen(visitor, { name: `${section}-error`, path: at(full), ready: shown }, TWO_LOOKS)));
});

describe("objects and table", () => {
  const opened = (name: string, section: string, query: string, press: (page: Page) => Promise<unknown>) =>
    test(name, () =>
      judgeScreen(visitor, {
        name,
        path: `/p/${full}/${section}${query}`,
        async ready(page) {
          if (!query.includes("area:lt:0"))
            await page
              .locator(section === "objects" ? ".crop" : "#row-0 .number")
              .first()
              .waitFor();
          await press(page);
        },
      }),
    );
  opened("objects-selected", "objects", "?sort=area&desc=1", async (page) => {
    for (let n = 0; n < 9; n++) await page.keyboard.press("Shift+ArrowRight");
    await page.getByText("10 objects selected").waitFor();
  });
  opened("objects-search", "objects", "", async (page) => {
    await page.keyboard.press("c");
    await page.getByRole("combobox", { name: "Class" }).fill("e");
  });
  opened("objects-context", "objects", "", async (page) => {
    await Promise.all([page.waitForResponse(/_files\//), page.keyboard.press("Space")]);
    await page.locator(".object-box").waitFor();
  });
  opened("objects-filter", "objects", "?f=area:ge:100&f=status:eq:predicted", (page) =>
    page.getByRole("button", { name: "Add a filter" }).click(),
  );
  opened("objects-nothing-left", "objects", "?f=area:lt:0", (page) => page.getByText("No object is left by the filter").waitFor());
  opened("table-columns", "table", "?sort=shape.area", (page) => page.getByRole("button", { name: /^Columns/ }).click());
  opened("table-brushed", "table", "", async (page) => {
    const box = (await page.locator(".plot .u-over").last().boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.9, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Show only these" }).waitFor();
  });
});

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});

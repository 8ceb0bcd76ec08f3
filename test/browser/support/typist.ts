import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchChromium } from "./chromium.ts";
import type { Home } from "./home.ts";
import { startHome } from "./home.ts";
import { pictureOfFailure } from "./judge.ts";
import type { Typing } from "./typed-texts.ts";
import { typing } from "./typed-texts.ts";
import type { Visitor } from "./visitor.ts";
import { openVisitor } from "./visitor.ts";

/** Somebody who types the hostile strings into the pages of a project with three frames. */
export interface Typist {
  readonly home: Home;
  readonly visitor: Visitor;
  readonly page: Page;
  readonly project: string;
  readonly typed: Typing;
  /** What the page has shown in boxes of the browser, which it never should. */
  readonly dialogs: readonly string[];
  /** The address of a section of the project. */
  at(section: string): string;
  alert(): Locator;
  button(name: string | RegExp): Locator;
}

/** Opens the browser and the project before the tests of a file, and closes them after. @returns Who types, once the tests run. */
export function typist(): () => Typist {
  let one: Typist;
  let browser: Browser;
  beforeAll(async () => {
    const home = await Promise.all([launchChromium(), startHome(["--frames", "3"])]).then(([opened, started]) => {
      browser = opened;
      return started;
    });
    const visitor = await openVisitor(browser, home);
    const { page } = visitor;
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByRole("link", { name: /My images/ }).click();
    await page.waitForURL(/\/p\/[^/]+\/\w+/);
    const project = new URL(page.url()).pathname.split("/")[2]!;
    one = {
      home,
      visitor,
      page,
      project,
      typed: typing(page),
      dialogs,
      at: (section) => `/p/${project}/${section}`,
      alert: () => page.getByRole("alert").filter({ hasText: /\w{3}/ }),
      button: (name) => page.getByRole("button", { name }),
    };
  });
  afterAll(async () => {
    await browser.close();
    await one.home.stop();
  });
  afterEach(({ task }) => pictureOfFailure(one.page, task));
  return () => one;
}

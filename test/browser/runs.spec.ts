import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

const FRAMES = 24;
let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", String(FRAMES)])]);
  visitor = await openVisitor(browser, home);
  ({ page } = visitor);
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  project = new URL(page.url()).pathname.split("/")[2]!;
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

test("a run at work is cancelled, keeps what it has found, and goes on to its end when it is asked to", async () => {
  await visitor.go(`/p/${project}/pipeline`);
  const pipeline = page.getByLabel("Pipeline", { exact: true });
  const nuclei = pipeline
    .locator("option")
    .filter({ hasText: /nuclei/i })
    .first();
  await pipeline.selectOption((await nuclei.getAttribute("value"))!);
  await page.getByRole("button", { name: /^Run on all/ }).click();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs/);
  const run = page.locator("section.detail");
  await run.getByRole("button", { name: "Cancel" }).click();
  await run.getByRole("status").getByText("cancelled", { exact: true }).waitFor();
  // A tab that is opened now tells the same.
  await page.reload();
  await run.getByRole("status").getByText("cancelled", { exact: true }).waitFor();
  await run.getByRole("button", { name: "Go on" }).click();
  await run.getByRole("status").getByText("done", { exact: true }).waitFor({ timeout: 120_000 });
  await run.getByText(`${FRAMES} images`).first().waitFor();
  await run.getByRole("button", { name: "Go on" }).waitFor({ state: "detached" });
  expect(visitor.faults).toEqual([]);
});

import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { DemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import { writeDemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import { launchChromium } from "./support/chromium.ts";
import { dropFiles } from "./support/drop-files.ts";

import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

const FRAMES = 24;
/** What a browser says while the server is away or a page is left. */
const AWAY = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|net::ERR|status of 5\d\d/;

let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;
let demo: DemoFolder;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome()]);
  demo = await writeDemoFolder(join(home.folder, "cruise"), { frames: FRAMES });
  visitor = await openVisitor(browser, home, DESK, AWAY);
  ({ page } = visitor);
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/data$/);
  project = new URL(page.url()).pathname.split("/")[2]!;
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});
afterEach(({ task }) => pictureOfFailure(page, task));

const ask = async <Answer>(path: string): Promise<Answer> =>
  (await page.request.get(`/api/projects/${project}/${path}`)).json() as Promise<Answer>;

test("a server that is killed in the middle of a run goes on with it, and finds what it would have found", async () => {
  await dropFiles(page, [demo.frames]);
  await page.getByRole("button", { name: `Import ${FRAMES} files` }).click();
  await page.getByText("frames is imported").waitFor({ timeout: 60_000 });
  await page.getByRole("navigation", { name: "Sections of the project" }).getByRole("link", { name: "Pipeline" }).click();
  const pipeline = page.getByLabel("Pipeline", { exact: true });
  const plankton = pipeline.locator("option").filter({ hasText: "Plankton" }).first();
  await pipeline.selectOption((await plankton.getAttribute("value"))!);
  await page.getByRole("button", { name: `Run on all ${FRAMES} …` }).click();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs/);
  await page
    .getByRole("status")
    .getByText(/^[1-9]\d* of \d+/)
    .waitFor();
  await home.kill();
  await page.getByText("no connection, trying again").waitFor();
  await home.startAgain();
  await page.getByText("no connection, trying again").waitFor({ state: "detached", timeout: 30_000 });
  await page.getByRole("status").getByText("done", { exact: true }).waitFor({ timeout: 150_000 });
  const { runs } = await ask<{ runs: readonly { readonly id: string; readonly images: number }[] }>("runs");
  const { total } = await ask<{ total: number }>(`runs/${runs[0]!.id}/objects?limit=1`);
  expect([runs.length, runs[0]!.images]).toEqual([1, FRAMES]);
  // About forty are drawn in each frame; the exact number is compared with a run that nobody disturbed below.
  await page.getByRole("link", { name: "Change parameters" }).click();
  await page.getByRole("button", { name: `Run on all ${FRAMES} …` }).click();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs/);
  await page.getByRole("status").getByText("done", { exact: true }).waitFor({ timeout: 150_000 });
  const again = await ask<{ runs: readonly { readonly id: string }[] }>("runs");
  expect((await ask<{ total: number }>(`runs/${again.runs[0]!.id}/objects?limit=1`)).total).toBe(total);
  expect(total).toBeGreaterThan(FRAMES * 20);
});

test("two tabs hold one stream of events and show the same; when one is closed the other goes on", async () => {
  const streams: string[] = [];
  page.context().on("request", (request) => {
    if (request.url().endsWith("/api/events")) streams.push("opened");
  });
  const second = await visitor.newTab();
  await page.goto(`/p/${project}/runs`);
  await second.goto(`/p/${project}/runs`);
  for (const tab of [page, second]) await tab.getByRole("link", { name: "Change parameters" }).waitFor();
  expect(streams.length).toBe(1);
  await startExport(page);
  for (const tab of [page, second]) await jobDone(tab);
  await page.goto("about:blank");
  await second.waitForFunction(async () => (await navigator.locks.query()).held?.some(({ name }) => name === "argosy-live") === true);
  await startExport(second);
  await jobDone(second);
  expect(streams.length).toBe(2);
  await page.goto(`/p/${project}/runs`);
});

/** Something that works for a while. */
async function startExport(tab: Page): Promise<void> {
  await tab.getByRole("navigation", { name: "Sections of the project" }).getByRole("link", { name: "Export" }).click();
  await tab.getByRole("button", { name: "Export", exact: true }).click();
}

/** The tray is at rest again, and its newest job is a done export. */
async function jobDone(tab: Page): Promise<void> {
  await tab.getByRole("button", { name: "Jobs", exact: true }).waitFor({ timeout: 60_000 });
  await tab.getByRole("button", { name: "Jobs", exact: true }).click();
  const newest = tab.getByRole("dialog").getByRole("listitem").first();
  await newest.getByText("done").waitFor();
  expect(await newest.textContent()).toMatch(/export/i);
  await tab.keyboard.press("Escape");
}

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});

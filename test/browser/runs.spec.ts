import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

/** Begins a run of all images with a template whose smallest area is moved by some steps, as a person does. */
async function startRun(template: RegExp, steps = 0): Promise<void> {
  await visitor.go(`/p/${project}/pipeline`);
  const pipeline = page.getByLabel("Pipeline", { exact: true });
  const option = pipeline.locator("option").filter({ hasText: template }).first();
  await pipeline.selectOption((await option.getAttribute("value"))!);
  const slider = page.getByRole("slider", { name: "Smallest area" }).first();
  await slider.focus();
  for (let step = 0; step < steps; step++) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: /^Run on all/ }).click();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs/);
}

test("a run at work is cancelled, keeps what it has found, and goes on to its end when it is asked to", async () => {
  await startRun(/cell nuclei/i);
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

test("images that cannot be read fail with a reason that is said, and are done when they are there again and retried", async () => {
  const chunks = globSync(join(home.folder, "data/store", project, "ingest/*/images-*/0/c/**"), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(chunks.length).toBeGreaterThan(0);
  const whole = await Promise.all(chunks.map((file) => readFile(file)));
  for (const [i, file] of chunks.entries()) await writeFile(file, Buffer.from(whole[i]!).fill(0, 0, 1_000));
  await startRun(/cell nuclei/i, 3);
  const run = page.locator("section.detail");
  await run.getByRole("status").getByText("failed").waitFor({ timeout: 120_000 });
  const failed = run.getByRole("region", { name: "What failed" });
  await failed.getByText("damaged").first().waitFor();
  await Promise.all(chunks.map((file, i) => writeFile(file, whole[i]!)));
  await run.getByRole("button", { name: "Retry what failed" }).click();
  await run.getByRole("status").getByText("done", { exact: true }).waitFor({ timeout: 120_000 });
  await failed.waitFor({ state: "detached" });
  expect(visitor.faults).toEqual([]);
});

import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { DemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import { argosy } from "../faults/argosy-process.ts";
import { launchChromium } from "./support/chromium.ts";
import { demoEyes } from "./support/demo-eyes.ts";
import { dropFiles } from "./support/drop-files.ts";
import { cruiseWithBadFiles } from "./support/folders.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

const FRAMES = 60;
const BAD = 3;
const LABELS = 60;
const CLASSES = ["aggregate", "cell", "chain", "copepod", "fibre", "ovoid pellet", "rod pellet", "unclear"];

let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;
let demo: DemoFolder;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome()]);
  demo = await cruiseWithBadFiles(join(home.folder, "cruise"), FRAMES);
  visitor = await openVisitor(browser, home);
  ({ page } = visitor);
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

afterEach(({ task }) => pictureOfFailure(page, task));

/** Opens a section as somebody does: by its tab. */
async function section(name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Sections of the project" }).getByRole("link", { name, exact: true }).click();
}

test("a project is made", async () => {
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByLabel("Name").fill("First cruise");
  await page.getByRole("button", { name: "Make the project" }).click();
  await page.getByText("This project has no images yet").waitFor();
  project = new URL(page.url()).pathname.split("/")[2]!;
});

test("the folder is dropped, the pattern of its names mended, the table given; refused files say why", async () => {
  await dropFiles(page, [demo.frames]);
  await page
    .getByText(`Import ${FRAMES + BAD} files`)
    .first()
    .waitFor();
  const pattern = page.getByLabel("What the file names mean");
  expect(await pattern.inputValue()).toMatch(/\{.+\}/);
  await pattern.fill(demo.names);
  await page.getByText(`${FRAMES} of ${FRAMES + BAD} names match`).waitFor();
  await page.locator('input[accept=".csv,.tsv,.txt"]').setInputFiles(demo.metadata);
  await page.getByRole("button", { name: `Import ${FRAMES + BAD} files` }).click();
  await page.getByText("frames is imported").waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Show the files" }).click();
  await page.getByRole("button", { name: `refused ${BAD}` }).click();
  const empty = page.getByRole("list", { name: "Files" }).getByRole("button", { name: "frames/empty.tif" });
  expect(await empty.textContent()).toContain("The file is empty.");
  await empty.click();
  await page.getByText("Copy the file again from where it was recorded.").waitFor();
});

test("the sheet is filled, one cell by hand", async () => {
  await section("Sheet");
  await page.getByRole("grid", { name: "Metadata sheet" }).waitFor();
  for (
    let missing = page.locator(".missing button").first();
    (await missing.count()) > 0;
    missing = page.locator(".missing button").first()
  ) {
    const name = (await missing.textContent())!;
    await missing.click();
    await page.keyboard.type(knownOf(name));
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelector(".missing button")?.textContent !== before, name);
  }
  await page.getByText("Every column that EcoTaxa needs is filled.").waitFor();
});

/** What a scientist knows of the cruise and the table does not say. */
function knownOf(column: string): string {
  if (/date/i.test(column)) return "2024-05-04";
  if (/time/i.test(column)) return "10:30:00";
  if (/lat/i.test(column)) return "54.5";
  if (/lon/i.test(column)) return "8.25";
  if (/pixel|size|depth|volume/i.test(column)) return "10";
  return "known";
}

test("classes are brought as a list", async () => {
  await section("Classes");
  await page.getByRole("button", { name: "Choose a ready set" }).click();
  await page.getByLabel("Or a list of your own").fill(CLASSES.join("\n"));
  await page.getByRole("button", { name: `Add ${CLASSES.length} classes` }).click();
  await page
    .getByRole("treeitem")
    .nth(CLASSES.length - 1)
    .waitFor();
});

test("an area is drawn, the preview shows what is found, all images are run", async () => {
  await section("Pipeline");
  const pipeline = page.getByLabel("Pipeline", { exact: true });
  const plankton = pipeline.locator("option").filter({ hasText: "plankton" }).first();
  await pipeline.selectOption((await plankton.getAttribute("value"))!);
  await page.getByText(/^\d+ objects;/).waitFor();
  await page.locator("summary", { hasText: "Working area" }).click();
  await page.getByRole("button", { name: "Rectangle", exact: true }).click();
  await drag(page.locator(".stage .osd"));
  await page.getByText("1 drawn").waitFor();
  await page.getByText(/^\d+ objects;/).waitFor();
  await page.getByRole("button", { name: `Run on all ${FRAMES} …` }).click();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs/);
  await page.getByRole("status").getByText("done", { exact: true }).waitFor({ timeout: 150_000 });
});

/** Drags over most of what is shown, as a hand does. */
async function drag(over: Locator): Promise<void> {
  const { x, y, width, height } = (await over.boundingBox())!;
  const at = (part: number) => [x + width * part, y + height * part] as const;
  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.5), { steps: 4 });
  await page.mouse.move(...at(0.7), { steps: 4 });
  await page.mouse.up();
}

test("60 objects are labelled with at most 130 keys and no mouse", async () => {
  await section("Objects");
  await page.locator(".cell.cursor").waitFor();
  const run = new URL(page.url()).searchParams.get("run") ?? (await newestRun());
  const seen = await demoEyes(page, demo, project, run);
  await page.evaluate(() => {
    const counted = { keys: 0, clicks: 0 };
    Object.assign(globalThis, { argosyPressed: counted });
    addEventListener("keydown", () => counted.keys++, true);
    addEventListener("pointerdown", () => counted.clicks++, true);
  });
  for (let label = 0; label < LABELS; label++) {
    const name = (await page.locator(".cell.cursor").getAttribute("aria-label"))!.split(", ")[0]!;
    const key = await keyOf(seen.get(name) || "unclear");
    await page.keyboard.press(key);
    await page.waitForFunction(
      (before) => !document.querySelector(".cell.cursor")?.getAttribute("aria-label")?.startsWith(before),
      `${name},`,
    );
  }
  await page.getByText("All labels saved").waitFor();
  const pressed = await page.evaluate(() => (globalThis as unknown as { argosyPressed: { keys: number; clicks: number } }).argosyPressed);
  expect(pressed.clicks).toBe(0);
  expect(pressed.keys).toBeLessThanOrEqual(130);
  await page
    .getByRole("button", { name: /validated/ })
    .getByText(String(LABELS))
    .waitFor();
});

async function newestRun(): Promise<string> {
  const answer = (await (await page.request.get(`/api/projects/${project}/runs?limit=1`)).json()) as {
    readonly runs: readonly { readonly id: string }[];
  };
  return answer.runs[0]!.id;
}

/** The key that the sidebar shows beside a class. */
async function keyOf(name: string): Promise<string> {
  const label = await page.getByRole("button", { name: new RegExp(`^Label as ${name}, key`) }).getAttribute("aria-label");
  return label!.at(-1)!;
}

test("a model is trained, its confusion matrix read, the rest predicted and one prediction corrected", async () => {
  await section("Train");
  await page.getByRole("button", { name: /^Train on \d+ objects of [2-9] classes$/ }).click();
  const matrix = page.getByRole("table", { name: /Confusion matrix/ });
  await matrix.waitFor({ timeout: 60_000 });
  const cell = matrix.getByRole("button").filter({ hasText: /[1-9]/ }).first();
  await cell.click();
  await page.locator(".cell-objects li").first().waitFor();
  await page.getByRole("button", { name: /^Predict with Model 1$/ }).click();
  await page.getByText(/objects of [\d,]+ predicted by Model 1/).waitFor({ timeout: 60_000 });
  await section("Objects");
  await page.getByRole("button", { name: /predicted/ }).click();
  await page.locator(".cell.predicted.cursor").waitFor();
  const before = (await page.locator(".cell.cursor").getAttribute("aria-label"))!;
  const other = before.includes("fibre") ? "cell" : "fibre";
  await page.keyboard.press(await keyOf(other));
  await page.getByText("All labels saved").waitFor();
});

test("the export is clean by EcoTaxa's rules", async () => {
  await section("Export");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const link = page.getByRole("link", { name: "Download" }).first();
  await link.waitFor({ timeout: 120_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const bundle = join(home.folder, "bundle.zip");
  await download.saveAs(bundle);
  const { code, output } = await argosy("check-bundle", bundle);
  expect([code, output]).toEqual([0, expect.stringMatching(/accepted, \d{3,} objects/)]);
  expect(output).not.toContain("error");
});

test("nothing went wrong unseen, and no other host was asked", () => {
  expect(visitor.faults).toEqual([]);
});

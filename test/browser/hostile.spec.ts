import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { encodeGreyTiff } from "../../cli/src/demo/encode-grey-tiff.ts";
import { renderDemo } from "../../cli/src/demo/render-demo.ts";
import { argosy } from "../faults/argosy-process.ts";
import { HOSTILE, inFileName } from "../support/hostile-strings.ts";
import { launchChromium } from "./support/chromium.ts";
import { dropFiles } from "./support/drop-files.ts";
import { folderOf } from "./support/folders.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

const FILES = HOSTILE.filter(inFileName);

let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome()]);
  visitor = await openVisitor(browser, home);
  ({ page } = visitor);
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/data$/);
  project = new URL(page.url()).pathname.split("/")[2]!;
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});
afterEach(async ({ task }) => {
  await pictureOfFailure(page, task);
  expect(await page.evaluate(() => (globalThis as unknown as { hacked?: number }).hacked)).toBe(undefined);
});

const ask = async <Answer>(path: string): Promise<Answer> => (await page.request.get(path)).json() as Promise<Answer>;

/** What the page makes of a text in a form: it is taken as it is (but for spaces around it), or refused with a sentence. */
async function give(field: Locator, text: string, press: () => Promise<void>, taken: () => Promise<string | undefined>): Promise<void> {
  // A field of one line takes no line break and no more than its limit: the browser sees to that.
  await field.fill(text);
  const given = (await field.inputValue()).trim();
  await press();
  const said = page.getByRole("alert").filter({ hasText: /\S/ }).first();
  const done = await Promise.race([
    said.waitFor().then(
      () => false,
      () => false,
    ),
    untilGone(field).then(() => true),
  ]);
  if (done) await expect.poll(async () => [given, given.normalize("NFC")].includes((await taken()) ?? "")).toBe(true);
  else {
    expect([text.slice(0, 40), await said.textContent()]).toEqual([text.slice(0, 40), expect.stringMatching(/\w{3}/)]);
    await page.keyboard.press("Escape");
    await untilGone(field);
  }
}

const untilGone = (field: Locator) => field.waitFor({ state: "detached" });

test("as the name of a project", async () => {
  for (const text of HOSTILE) {
    await visitor.go("/");
    await page.locator(".card").first().waitFor();
    await page.keyboard.press("n");
    const field = page.getByLabel("Name");
    await give(
      field,
      text,
      () => page.keyboard.press("Enter"),
      async () => {
        await page.waitForURL(/\/p\//);
        const { projects } = await ask<{ projects: readonly { readonly id: string; readonly name: string }[] }>("/api/projects");
        const id = new URL(page.url()).pathname.split("/")[2];
        return projects.find((one) => one.id === id)?.name;
      },
    );
  }
});

test("as the name of a class, typed and in a list; each is shown as the text that it is", async () => {
  await visitor.go(`/p/${project}/classes`);
  await page.getByText("There are no classes yet").waitFor();
  for (const text of HOSTILE) {
    await page.keyboard.press("a");
    await give(
      page.getByRole("dialog").getByLabel("Name"),
      text,
      () => page.keyboard.press("Enter"),
      async () => (await page.locator('[role=treeitem][aria-selected="true"] .name').textContent()) ?? undefined,
    );
  }
  const before = await page.getByRole("treeitem").count();
  expect(before).toBeGreaterThan(20);
  await page.keyboard.press("i");
  await page
    .getByLabel("Or a list of your own")
    .fill(`name,parent\n${HOSTILE.map((text) => `"${text.replaceAll('"', '""')}",listed`).join("\n")}`);
  await page.getByRole("button", { name: /^Add \d+ classes$/ }).click();
  // One name that cannot be refuses the whole list, with the reason.
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.getByRole("treeitem").count()).toBe(before);
});

test("as names of files and values of metadata, through a run and an export", { timeout: 300_000 }, async () => {
  const [frame] = renderDemo({ frames: 1, seed: 5 });
  const bytes = encodeGreyTiff(frame!, 10);
  const folder = await folderOf(join(home.folder, "hostile"), Object.fromEntries(FILES.map((text) => [`${text}.tif`, bytes])));
  const table = join(home.folder, "table.csv");
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = FILES.map((text, at) => [`${text}.tif`, HOSTILE[(at + 7) % HOSTILE.length]!.replaceAll("\u0000", "")].map(cell).join(","));
  await writeFile(table, ["file,station", ...rows].join("\n"));
  await visitor.go(`/p/${project}/data`);
  await page.getByText("This project has no images yet").waitFor();
  await dropFiles(page, [folder]);
  await page.locator('input[accept=".csv,.tsv,.txt"]').setInputFiles(table);
  await page.getByRole("button", { name: /^Import \d+ files$/ }).click();
  await page.getByText("hostile is imported").waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Show the files" }).click();
  await page.getByRole("list", { name: "Files" }).getByRole("button").first().waitFor();
  const { collections } = await ask<{ collections: readonly { readonly id: string; readonly images: number }[] }>(
    `/api/projects/${project}/collections`,
  );
  const { files } = await ask<{
    files: readonly { readonly path: string; readonly state: string; readonly problem?: { readonly reason: string } }[];
  }>(`/api/projects/${project}/collections/${collections[0]!.id}/files?limit=100`);
  const names = files.map(({ path }) => path.replace(/^hostile\//, "").replace(/\.tif$/, ""));
  expect(names.toSorted()).toEqual(FILES.map(asStored).toSorted());
  for (const { state, problem } of files) expect(state === "ready" || problem?.reason !== undefined).toBe(true);
  expect(collections[0]!.images).toBeGreaterThan(FILES.length - 4);
  for (const section of ["sheet", "images", "table", "objects"]) {
    await visitor.go(`/p/${project}/${section}`);
    await visitor.quiet();
  }
  await runAndExport();
});

/** Names are kept in one form, and what no name should hold is seen as such. */
const asStored = (text: string): string => text.normalize("NFC").replaceAll(/\p{Cc}/gu, "\ufffd");

async function runAndExport(): Promise<void> {
  await visitor.go(`/p/${project}/pipeline`);
  const pipeline = page.getByLabel("Pipeline", { exact: true });
  const plankton = pipeline.locator("option").filter({ hasText: "Plankton" }).first();
  await pipeline.selectOption((await plankton.getAttribute("value"))!);
  await page.getByRole("button", { name: /^Run on all/ }).click();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/runs/);
  await page.getByRole("status").getByText("done", { exact: true }).waitFor({ timeout: 150_000 });
  for (const section of ["images", "objects", "table"]) {
    await visitor.go(`/p/${project}/${section}`);
    await page
      .getByText(/objects/i)
      .first()
      .waitFor();
  }
  await visitor.go(`/p/${project}/export`);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const link = page.getByRole("link", { name: "Download" }).first();
  await link.waitFor({ timeout: 120_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const bundle = join(home.folder, "hostile.zip");
  await download.saveAs(bundle);
  expect((await readFile(bundle)).length).toBeGreaterThan(10_000);
  const { code, output } = await argosy("check-bundle", bundle);
  expect([code, output]).toEqual([0, expect.stringContaining("accepted")]);
}

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});

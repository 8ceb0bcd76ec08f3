import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import { dropFiles } from "./support/drop-files.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { judgeScreen } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

let browser: Browser;
let home: Home;
let visitor: Visitor;
let path: string;

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome()]);
  visitor = await openVisitor(browser, home, DESK, /ERR_FAILED/);
  const { page, context } = visitor;
  page.setDefaultTimeout(20_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: home.url });
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Name").fill("A sheet");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/data$/);
  await page.getByText("This project has no images yet").waitFor();
  path = new URL(page.url()).pathname.replace(/data$/, "sheet");
  const folder = join(home.folder, "cruise");
  await mkdir(folder);
  const picture = encodePng({ width: 40, height: 30, bits: 8, planes: [new Uint8Array(1_200).fill(200)] });
  for (let i = 0; i < 12; i++) await writeFile(join(folder, `AZ1_S0${i % 4}_${10 * (i % 3)}_${i}.png`), picture);
  await dropFiles(page, [folder]);
  await page.getByRole("button", { name: "Import 12 files" }).click();
  await page.getByRole("heading", { name: "cruise is imported" }).waitFor();
  await page.getByRole("link", { name: "Fill the sheet" }).click();
  await page.getByRole("grid").waitFor();
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

const cell = (page: Page, r: number, c: number) => page.locator(`#cell-${r}-${c}`);
const text = (page: Page, r: number, c: number) => cell(page, r, c).textContent();
const saved = (page: Page) => page.getByText("Everything is saved.").waitFor();

async function type(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    if (/^(Arrow|Home|End|Tab|Enter|Delete|Escape|F2|Control\+|Shift\+)/.test(key)) await page.keyboard.press(key);
    else await page.keyboard.type(key);
  }
}

test("a sheet is filled by keys alone, beside the columns of EcoTaxa; what lacks is named", async () => {
  const { page } = visitor;
  await page.getByRole("columnheader", { name: /Latitude.*object_lat/ }).waitFor();
  await expect.poll(() => text(page, 0, 0)).toBe("AZ1_S00");
  await expect.poll(() => text(page, 0, 1)).toBe("missing");
  await page.getByRole("button", { name: "Latitude in 4 rows" }).click();
  await type(page, "43.7", "Tab", "7,3", "Tab", "20260504", "Tab", "7:30", "Enter");
  await expect
    .poll(() => Promise.all([text(page, 0, 1), text(page, 0, 2), text(page, 0, 3), text(page, 0, 4)]))
    .toEqual(["43.7", "7.3", "2026-05-04", "07:30:00"]);
  await page.getByRole("button", { name: "Latitude in 3 rows" }).waitFor();
  await saved(page);
  await page.reload();
  await page.getByRole("grid").waitFor();
  await expect.poll(() => text(page, 0, 3)).toBe("2026-05-04");
});

test("a block is pasted, undone, done again, filled down and copied", async () => {
  const { page } = visitor;
  await cell(page, 1, 1).click();
  await page.evaluate(() => navigator.clipboard.writeText("44\t8\t2026-05-05\n45\t9\t2026-05-06\n46\t10\t2026-05-07"));
  await type(page, "Control+v");
  await expect.poll(() => Promise.all([text(page, 1, 1), text(page, 3, 3)])).toEqual(["44", "2026-05-07"]);
  await type(page, "Control+z");
  await expect.poll(() => text(page, 1, 1)).toBe("missing");
  await type(page, "Control+y");
  await expect.poll(() => text(page, 3, 2)).toBe("10");
  await cell(page, 0, 4).click();
  await type(page, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
  await expect.poll(() => text(page, 3, 4)).toBe("07:30:00");
  await cell(page, 2, 1).click();
  await type(page, "Shift+ArrowRight", "Control+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("45\t9");
  await saved(page);
  await page.reload();
  await page.getByRole("grid").waitFor();
  await expect.poll(() => Promise.all([text(page, 1, 1), text(page, 3, 3), text(page, 3, 4)])).toEqual(["44", "2026-05-07", "07:30:00"]);
});

test("what a cell cannot hold stays, with a sentence, and nothing of it is saved", async () => {
  const { page } = visitor;
  await cell(page, 2, 1).click();
  await type(page, "91", "Enter", "ArrowUp");
  await page.getByText("Latitude lies between -90 and 90 °.").waitFor();
  await page.getByText("Saved, but for 1 cell marked in red.").waitFor();
  expect(await cell(page, 2, 1).getAttribute("aria-invalid")).toBe("true");
  await type(page, "Delete");
  await page.getByRole("button", { name: "Latitude in 1 row" }).waitFor();
  await type(page, "Control+z");
  await saved(page);
});

test("hostile texts are shown as text and kept as they are", async () => {
  const { page } = visitor;
  const ship = await page.getByRole("columnheader").allInnerTexts();
  const c = ship.findIndex((title) => title.includes("sample_ship")) - 1;
  const texts = [
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "\u202Egnp.exe",
    "👩‍🔬🐟",
    "'; drop table image; --",
    "../../etc/passwd",
  ];
  for (const hostile of texts) {
    await cell(page, 0, c).click();
    await page.keyboard.insertText(hostile[0]!);
    await type(page, "F2");
    await page.locator("input.edit").fill(hostile);
    await type(page, "Enter");
    await saved(page);
    expect(await cell(page, 0, c).textContent()).toBe(hostile.trim());
  }
  await cell(page, 0, c).click();
  await type(page, "F2");
  await page.locator("input.edit").fill("x".repeat(10_000));
  await type(page, "Enter", "ArrowUp");
  await page.getByText("A cell holds at most 250 characters.").waitFor();
  await type(page, "Delete");
  expect(await page.evaluate(() => document.querySelector('img[src="x"]'))).toBeNull();
});

test("two tabs that change one cell are told of each other", async () => {
  const { page } = visitor;
  const other = await visitor.newTab();
  other.setDefaultTimeout(20_000);
  await other.goto(path);
  await other.getByRole("grid").waitFor();
  await cell(page, 1, 2).click();
  await type(page, "8.5", "Enter");
  await saved(page);
  await cell(other, 1, 2).click();
  await type(other, "8.7", "Enter", "ArrowUp");
  await other.getByText(/Longitude is 8.5 now: somebody changed it meanwhile/).waitFor();
  await other.close();
});

test("the pixel size is set by instrument, with where it is from", async () => {
  const { page } = visitor;
  await page.getByRole("button", { name: "Pixel size", exact: true }).click();
  await page.getByText("It is not known now").waitFor();
  await page.getByRole("tab", { name: "By instrument" }).click();
  await page.getByLabel("Instrument", { exact: true }).selectOption({ label: "ZooScan, 2400 dpi" });
  await page.getByText("10.58 µm a pixel").waitFor();
  await page.getByRole("button", { name: "Set the pixel size" }).click();
  await page.getByText("The pixel size of 12 images is 10.58 µm.").waitFor();
  await page.getByText("Pixel size in", { exact: false }).waitFor({ state: "detached" });
});

test("the screens are whole", async () => {
  const ready = async (page: Page) => {
    await page.getByRole("grid").waitFor();
    await cell(page, 0, 1).click();
  };
  await judgeScreen(visitor, { name: "sheet", path, ready });
});

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});

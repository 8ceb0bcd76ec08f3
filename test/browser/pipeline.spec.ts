import { createHash } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readLabelTiff } from "../../cli/src/flow/label-tiff.ts";
import { drawLabels } from "../../web/src/pages/pipeline/preview/draw-result.ts";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import { foundIn, pictureIn, previewed } from "./support/preview-seen.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

let browser: Browser;
let home: Home;
let visitor: Visitor;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "4"])]);
  visitor = await openVisitor(browser, home);
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  project = new URL(page.url()).pathname.split("/")[2]!;
  await visitor.go(`/p/${project}/pipeline`);
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});
afterEach(({ task }) => pictureOfFailure(visitor.page, task));

/** What the preview says of objects and specks. */
const found = () => foundIn(visitor.page);
/** SHA-256 of the pixels of the preview's canvas. */
const pictureHash = async () => (await pictureIn(visitor.page)).sha256;

describe("the pipeline page", () => {
  test("a parameter is changed by keyboard, marked, and the preview follows", async () => {
    const { page } = visitor;
    const before = await found();
    expect(before).toMatch(/^\d+ objects/);
    const slider = page.getByRole("slider", { name: "Smallest area" }).first();
    await slider.focus();
    for (let n = 0; n < 40; n++) await page.keyboard.press("ArrowRight");
    expect(await found()).not.toBe(before);
    await page.getByText("1 changed", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Reset Smallest area" }).press("Enter");
    expect(await found()).toBe(before);
    expect(await slider.isVisible(), "the step stays open").toBe(true);
  });

  test("each step's result can be looked at", async () => {
    const { page } = visitor;
    const looks = page.getByLabel("Result to look at");
    const views = await looks.locator("option").allTextContents();
    expect(views).toContain("Even out the light: evenly lit image");
    const seen = new Set<string>();
    for (const view of views) {
      await looks.selectOption({ label: view });
      seen.add(await pictureHash());
    }
    expect(seen.size).toBeGreaterThan(5);
    await looks.selectOption({ label: "Objects: labels" });
  });

  test("what a parameter must not be is said beside it and by the preview", async () => {
    const { page } = visitor;
    const area = page.getByRole("spinbutton", { name: "Smallest area" }).first();
    await area.fill("-1");
    await page.getByText("Not below 0.").waitFor();
    await page.locator(".state [role=alert]").waitFor();
    await area.fill("150");
    await previewed(page);
  });

  test("a working area is made by keyboard and drawn by mouse, and only what lies in it is found", async () => {
    const { page } = visitor;
    const before = await found();
    await page.locator("summary", { hasText: "Working area" }).press("Enter");
    await page.getByRole("button", { name: "Add a rectangle without drawing" }).press("Enter");
    await page.getByLabel("Width", { exact: true }).fill("500");
    await page.getByLabel("Width", { exact: true }).press("Enter");
    expect(await found()).toMatch(/outside the area/);
    await page.getByRole("button", { name: /^Area: rectangle/ }).press("ArrowRight");
    expect(await page.getByLabel("Left", { exact: true }).inputValue()).toBe("103");
    await page.getByRole("button", { name: /^Remove Area/ }).press("Enter");
    await page.getByRole("button", { name: "Polygon", exact: true }).click();
    const box = (await page.locator("canvas.result").boundingBox())!;
    for (const [x, y] of [
      [0.1, 0.1],
      [0.6, 0.1],
      [0.6, 0.6],
    ] as const)
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Area: polygon of 3 corners/ }).waitFor();
    expect(await found()).toMatch(/outside the area/);
    await page.getByRole("button", { name: /^Remove Area/ }).click();
    expect(await found()).toBe(before);
  });

  test("every step of the server is offered, and found by what it does", async () => {
    const { page } = visitor;
    const { nodes } = (await (await visitor.context.request.get("/api/nodes")).json()) as { nodes: { title: string }[] };
    await page.getByRole("button", { name: /^Add a step/ }).press("Enter");
    const options = page.getByRole("listbox", { name: "Steps" }).getByRole("option");
    await expect.poll(() => options.count()).toBe(nodes.length - 1);
    await page.getByRole("combobox", { name: "Find a step" }).fill("uneven light");
    await options.filter({ hasText: "Even out the light" }).click();
    await page.getByRole("heading", { name: "Even out the light" }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("a step is added, set and removed by keyboard, outlives a reload, and all of it is taken back", async () => {
    const { page } = visitor;
    const before = await found();
    const add = async (words: string) => {
      await page.keyboard.press("a");
      await page.getByRole("combobox", { name: "Find a step" }).fill(words);
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    };
    await page.locator("h3").first().click();
    await add("shrink objects");
    await page.locator("summary:focus", { hasText: "Shrink objects" }).waitFor();
    await page.getByRole("spinbutton", { name: "Radius" }).first().waitFor();
    expect(await found()).not.toBe(before);
    await page.reload();
    await page.getByRole("button", { name: "Undo: Shrink objects added" }).waitFor();
    await page.locator("summary", { hasText: "Shrink objects" }).press("Enter");
    await page.getByRole("button", { name: "Remove Shrink objects" }).press("Enter");
    expect(await found()).toBe(before);
    await add("yen threshold");
    expect(await page.locator("summary", { hasText: "Otsu threshold" }).count(), "it stands in its place").toBe(0);
    await page.locator("summary", { hasText: "Yen threshold" }).waitFor();
    for (const done of ["Yen threshold added", "Shrink objects removed", "Shrink objects added"]) {
      await page.getByRole("button", { name: `Undo: ${done}` }).waitFor();
      await page.keyboard.press("Control+z");
    }
    expect(await page.getByRole("button", { name: /^Undo/ }).count()).toBe(0);
    expect(await found()).toBe(before);
  });

  test("a step reads what it is told to", async () => {
    const { page } = visitor;
    const before = await found();
    await page.locator('details[data-step="objects"]').getByLabel("Takes mask of").selectOption("threshold.mask");
    expect(await found()).not.toBe(before);
    await page.getByRole("button", { name: "Undo: Objects joined" }).press("Enter");
    expect(await found()).toBe(before);
  });

  test("a trial shows images beside each other with their counts", async () => {
    const { page } = visitor;
    await page.getByRole("button", { name: /^Try on/ }).click();
    await page
      .getByRole("dialog")
      .getByText(/objects? in 4 images/)
      .waitFor();
    expect(await page.getByRole("dialog").locator("li").count()).toBe(4);
    await page.getByRole("button", { name: "Close" }).last().click();
  });

  test("the run gives the label image that the preview showed, and says what it dropped", async () => {
    const { page } = visitor;
    await page.locator("summary", { hasText: "Otsu threshold" }).press("Enter");
    await page.getByRole("spinbutton", { name: "Offset" }).first().fill("3");
    await page.getByRole("button", { name: "Areas", exact: true }).click();
    const shown = await pictureHash();
    const image = new URL(page.url()).searchParams.get("image")!;
    await page.getByRole("button", { name: /^Run on all 4/ }).click();
    await page.getByRole("button", { name: "Start the run" }).click();
    await page.waitForURL(/\/runs\/[0-9a-v]{26}/);
    await page.locator("b.done").waitFor({ timeout: 120_000 });
    const run = new URL(page.url()).pathname.split("/").at(-1)!;
    const response = await visitor.context.request.get(`/api/projects/${project}/runs/${run}/images/${image}/labels.tif`);
    const expected = drawLabels(readLabelTiff(await response.body()), "fill").data;
    expect(shown).toBe(createHash("sha256").update(expected).digest("hex"));
    await page.getByText("Too small").waitFor();
    await page.locator(".most button").first().press("Enter");
    await page.locator(".boxes rect").first().waitFor({ state: "attached" });
    await page.getByRole("tab", { name: "Difference to another run" }).click();
    await page.getByRole("cell", { name: "offset" }).waitFor();
  });

  test("nothing went wrong unseen", () => expect(visitor.faults).toEqual([]));
});

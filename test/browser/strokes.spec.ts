import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readLabelTiff } from "../../cli/src/flow/label-tiff.ts";
import { drawLabels } from "../../web/src/pages/pipeline/preview/draw-result.ts";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import { pictureIn, previewed } from "./support/preview-seen.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "2"])]);
  visitor = await openVisitor(browser, home);
  ({ page } = visitor);
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  project = new URL(page.url()).pathname.split("/")[2]!;
  await visitor.go(`/p/${project}/pipeline`);
  await previewed(page);
});
afterAll(async () => {
  await browser?.close();
  await home?.stop();
});
afterEach(({ task }) => pictureOfFailure(page, task));

/** Where objects are that a threshold finds, and where none is: in shares of the image. */
interface Places {
  readonly object: readonly [number, number];
  readonly ground: readonly [number, number];
}

/** The middle of the largest run of painted pixels in the picture of the result, and of the largest empty one. */
async function placesIn(): Promise<Places> {
  return page.locator("canvas.result").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
    const best = { object: [0, 0, 0], ground: [0, 0, 0] };
    for (let y = 20; y < height - 20; y++)
      for (let x = 20, from = 20; x < width - 20; x++) {
        const is = data[4 * (y * width + x) + 3]! > 0;
        const next = data[4 * (y * width + x + 1) + 3]! > 0;
        if (is === next && x < width - 21) continue;
        const run = best[is ? "object" : "ground"];
        if (x - from > run[2]!) best[is ? "object" : "ground"] = [(from + x) / 2 / width, (y + 0.5) / height, x - from];
        from = x + 1;
      }
    const at = ([x, y]: number[]) => [x!, y!] as const;
    return { object: at(best.object), ground: at(best.ground) };
  });
}

/** A stroke with the mouse around a place. */
async function paint([x, y]: readonly [number, number], length: number): Promise<void> {
  const box = (await page.locator("svg.strokes").boundingBox())!;
  const at = (along: number) => [box.x + box.width * (x + along * length), box.y + box.height * y] as const;
  await page.mouse.move(...at(-0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0), { steps: 4 });
  await page.mouse.move(...at(0.5), { steps: 4 });
  await page.mouse.up();
}

const painted = () => page.locator("svg.strokes path").count();
const panel = () => page.getByRole("region", { name: "Strokes" });

describe("a step that learns from strokes", () => {
  let places: Places;

  test("takes the place of the threshold, and says what it needs", async () => {
    const looks = page.getByLabel("Result to look at");
    const threshold = await looks.locator("option", { hasText: "Otsu threshold" }).first().textContent();
    await looks.selectOption({ label: threshold! });
    await page.getByRole("button", { name: "Areas", exact: true }).click();
    await pictureIn(page);
    places = await placesIn();
    await page.locator("h3").first().click();
    await page.keyboard.press("a");
    await page.getByRole("combobox", { name: "Find a step" }).fill("learn from strokes");
    await page.keyboard.press("Enter");
    await page.locator("summary:focus", { hasText: "Learn from strokes" }).waitFor();
    await page.locator(".state", { hasText: "nothing is painted yet" }).waitFor();
  });

  test("makes a mask as soon as both classes are painted, and another one with every stroke", async () => {
    await panel().getByRole("button", { name: "Object", exact: true }).click();
    await paint(places.object, 0.01);
    await panel().getByText("Now paint a stroke on the background.").waitFor();
    await panel().getByRole("button", { name: "Background", exact: true }).click();
    await paint(places.ground, 0.2);
    const two = await pictureIn(page);
    await paint([places.ground[0], places.ground[1] > 0.5 ? 0.08 : 0.92], 0.3);
    await expect.poll(painted).toBe(3);
    const three = await pictureIn(page);
    expect(three.sha256).not.toBe(two.sha256);
    await page.keyboard.press("u");
    await expect.poll(painted).toBe(2);
    expect((await pictureIn(page)).sha256).toBe(two.sha256);
    await page.keyboard.press("Escape");
    await page.locator("svg.strokes.painting").waitFor({ state: "detached" });
  });

  test("is painted for and changed without a mouse", async () => {
    const before = await pictureIn(page);
    await panel().locator("summary").press("Enter");
    await panel().getByRole("button", { name: "Add background without painting" }).press("Enter");
    const last = panel().getByRole("button", { name: /^Stroke 3: background/ });
    await last.press("Shift+ArrowLeft");
    await last.press("ArrowUp");
    await previewed(page);
    await panel().getByRole("button", { name: "Remove stroke 3: background" }).press("Enter");
    expect(await pictureIn(page)).toEqual(before);
  });

  test("keeps strokes with the pipeline, also when the page is loaded anew", async () => {
    const before = await pictureIn(page);
    await page.getByRole("button", { name: /^Save as version/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("painted");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved as version 1 of painted.").waitFor();
    await page.reload();
    await previewed(page);
    await page.getByRole("button", { name: "Areas", exact: true }).click();
    await page.getByLabel("Result to look at").selectOption({ label: "Learn from strokes: mask" });
    expect(await pictureIn(page)).toEqual(before);
    await expect.poll(painted).toBe(2);
    expect(await page.getByRole("button", { name: /^Reset \d+ change/ }).count(), "nothing is learnt anew").toBe(0);
  });

  test("gives in the run the objects that the preview showed", async () => {
    await page.getByLabel("Result to look at").selectOption({ label: "Objects: labels" });
    const { sha256 } = await pictureIn(page);
    const image = new URL(page.url()).searchParams.get("image")!;
    await page.getByRole("button", { name: /^Run on all 2/ }).click();
    await page.getByRole("button", { name: "Start the run" }).click();
    await page.waitForURL(/\/runs\/[0-9a-v]{26}/);
    await page.locator("b.done").waitFor({ timeout: 120_000 });
    const run = new URL(page.url()).pathname.split("/").at(-1)!;
    const response = await visitor.context.request.get(`/api/projects/${project}/runs/${run}/images/${image}/labels.tif`);
    expect(
      createHash("sha256")
        .update(drawLabels(readLabelTiff(await response.body()), "fill").data)
        .digest("hex"),
    ).toBe(sha256);
  });

  test("nothing went wrong unseen", () => expect(visitor.faults).toEqual([]));
});

import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Box } from "@argosy/core";
import { encodePng } from "@argosy/formats";
import type { Mask } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import { cutPlane, greyImage, PreviewChain, planPreview, validateGraph } from "@argosy/nodes";
import { loadNodes, loadTemplates } from "@argosy/runtime";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawResult } from "../../web/src/pages/pipeline/preview/draw-result.ts";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureIn } from "./support/preview-seen.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

/** More than a preview works on at once, and one that it can see whole. */
const LARGE = { width: 2_600, height: 1_800 };
const SMALL = { width: 900, height: 700 };

let browser: Browser;
let home: Home;
let visitor: Visitor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-preview-part-"));
  const frames = join(folder, "frames");
  await mkdir(frames);
  for (const [name, size] of Object.entries({ "a-large.png": LARGE, "b-small.png": SMALL }))
    await writeFile(join(frames, name), encodePng({ ...size, bits: 8, planes: [drawField(size)] }));
  [browser, home] = await Promise.all([launchChromium(), startHome([frames])]);
  visitor = await openVisitor(browser, home);
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.getByRole("link", { name: "Pipeline" }).click();
  const looks = page.getByLabel("Result to look at");
  const threshold = await looks.locator("option", { hasText: "Otsu threshold" }).first().textContent();
  await looks.selectOption({ label: threshold! });
  await page.getByRole("button", { name: "Areas", exact: true }).click();
});
afterAll(async () => {
  await browser?.close();
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Bright, darker to the right and below, so that a part has another background than the whole; with dark discs of many sizes. */
function drawField({ width, height }: typeof LARGE): Uint8Array {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [(x % 90) - 45, (y % 90) - 45];
      const radius = 6 + ((Math.floor(x / 90) * 5 + Math.floor(y / 90) * 3) % 17);
      const ground = 225 - (60 * x) / width - (45 * y * y) / (height * height);
      data[y * width + x] = ground - (dx * dx + dy * dy < radius * radius ? 70 : 0) + ((x * 31 + y * 17) % 7);
    }
  return data;
}

/** What the nodes make of a whole frame up to the threshold, drawn as the page draws it; of a part of it, when one is given. */
async function expected(size: typeof LARGE, part: Box = { x: 0, y: 0, ...size }) {
  const registry = await loadNodes();
  const template = (await loadTemplates()).get("plankton");
  if (template === undefined) throw new Error("there is no template plankton");
  const { steps } = planPreview(validateGraph(template, registry).graph, registry);
  const frame = greyImage(plane(drawField(size), size.width, size.height));
  for (const step of new PreviewChain(registry).run({ steps, frame, image: "a", context: { name: "a" } }))
    if (step?.id === "threshold") {
      const { data } = drawResult("mask", cutPlane(step.outputs["mask"] as Mask, part), "fill")!;
      const place = `0 ${part.x} ${part.y}`;
      return { width: part.width, height: part.height, place, sha256: createHash("sha256").update(data).digest("hex") };
    }
  throw new Error("the template has no threshold");
}

/** How much of the picture is foreground. */
async function shareShown(): Promise<number> {
  return visitor.page.locator("canvas.result").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    let shown = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) shown++;
    return (4 * shown) / data.length;
  });
}

describe("the preview", () => {
  test("of a part of an image shows what the whole image gives there", async () => {
    const { page } = visitor;
    await pictureIn(page);
    await page.getByRole("button", { name: "1:1", exact: true }).click();
    // So near that the view is less than what is worked on at once, on a screen of any width.
    await page.getByRole("button", { name: "Closer" }).click();
    await page.locator("canvas.result[data-place^='0 ']").waitFor({ state: "attached" });
    const shown = await pictureIn(page);
    const [, x, y] = shown.place.split(" ").map(Number);
    expect(shown).toEqual(await expected(LARGE, { x: x!, y: y!, width: 1_024, height: 1_024 }));
  });

  test("of an image of another size shows all of it", async () => {
    const { page } = visitor;
    await page.locator("body").press("n");
    const wanted = await expected(SMALL);
    await expect.poll(() => pictureIn(page), { timeout: 30_000 }).toEqual(wanted);
  });

  test("goes before a run that says which images have another size", async () => {
    const { page } = visitor;
    await page.getByRole("button", { name: /^Run on all 2/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/1 image of another size than 900 × 700 px/).waitFor();
    await dialog.getByText(/2600 × 1800: .*a-large/).waitFor();
    await page.keyboard.press("Escape");
  });

  test("of a large image learns from strokes at full resolution, and shows about the same from afar", async () => {
    const { page } = visitor;
    await page.locator("body").press("Shift+n");
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    await page.keyboard.press("a");
    await page.getByRole("combobox", { name: "Find a step" }).fill("learn from strokes");
    await page.keyboard.press("Enter");
    await page.locator(".state", { hasText: "nothing is painted yet" }).waitFor();
    const panel = page.getByRole("region", { name: "Strokes" });
    await panel.getByRole("slider").first().fill("4");
    await panel.getByRole("button", { name: "Object", exact: true }).click();
    // It comes so near by itself that there are pixels of full resolution to paint on.
    await page.locator("svg.strokes.painting").waitFor({ state: "attached" });
    const [all, stage] = [(await page.locator("svg.strokes").boundingBox())!, (await page.locator(".stage").boundingBox())!];
    const scale = all.width / LARGE.width;
    const nearest = (middle: number, from: number) => 90 * Math.floor((middle - from) / scale / 90) + 45;
    const [cx, cy] = [nearest(stage.x + stage.width / 2, all.x), nearest(stage.y + stage.height / 2, all.y)];
    const paint = async (x: number, y: number, toX: number, toY: number) => {
      await page.mouse.move(all.x + x * scale, all.y + y * scale);
      await page.mouse.down();
      await page.mouse.move(all.x + toX * scale, all.y + toY * scale, { steps: 8 });
      await page.mouse.up();
    };
    await paint(cx - 4, cy, cx + 4, cy);
    await page.locator(".state", { hasText: "no background is painted yet" }).waitFor();
    await panel.getByRole("button", { name: "Background", exact: true }).click();
    await paint(cx + 45, cy - 40, cx + 45, cy + 40);
    await paint(cx - 40, cy + 45, cx + 40, cy + 45);
    await pictureIn(page);
    const near = await shareShown();
    expect(await page.evaluate(() => Object.values(sessionStorage).join().split('"samples"').length - 1)).toBe(3);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Fit", exact: true }).click();
    await page.locator("canvas.result:not([data-place^='0 '])").waitFor({ state: "attached" });
    await pictureIn(page);
    const far = await shareShown();
    // Discs of radius 6 to 22, one on 90 x 90 pixels.
    expect([near > 0.03, near < 0.25, far > 0.03, far < 0.25], `${near} near, ${far} far`).toEqual([true, true, true, true]);
  });

  test("nothing went wrong unseen", () => expect(visitor.faults).toEqual([]));
});

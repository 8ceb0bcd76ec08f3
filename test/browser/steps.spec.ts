import { createHash } from "node:crypto";
import { showNode } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { drawShown } from "../../web/src/pages/steps/gallery/draw-shown.ts";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import { foundIn } from "./support/preview-seen.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

/** A step whose program does not arrive: what the browser says of it is no fault. */
const BROUGHT_ABOUT = /Failed to load resource: net::ERR_FAILED/;

let browser: Browser;
let home: Home;
let visitor: Visitor;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "3"])]);
  visitor = await openVisitor(browser, home, DESK, BROUGHT_ABOUT);
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  project = new URL(page.url()).pathname.split("/")[2]!;
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});
afterEach(({ task }) => pictureOfFailure(visitor.page, task));

const card = (title: string) => visitor.page.getByRole("article", { name: title, exact: true });
const hash = (data: Uint8ClampedArray | Buffer) => createHash("sha256").update(data).digest("hex");

/** SHA-256 of the pixels of the last picture of a card. */
async function pictureHash(one: Locator): Promise<string> {
  const bytes = await one
    .locator("canvas")
    .last()
    .evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      return [...canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data];
    });
  return hash(Buffer.from(bytes));
}

describe("the gallery of steps", () => {
  test("it is reached by keyboard, and shows what the steps do: the pixels that they give elsewhere", async () => {
    const { page } = visitor;
    await page.keyboard.press("g");
    await page.keyboard.press("g");
    await page.waitForURL(/\/steps$/);
    const { nodes } = (await (await visitor.context.request.get("/api/nodes")).json()) as { nodes: { name: string }[] };
    await expect.poll(() => page.getByRole("article").count()).toBe(nodes.length - 1);
    await page.locator("article canvas").first().waitFor();
    expect(await page.locator("article canvas").count(), "what is far below is not worked out yet").toBeLessThan(nodes.length);
    const registry = await loadNodes();
    for (const name of ["filter.median", "threshold.otsu", "segment.watershed"]) {
      const node = registry.find(name)!;
      await card(node.title).scrollIntoViewIfNeeded();
      await card(node.title).locator("canvas").nth(1).waitFor();
      expect(await pictureHash(card(node.title)), name).toBe(hash(drawShown(showNode(node)!.after)!.data));
    }
  });

  test("a step is found by its name elsewhere; what nobody is called is said", async () => {
    const { page } = visitor;
    await page.locator("h1").click();
    await page.keyboard.press("/");
    await page.keyboard.type("skimage.filters.median");
    await expect.poll(() => page.getByRole("article").count()).toBe(1);
    await card("Median").getByText("Radius 2 px").waitFor();
    await page.getByLabel("Find a step").fill("nobody is called so");
    await page.getByRole("button", { name: "Show all steps" }).press("Enter");
    await expect.poll(() => page.getByRole("article").count()).toBeGreaterThan(50);
  });

  test("cards are gone through by arrow keys, and details show the worked examples", async () => {
    const { page } = visitor;
    await page.getByRole("button", { name: "Details of Gaussian blur" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Median" });
    await dialog.getByRole("rowheader", { name: "Radius" }).waitFor();
    await dialog.getByText("Worked examples").waitFor();
    expect(await dialog.locator("canvas").count()).toBeGreaterThan(3);
    await page.keyboard.press("Escape");
    await page.locator("button:focus", { hasText: "Details" }).waitFor();
  });

  test("a card whose step fails says so, and the others go on", async () => {
    const { page } = visitor;
    await visitor.context.route(/filter\.dog/, (route) => route.abort());
    await page.reload();
    await card("Difference of Gaussians").scrollIntoViewIfNeeded();
    await card("Difference of Gaussians").getByRole("alert").waitFor();
    await card("Gaussian blur").locator("canvas").nth(1).waitFor();
    await visitor.context.unrouteAll({ behavior: "ignoreErrors" });
  });

  test("a step is opened in the project: it is in the pipeline once, also when the page is loaded anew", async () => {
    const { page } = visitor;
    await visitor.go(`/p/${project}/pipeline`);
    const before = await foundIn(page);
    await visitor.go(`/p/${project}/steps`);
    await page.getByRole("button", { name: "Open Shrink objects in my project" }).press("Enter");
    await page.waitForURL(/\/pipeline/);
    await page.locator("summary:focus", { hasText: "Shrink objects" }).waitFor();
    expect(await foundIn(page)).not.toBe(before);
    await page.reload();
    await page.getByRole("button", { name: "Undo: Shrink objects added" }).waitFor();
    expect(await page.locator("summary", { hasText: "Shrink objects" }).count()).toBe(1);
    await page.keyboard.press("Control+z");
    expect(await foundIn(page)).toBe(before);
  });

  test("nothing went wrong unseen", () => expect(visitor.faults).toEqual([]));
});

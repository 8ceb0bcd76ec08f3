import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import { foundIn } from "./support/preview-seen.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

const [WIDTH, HEIGHT, FRAMES] = [240, 180, 10];

let browser: Browser;
let home: Home;
let visitor: Visitor;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-collection-light-"));
  const frames = join(folder, "frames");
  await mkdir(frames);
  for (let i = 0; i < FRAMES; i++)
    await writeFile(join(frames, `f${i}.png`), encodePng({ width: WIDTH, height: HEIGHT, bits: 8, planes: [drawFrame(i)] }));
  [browser, home] = await Promise.all([launchChromium(), startHome([frames])]);
  visitor = await openVisitor(browser, home);
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.getByRole("link", { name: "Pipeline" }).click();
});
afterAll(async () => {
  await browser?.close();
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(({ task }) => pictureOfFailure(visitor.page, task));

/** Light that falls from left to right, and three dark discs, in each frame in another place. */
function drawFrame(frame: number): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const dark = [0, 1, 2].some((k) => Math.hypot(x - (20 + ((frame * 47 + k * 80) % 200)), y - (20 + ((frame * 31 + k * 53) % 140))) < 9);
    return (220 - (100 * x) / WIDTH) * (dark ? 0.4 : 1);
  });
}

test("the light of a collection is seen once a trial has found it, and until then the page says what lacks", async () => {
  const { page } = visitor;
  // The page is fetched, the frames come in and the first preview is worked out meanwhile.
  await page.locator(".state [role=status] b").waitFor({ timeout: 90_000 });
  await page.keyboard.press("a");
  await page.getByRole("combobox", { name: "Find a step" }).fill("even out by the collection");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("alert").filter({ hasText: "is not known yet" }).filter({ hasText: "so does a trial" }).waitFor();
  await page.getByRole("button", { name: /^Try on/ }).click();
  await page
    .getByRole("dialog")
    .getByText(/objects? in 8 images/)
    .waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Close" }).last().click();
  expect(await foundIn(page)).toMatch(/^\d+ objects?/);
  expect(await page.getByRole("alert").filter({ hasText: "is not known yet" }).count()).toBe(0);
  expect(visitor.faults).toEqual([]);
}, 180_000);

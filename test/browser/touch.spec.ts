import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { pictureOfFailure } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "2"])]);
  visitor = await openVisitor(browser, home, { width: 820, height: 1100, theme: "light", touch: true });
  ({ page } = visitor);
  await page.getByRole("link", { name: /My images/ }).tap();
  await page.waitForURL(/\/objects/);
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});
afterEach(({ task }) => pictureOfFailure(page, task));

test("each crop that a finger taps is selected, and let go by a second tap", async () => {
  const crops = page.locator(".cell");
  await crops.first().waitFor();
  for (const place of [0, 1, 2]) await crops.nth(place).tap();
  await page.getByText("3 objects selected").waitFor();
  await crops.nth(1).tap();
  await page.getByText("2 objects selected").waitFor();
});

test("two fingers that part make the image larger, one asks about a place", async () => {
  await page.getByRole("link", { name: "Images", exact: true }).tap();
  await page.waitForURL(/\/images\//);
  const stage = page.getByRole("img", { name: "The image" });
  await Promise.all([page.waitForResponse(/_files\//), stage.waitFor()]);
  const { x, y, width, height } = (await stage.boundingBox())!;
  const [middle, across] = [{ x: x + width / 2, y: y + height / 2 }, width / 10];
  const session = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [-1, 1].map((side) => ({ x: middle.x + side * apart, y: middle.y, id: side + 1 }));
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(across) });
  for (const apart of [1.5, 2, 2.5, 3])
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart * across) });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  // The address remembers which part is seen.
  await page.waitForURL(/[?&]at=/);
  await page.touchscreen.tap(middle.x, middle.y);
  await page.locator(".asked-place, .object-box").first().waitFor();
});

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});

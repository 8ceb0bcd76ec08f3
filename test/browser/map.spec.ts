import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

/** A server that was killed. */
const BROUGHT_ABOUT = /Failed to load resource|ERR_/;

let browser: Browser;
let home: Home;
let visitor: Visitor;
let page: Page;
let project = "";

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome(["--frames", "8"])]);
  visitor = await openVisitor(browser, home, DESK, BROUGHT_ABOUT);
  ({ page } = visitor);
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/p\/[^/]+\/\w+/);
  project = new URL(page.url()).pathname.split("/")[2]!;
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

const at = (section: string) => `/p/${project}/${section}`;
const stage = () => page.getByRole("group", { name: /^Map of \d+ objects/ });
const selected = async () => Number(/(\d[\d,]*) objects? selected/.exec((await page.locator("footer").textContent()) ?? "")?.[1] ?? 0);

/** Draws around a part of the map, in shares of its width and height. */
async function around(place: Locator, [left, top, right, bottom]: readonly [number, number, number, number]): Promise<void> {
  const box = (await place.boundingBox())!;
  const to = (x: number, y: number) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
  await to(left, top);
  await page.mouse.down();
  for (const [x, y] of [
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top + 0.01],
  ] as const)
    await to(x, y);
  await page.mouse.up();
}

describe("the map of objects", () => {
  test("is drawn when it is asked for", async () => {
    await visitor.go(at("map"));
    await page.getByRole("button", { name: "Draw the map" }).click();
    await stage().waitFor({ timeout: 60_000 });
    expect(visitor.faults).toEqual([]);
  });

  test("a group is drawn around, seen as crops, labelled by its key, and that is taken back", async () => {
    await visitor.go(at("map"));
    await stage().waitFor({ timeout: 60_000 });
    await around(stage(), [0.01, 0.01, 0.99, 0.99]);
    await page.getByText(/^\d+ objects selected$/).waitFor();
    const all = await selected();
    expect(all).toBeGreaterThan(10);
    await page.getByRole("region", { name: "Selected objects" }).locator(".crop").first().waitFor();
    await page.getByRole("button", { name: "Rectangle" }).click();
    const box = (await stage().boundingBox())!;
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 5, { steps: 4 });
    await page.mouse.up();
    await expect.poll(selected).toBeLessThan(all);
    const some = await selected();
    expect(some).toBeGreaterThan(0);
    const labelled = page.waitForResponse((response) => response.url().includes("/label-actions"));
    await page.keyboard.press("1");
    const request = (await labelled).request().postDataJSON() as { actions: { objects: string[]; status: string }[] };
    expect(request.actions[0]!.objects).toHaveLength(some);
    const undone = page.waitForResponse((response) => response.url().includes("/label-actions"));
    await page.keyboard.press("u");
    expect((await (await undone).json()).results[0]).toMatchObject({ changed: some, conflicts: 0 });
    expect(visitor.faults).toEqual([]);
  });

  test("is used by keyboard: enlarged, walked, and a group grown around an object", async () => {
    await visitor.go(at("map"));
    await stage().waitFor({ timeout: 60_000 });
    await page.keyboard.press("+");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(",");
    await expect.poll(selected).toBe(10);
    await page.keyboard.press(",");
    await expect.poll(selected).toBe(20);
    await page.keyboard.press("Escape");
    await expect.poll(selected).toBe(0);
    await page.keyboard.press("Space");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press(".");
  });

  test("what the filter leaves out is not selected, and the selection is that of the grid", async () => {
    await visitor.go(at("map"));
    await stage().waitFor({ timeout: 60_000 });
    await page.keyboard.press("a");
    await expect.poll(selected).toBeGreaterThan(10);
    const all = await selected();
    await visitor.go(`${at("map")}?f=area:ge:1000`);
    await stage().waitFor({ timeout: 60_000 });
    await page.keyboard.press("a");
    await expect.poll(selected).toBeGreaterThan(0);
    const large = await selected();
    expect(large).toBeLessThan(all);
    await page.getByRole("link", { name: "Objects", exact: true }).click();
    await page.getByText(`${large} objects selected`).waitFor();
  });

  test("another one is drawn with other settings, and chosen among those there are", async () => {
    await visitor.go(at("map"));
    await stage().waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Maps" }).click();
    await page.getByLabel("Neighbours").fill("5");
    await page.getByRole("button", { name: "Draw the map" }).click();
    await page.getByRole("button", { name: "Maps" }).click();
    await page.getByRole("combobox", { name: "Map that is shown" }).selectOption({ index: 1 });
    await stage().waitFor({ timeout: 60_000 });
    expect(visitor.faults).toEqual([]);
  });

  test("is there at once the next time, also after the server was killed", async () => {
    const { runs } = (await (await page.request.get(`/api/projects/${project}/runs`)).json()) as { runs: { id: string }[] };
    await home.kill();
    await home.startAgain();
    await visitor.go(`${at("map")}?run=${runs[0]!.id}`);
    await stage().waitFor({ timeout: 60_000 });
  });
});

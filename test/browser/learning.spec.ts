import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import { judgeScreen } from "./support/judge.ts";
import type { Visitor } from "./support/visitor.ts";
import { DESK, openVisitor } from "./support/visitor.ts";

/** A tile that is kept from arriving: the browser and the viewer's library say so, and the page has to as well. */
const BROUGHT_ABOUT = /Failed to load resource|Tile .* failed to load/;
const TILES = /\/blobs\/[0-9a-v]+_files\//;

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

describe("training", () => {
  test("the confusion matrix is walked by arrow keys, a cell opens its objects, and these the grid", async () => {
    await visitor.go(at("train"));
    const cells = page.locator("button.cell");
    await cells.first().waitFor();
    const counts = await cells.allTextContents();
    const classes = Math.sqrt(counts.length);
    expect(Number.isInteger(classes)).toBe(true);
    await cells.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const objects = page.getByRole("region", { name: /^Objects of / });
    await objects.locator("img").first().waitFor();
    expect(await objects.locator("img").count()).toBe(Number(counts[classes + 1]));
    await objects.getByRole("link", { name: "Open them in the grid" }).click();
    await page.waitForURL(/objects\?/);
    await page
      .getByText(/judged: (.+) as \1/)
      .first()
      .waitFor();
  });

  test("a model is trained by keyboard, shown, named, compared and deleted", async () => {
    await visitor.go(at("train"));
    await page.locator(".report").waitFor();
    await page.getByText("More settings").click();
    await page.getByLabel("Seed").fill("7");
    await page.getByLabel("Trees").fill("40");
    await page.getByRole("button", { name: /^Train on \d+ objects of [2-9]/ }).waitFor();
    await page.locator("h1").click();
    await page.keyboard.press("Shift+T");
    const models = page.getByRole("table", { name: /Models of this project/ });
    await models.getByRole("button", { name: "Model 2", exact: true }).waitFor();
    await page.getByText(/95 % interval/).waitFor();
    await models.getByRole("button", { name: "Compare" }).press("Enter");
    await page.getByRole("region", { name: "Comparison of two models" }).getByText("Measurements").waitFor();
    await page.getByRole("button", { name: "What to do with Model 2" }).press("Enter");
    await page.getByRole("menuitem", { name: "Rename …" }).press("Enter");
    await page.getByLabel("Name of model 2").fill('quick <b onclick="x">&');
    await page.keyboard.press("Enter");
    await models.getByRole("button", { name: 'quick <b onclick="x">&', exact: true }).waitFor();
    await page.getByRole("button", { name: /What to do with quick/ }).press("Enter");
    await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
    await models.locator(".name", { hasText: "quick" }).waitFor({ state: "detached" });
    expect(await models.getByRole("row").count()).toBe(2);
  });

  test("predictions are accepted above a score, as many as were announced, and taken back", async () => {
    await visitor.go(at("train"));
    const accept = page.getByRole("button", { name: /^Accept \d/ });
    await accept.waitFor();
    await page.getByRole("slider").fill("80");
    const announced = (await accept.textContent())!.match(/\d+/)![0];
    expect(Number(announced)).toBeGreaterThan(0);
    await accept.press("Enter");
    await accept.getByText(`Accept ${announced} prediction`).waitFor({ state: "detached" });
    await page.getByText(`${announced} objects changed.`).waitFor();
    await page.getByRole("button", { name: "Undo" }).last().press("Enter");
    await page.getByRole("button", { name: `Accept ${announced} predictions` }).waitFor();
  });
});

describe("exports", () => {
  test("a bundle is made by choice, checked, downloaded though the connection is cut, and deleted", async () => {
    await visitor.go(at("export"));
    await page.getByLabel("Name of the file").fill("hour");
    await page.getByRole("checkbox", { name: "Predicted", exact: true }).uncheck();
    await page.locator("h1").click();
    await page.keyboard.press("Shift+E");
    const line = page.getByRole("listitem").filter({ hasText: "hour.zip" });
    await line.getByText("EcoTaxa takes it").waitFor();
    const download = page.waitForEvent("download");
    await line.getByRole("link", { name: "Download" }).press("Enter");
    const file = await readFile(await (await download).path());
    const address = (await line.getByRole("link", { name: "Download" }).getAttribute("href"))!;
    const whole = await visitor.context.request.get(address);
    const etag = whole.headers()["etag"]!;
    const cut = 1_000;
    const rest = await visitor.context.request.get(address, { headers: { range: `bytes=${cut}-`, "if-range": etag } });
    expect([rest.status(), rest.headers()["content-range"]]).toEqual([206, `bytes ${cut}-${file.length - 1}/${file.length}`]);
    const joined = Buffer.concat([file.subarray(0, cut), await rest.body()]);
    expect(`"${createHash("sha256").update(joined).digest("hex")}"`).toBe(etag);
    const changed = await visitor.context.request.get(address, { headers: { range: `bytes=${cut}-`, "if-range": '"another"' } });
    expect([changed.status(), (await changed.body()).length]).toEqual([200, file.length]);
    await line.getByRole("button", { name: "Delete hour.zip" }).press("Enter");
    await line.waitFor({ state: "detached" });
  });
});

describe("the viewer", () => {
  const stage = () => page.getByRole("img", { name: "The image" });

  test("an object is selected by its link, a click on the background says why it is none", async () => {
    await visitor.go(at("images"));
    await page.getByText(/\d objects/).waitFor();
    await stage().locator("canvas").first().waitFor();
    await page.keyboard.press("n");
    await page.waitForFunction(
      () => document.querySelector('.strip [aria-selected="true"]')?.id !== document.querySelector(".strip [role=option]")?.id,
    );
    await page.keyboard.press("p");
    await page.waitForFunction(
      () => document.querySelector('.strip [aria-selected="true"]')?.id === document.querySelector(".strip [role=option]")?.id,
    );
    await page.locator(".stage .over").waitFor({ state: "detached" });
    const box = (await stage().boundingBox())!;
    await page.mouse.click(box.x + box.width / 2 + 3, box.y + 14);
    await page
      .getByText(
        /^This is below the threshold: its grey value of [\d.]+ is too bright: objects are at most [\d.]+ \(step Otsu threshold\)\.$/,
      )
      .waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".place").waitFor({ state: "detached" });
    await page.keyboard.press("1");
    await page.waitForURL(/[?&]at=[\d.]+%2C[\d.]+%2C1(&|$)|[?&]at=[\d.]+,[\d.]+,1(&|$)/);
    const link = page.url();
    await page.goto(link);
    await stage().locator("canvas").first().waitFor();
    expect(new URL(page.url()).searchParams.get("at")).toBe(new URL(link).searchParams.get("at"));
  });

  test("a crop of a cell leads to its object in its image, with measurements and how it was made", async () => {
    await visitor.go(at("train"));
    await page.locator("button.cell.right").first().click();
    await page
      .getByRole("region", { name: /^Objects of / })
      .locator("li a")
      .first()
      .click();
    const panel = page.getByRole("region", { name: "The selected object" });
    await panel.getByText("area", { exact: true }).waitFor();
    await panel.getByRole("tab", { name: "How it was made" }).click();
    await panel.getByText("segment.objects").waitFor();
    await panel.getByRole("tab", { name: "Labels" }).click();
    await panel
      .getByText(/imported by|labelled by/)
      .first()
      .waitFor();
  });

  test("a part that cannot be read is a neutral tile with the reason", async () => {
    await visitor.context.route(TILES, (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/problem+json",
        body: JSON.stringify({ code: "data_loss", status: 500, title: "Stored bytes are damaged.", detail: "" }),
      }),
    );
    await visitor.go(at("images"));
    await page
      .locator(".failed-tile")
      .getByText("This part cannot be shown. Stored bytes are damaged.")
      .first()
      .waitFor({ timeout: 30_000 });
    await visitor.context.unrouteAll({ behavior: "ignoreErrors" });
  });

  test("with an object selected looks as it should", () =>
    judgeScreen(visitor, {
      name: "images-object",
      path: at("train"),
      async ready(tab) {
        await tab.locator("button.cell.right").first().click();
        await tab
          .getByRole("region", { name: /^Objects of / })
          .locator("li a")
          .first()
          .click();
        await tab.getByRole("region", { name: "The selected object" }).getByText("area", { exact: true }).waitFor();
        await tab.locator(".object-box").waitFor();
      },
    }));
});

test("nothing went wrong unseen", () => {
  expect(visitor.faults).toEqual([]);
});

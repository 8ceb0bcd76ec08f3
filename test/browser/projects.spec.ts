import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

let browser: Browser;
let home: Home;
let visitor: Visitor;

beforeAll(async () => {
  [browser, home] = await Promise.all([launchChromium(), startHome()]);
  visitor = await openVisitor(browser, home);
});
afterAll(async () => {
  await browser.close();
  await home.stop();
});

test("a project is made, named again, deleted and restored, by keyboard alone", async () => {
  const { page } = visitor;
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Station 7");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/data$/);
  await page.keyboard.press("g");
  await page.keyboard.press(",");
  const name = page.getByLabel("Name", { exact: true });
  await name.waitFor();
  await name.focus();
  await page.keyboard.press("End");
  await page.keyboard.type(", north");
  await page.keyboard.press("Enter");
  await page.getByText("The settings are saved.").waitFor();
  await page.getByRole("button", { name: "Delete the project" }).press("Enter");
  await page.getByRole("button", { name: "Move to the trash" }).press("Enter");
  await page.getByText("Trash: 1 project").press("Enter");
  await page.getByRole("button", { name: "Restore" }).press("Enter");
  await page.getByRole("link", { name: /Station 7, north/ }).waitFor();
  expect(visitor.faults).toEqual([]);
});

import { gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium.ts";
import type { Home } from "./support/home.ts";
import { startHome } from "./support/home.ts";
import type { Visitor } from "./support/visitor.ts";
import { openVisitor } from "./support/visitor.ts";

const MOST_BYTES = 350_000;
const MOST_MS = 1_500;

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

test("each first page has at most 350 kB of scripts as they are sent compressed, and can be used within 1.5 seconds", async () => {
  const { page } = visitor;
  await page.getByRole("link", { name: /My images/ }).click();
  await page.waitForURL(/\/data$/);
  const data = new URL(page.url()).pathname;
  const figures: unknown[] = [];
  for (const path of ["/", data, data.replace("data", "objects"), data.replace("data", "images")]) {
    await page.goto("about:blank");
    const scripts: Promise<Buffer>[] = [];
    const listen = (response: Response) => {
      if (response.url().endsWith(".js")) scripts.push(response.body());
    };
    page.on("response", listen);
    const begun = performance.now();
    await visitor.go(path);
    await page.getByRole("button", { name: "Keys of this page" }).waitFor();
    await page.waitForFunction(() => (document.querySelector("main")?.textContent?.trim().length ?? 0) > 20);
    const milliseconds = performance.now() - begun;
    await visitor.quiet();
    page.off("response", listen);
    const bytes = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0);
    figures.push([path.split("/").at(-1) || "projects", bytes, Math.round(milliseconds)]);
    expect([path, bytes > 10_000 && bytes <= MOST_BYTES, milliseconds <= MOST_MS, figures]).toEqual([path, true, true, figures]);
  }
  console.log(figures.map((figure) => JSON.stringify(figure)).join("\n"));
  expect(visitor.faults).toEqual([]);
});

test("the page's policy allows no script but its own files, and says so to the browser", async () => {
  const response = await visitor.page.goto("/");
  const policy = response!.headers()["content-security-policy"]!;
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain("unsafe");
  const ran = await visitor.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ranInline = true";
    document.head.append(script);
    return (globalThis as unknown as { ranInline?: boolean }).ranInline;
  });
  expect(ran).toBe(undefined);
  await expect.poll(() => visitor.faults.some((fault) => fault.includes("policy"))).toBe(true);
});

import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { hiddenFromKeyboard } from "./keyboard.ts";
import type { Look, Visitor } from "./visitor.ts";

/** Folder of the pictures of all screens; never committed. */
const SCREENS = process.env["ARGOSY_SCREENSHOTS"] ?? join(tmpdir(), "argosy-screens");

const WIDE = { width: 1440, height: 900 } as const;
const NARROW = { width: 820, height: 1100 } as const;
const WIDE_LIGHT: Look = { ...WIDE, theme: "light" };
const NARROW_DARK: Look = { ...NARROW, theme: "dark" };

/** Every screen is looked at in these by hand; where time is short, in CI, once in each size and once in each theme. */
const LOOKS: readonly Look[] =
  process.env["CI"] === "true"
    ? [WIDE_LIGHT, NARROW_DARK]
    : [WIDE_LIGHT, { ...WIDE, theme: "dark" }, { ...NARROW, theme: "light" }, NARROW_DARK];

/** A screen: an address, and how to bring it into the state that is to be judged. */
export interface Screen {
  /** Of the picture's file: "objects-empty". */
  readonly name: string;
  readonly path: string;
  /** Answers are kept from it: it is judged while it waits. */
  readonly waiting?: boolean;
  /** Waits until the screen shows what it should; it may click its way there. */
  ready(page: Page): Promise<unknown>;
}

const SHIFT = 0.05;

/** Expects that nothing is wrong with a screen in any of the looks; takes its pictures. */
export async function judgeScreen(visitor: Visitor, screen: Screen, looks: readonly Look[] = LOOKS): Promise<void> {
  expect(await faultsOf(visitor, screen, looks)).toEqual([]);
}

/** Opens a screen in each look and takes its picture. What overflows, jumps while it loads, or axe finds serious, in sentences. */
async function faultsOf(visitor: Visitor, screen: Screen, looks: readonly Look[] = LOOKS): Promise<string[]> {
  await mkdir(SCREENS, { recursive: true });
  const found: string[] = [];
  for (const look of looks) {
    const { page } = visitor;
    const label = `${screen.name}-${look.width}-${look.theme}`;
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.theme, reducedMotion: "reduce" });
    await visitor.go(screen.path);
    await screen.ready(page);
    if (screen.waiting !== true) await visitor.quiet();
    await settled(page);
    await page.screenshot({ path: join(SCREENS, `${label}.png`) });
    const byKeyboard = look === looks[0] && screen.waiting !== true ? () => hiddenFromKeyboard(page) : async () => [];
    found.push(...[...(await wrongWith(page)), ...(await byKeyboard())].map((fault) => `${label}: ${fault}`));
  }
  return found;
}

/** Leaves a picture of the page as it is where a test has failed; to be called after each. */
export async function pictureOfFailure(
  page: Page,
  task: { readonly name: string; readonly result?: { readonly state: string } },
): Promise<void> {
  if (task.result?.state !== "fail") return;
  await mkdir(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `failed-${task.name.slice(0, 60).replaceAll(/\W+/g, "-")}.png`) });
}

/** What overflows, jumped, or is hard to use for somebody, in sentences. */
async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const { shift, shifted } = await page.evaluate(
    () => (globalThis as unknown as { argosySeen: { shift: number; shifted: string[] } }).argosySeen,
  );
  return [
    ...(await page.evaluate(overflowing)),
    ...(shift > SHIFT ? [`layout shift of ${shift.toFixed(3)}: ${shifted.join(", ")}`] : []),
    ...grave.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
  ];
}

/** What is wider than its place, in sentences. */
export const overflowOf = (page: Page): Promise<string[]> => page.evaluate(overflowing);

/** Runs in the page: what is wider than its place. What scrolls sideways by design says so with `data-scrolls`. */
function overflowing(): string[] {
  const whole = [
    document.documentElement,
    ...document.querySelectorAll("body, main, header, footer, section, aside, nav, article, form, [role=dialog], .page-body, button"),
  ];
  return whole
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
    .filter((element) => !["auto", "scroll"].includes(getComputedStyle(element).overflowX) || !element.matches("nav, .wide"))
    .filter((element) => element.closest("[data-scrolls]") === null && getComputedStyle(element).textOverflow !== "ellipsis")
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} is ${element.scrollWidth} wide in ${element.clientWidth}`);
}

/** Nothing is being read or drawn any more; streams of events do not count. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(
      [...document.images].filter((image) => image.loading !== "lazy").map((image) => image.decode().catch(() => undefined)),
    );
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

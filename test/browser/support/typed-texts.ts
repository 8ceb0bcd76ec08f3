import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { HOSTILE } from "../../support/hostile-strings.ts";
import { overflowOf } from "./judge.ts";

/** Types the hostile strings into fields of a page; `field` is what `pageTexts` calls it: a test reads there that none was forgotten. */
export interface Typing {
  /**
   * Fills a field with each of its strings in turn and goes on as a person would; `then` is given what the field made of it, `before` opens
   * the field. Afterwards nothing may have run, and nothing may be wider than its place.
   */
  each(field: string, where: () => Locator, then?: (given: string) => Promise<void>, before?: () => Promise<void>): Promise<void>;
  /** Chooses a file for each of its strings, with the string in it; `content` makes the file. */
  eachFile(field: string, where: () => Locator, content: (text: string) => string, then: () => Promise<void>): Promise<void>;
  /** Nothing has run and nothing is wider than its place. */
  sound(what: string, text: string): Promise<void>;
}

/** Begins with a page and no field. */
export function typing(page: Page): Typing {
  const sound = async (what: string, text: string) => {
    const hacked = await page.evaluate(() => (globalThis as unknown as { hacked?: number }).hacked);
    const wide = [...(await overflowOf(page)), ...(await page.evaluate(outOfSight))];
    expect([what, text.slice(0, 60), hacked, wide]).toEqual([what, text.slice(0, 60), undefined, []]);
  };
  return {
    sound,
    async each(field, where, then, before) {
      for (const text of textsFor(field)) {
        await before?.();
        await where().fill(text);
        const given = await where().inputValue();
        // A field of one line takes no line break and no NUL: the browser sees to that, before anything is sent.
        expect([field, text.replaceAll(/[\r\n]/g, "").startsWith(given) || given === text]).toEqual([field, true]);
        await then?.(given.trim());
        await sound(field, text);
      }
    },
    async eachFile(field, where, content, then) {
      for (const text of textsFor(field)) {
        await where().setInputFiles({ name: "hostile.txt", mimeType: "text/plain", buffer: Buffer.from(content(text)) });
        await then();
        await sound(field, text);
      }
    },
  };
}

/** All of them by hand; where time is short, in CI, every third for each field, another third from field to field. */
function textsFor(field: string): readonly string[] {
  if (process.env["CI"] !== "true") return HOSTILE;
  const own = [...field].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return HOSTILE.filter((_, place) => (place + own) % 3 === 0);
}

/** Runs in the page: fields and buttons that begin or end beside the window. */
function outOfSight(): string[] {
  return [...document.querySelectorAll<HTMLElement>("button, input:not(.unseen), select, textarea, a.button")]
    .filter((element) => element.checkVisibility() && element.closest("[data-scrolls], .unseen, [inert]") === null)
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((element) => `beside the window: ${element.outerHTML.slice(0, 120)}`);
}

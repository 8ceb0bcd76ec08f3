import type { Page } from "playwright-core";

/** What can only be done with the mouse, and what does not show that the keyboard is on it, in sentences. */
export async function hiddenFromKeyboard(page: Page): Promise<string[]> {
  const faults = await page.evaluate(onlyForTheMouse);
  // Whoever has pressed a key sees where the keyboard is; scripts that move it then show it, too.
  await page.keyboard.press("Tab");
  return [...faults, ...(await page.evaluate(unseenFocus))];
}

/** Runs in the page: what has the hand of a link over it, and is neither reached by keyboard nor a part of something that is. */
function onlyForTheMouse(): string[] {
  const reached =
    'a[href], button, input, select, textarea, label, summary, [tabindex], [role="option"], [role="gridcell"], [role="row"], [contenteditable]';
  return [...document.querySelectorAll<HTMLElement>("body *")]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).cursor === "pointer" && element.closest(reached) === null)
    .slice(0, 5)
    .map((element) => `only for the mouse: ${element.outerHTML.slice(0, 120)}`);
}

/** Runs in the page: what takes the keyboard without a line around it. */
function unseenFocus(): string[] {
  const most = 80;
  const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]');
  const faults: string[] = [];
  for (const element of [...all].slice(0, most)) {
    if (!element.checkVisibility() || element.hasAttribute("data-reka-focus-guard")) continue;
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue;
    // Fields that are hidden behind their label or a button show it there.
    const shown = [element, element.parentElement!, element.closest("label") ?? element].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    });
    if (!shown) faults.push(`no line where the keyboard is: ${element.outerHTML.slice(0, 120)}`);
  }
  return faults.slice(0, 5);
}

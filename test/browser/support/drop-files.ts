import type { Page } from "playwright-core";

/** Drags files and folders of the machine onto a place of the page and lets them go, as a person does. */
export async function dropFiles(page: Page, paths: readonly string[], at = { x: 500, y: 420 }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
  await session.detach();
}

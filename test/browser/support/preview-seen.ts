import type { Page } from "playwright-core";

/** Waits until the preview shows the last thing that was asked, with what the server knows of the whole image. */
export async function previewed(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const shown = document.querySelector<HTMLCanvasElement>("canvas.result")?.dataset;
    const said = document.querySelector<HTMLElement>(".state")?.dataset["turn"];
    const newest = shown?.["turn"] !== undefined && shown["turn"] === shown["asked"] && shown["turn"] === said;
    return newest && shown["provisional"] === "false";
  });
}

/** What the preview says of objects and specks. */
export async function foundIn(page: Page): Promise<string> {
  await previewed(page);
  return (await page.locator(".state [role=status] b").textContent()) ?? "";
}

/** What is on the preview's canvas. */
export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  /** Level of the image, and where the picture begins in it. */
  readonly place: string;
  /** Of the pixels. */
  readonly sha256: string;
}

/** The picture that the preview shows once it is done. */
export async function pictureIn(page: Page): Promise<SeenPicture> {
  await previewed(page);
  return page.locator("canvas.result").evaluate(async (element) => {
    const canvas = element as HTMLCanvasElement;
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
    const place = canvas.dataset["place"] ?? "";
    return { width, height, place, sha256: new Uint8Array(await crypto.subtle.digest("SHA-256", data)).toHex() };
  });
}

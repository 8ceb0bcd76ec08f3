import type { PixelSource } from "./sheet-rows.ts";

/** Where a pixel size is known from, in words. */
export function pixelNote({ how, note, at }: PixelSource): string {
  return [how === "person" ? "by hand" : how, note, at.slice(0, 10)].filter((part) => part !== "").join(", ");
}

import { Type } from "typebox";
import type { FrameSize, Movement } from "../grid/movement.ts";

/** How grey values between the centres of pixels are found. */
export const interpolationParam = Type.Enum(["linear", "nearest"], {
  title: "Interpolation",
  description: "linear: between the four neighbours. nearest: the grey value of the nearest pixel, no new ones.",
  default: "linear",
});

/** The same for a node that scales. */
export const scalingParam = Type.Enum(["smooth", "nearest"], {
  title: "Interpolation",
  description:
    "smooth: the mean of what a pixel covers where pixels become fewer, between the four neighbours where they become more. nearest: the grey value of the nearest pixel, no new ones.",
  default: "smooth",
});

/** A movement that gives every pixel another size. */
export function scaling(
  { width, height }: Pick<FrameSize, "width" | "height">,
  { xx, yy }: { readonly xx: number; readonly yy: number },
  interpolation: "smooth" | "nearest",
): Movement {
  const smooth = xx > 1 || yy > 1 ? "area" : "linear";
  return {
    back: { xx, xy: 0, x0: 0, yx: 0, yy, y0: 0 },
    width,
    height,
    interpolation: interpolation === "nearest" ? "nearest" : smooth,
    outside: "edge",
  };
}

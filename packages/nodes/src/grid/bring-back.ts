import type { Affine, Plane } from "@argosy/kernels";
import { keepsPixels, warpAffine } from "@argosy/kernels";
import type { ImageValue } from "../values.ts";
import type { Grid } from "./grid.ts";
import { mapBetween } from "./grid.ts";

/**
 * A value as it lies on another grid: images, masks and label images are moved, anything else stays as it is.
 *
 * Where pixels lie on pixels nothing is changed, and what the grid does not reach is 0. Else images are interpolated (linear; what the
 * grid does not reach gets its nearest sample), and masks and label images take their nearest sample, 0 beyond it.
 */
export function bringBack(value: unknown, from: Grid, to: Grid): unknown {
  if (from === to || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => bringBack(one, from, to));
  const back = mapBetween(to, from);
  if ("channels" in value) return bringImage(value as ImageValue, back, to);
  if ("data" in value && "width" in value) {
    const { width, height } = to.box;
    return warpAffine(value as Plane, { back, width, height, interpolation: "nearest", outside: 0 });
  }
  return value;
}

function bringImage({ channels }: ImageValue, back: Affine, { box: { width, height } }: Grid): ImageValue {
  const outside = keepsPixels(back) ? 0 : "edge";
  const options = { back, width, height, interpolation: "linear", outside } as const;
  return { width, height, channels: channels.map((channel) => warpAffine(channel, options)) };
}

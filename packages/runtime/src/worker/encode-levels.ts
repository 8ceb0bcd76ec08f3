import type { Plane } from "@argosy/kernels";
import { halve } from "@argosy/kernels";
import type { StackLayout } from "@argosy/storage";
import { encodePlane, layoutOf } from "@argosy/storage";
import type { LevelsJob } from "../frame/frame-job.ts";

/** The chunks of an imported image, ready for its stack: by channel, by level, in raster order of the level's grid. */
export function encodeImage({ shape, width, height, channels, samples }: LevelsJob): Uint8Array[][][] {
  const layout = layoutOf(shape);
  const size = width * height;
  if (samples.length !== channels * size)
    throw new RangeError(`${channels} channels of ${width} x ${height} are not ${samples.length} samples`);
  return Array.from({ length: channels }, (_, c) =>
    encodeLevels(layout, { data: samples.subarray(c * size, (c + 1) * size), width, height }, halve),
  );
}

/** The chunks of a plane at every level of its stack. */
export function encodeLevels(layout: StackLayout, plane: Plane, smaller: (plane: Plane) => Plane): Uint8Array[][] {
  const levels: Uint8Array[][] = [];
  let current = plane;
  for (let level = 0; level < layout.levels.length; level++) {
    if (level > 0) current = smaller(current);
    levels.push(encodePlane(layout, level, current));
  }
  return levels;
}

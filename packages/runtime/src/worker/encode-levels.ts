import type { Plane } from "@argosy/kernels";
import { halve } from "@argosy/kernels";
import type { StackLayout } from "@argosy/storage";
import { encodePlane, layoutOf } from "@argosy/storage";
import type { LevelsJob } from "../frame/frame-job.ts";
import { releaseValues } from "./release-values.ts";

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
  const planes = [plane];
  while (planes.length < layout.levels.length) planes.push(smaller(planes.at(-1)!));
  const levels = planes.map((each, level) => encodePlane(layout, level, each));
  releaseValues(planes.slice(1));
  return levels;
}

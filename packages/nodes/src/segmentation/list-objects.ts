import { clipBox, growBox, LIMITS, refusal } from "@argosy/core";
import type { Labels } from "@argosy/kernels";
import { findBoxes } from "@argosy/kernels";
import type { ObjectsValue } from "../values.ts";

/**
 * The objects of a label image that is taken as it is: every label that occurs, by number, with `padding` pixels around its crop.
 *
 * @throws {ArgosyError} TOO_MANY_OBJECTS above {@link LIMITS.objectsPerImage}.
 */
export function listObjects(labels: Labels, padding: number): ObjectsValue {
  const { data, width, height } = labels;
  const { largest, left, top, right, bottom, area } = findBoxes(labels);
  const [sumX, sumY] = [new Float64Array(largest + 1), new Float64Array(largest + 1)];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      sumX[data[i]!]! += x + 0.5;
      sumY[data[i]!]! += y + 0.5;
    }
  }
  const objects = Array.from({ length: largest }, (_, index) => index + 1)
    .filter((label) => area[label]! > 0)
    .map((label) => {
      const box = { x: left[label]!, y: top[label]!, width: right[label]! - left[label]!, height: bottom[label]! - top[label]! };
      const crop = clipBox(growBox(box, padding), width, height);
      const centroid = { x: sumX[label]! / area[label]!, y: sumY[label]! / area[label]! };
      return { label, box, crop, area: area[label]!, centroid, inner: false };
    });
  if (objects.length > LIMITS.objectsPerImage) {
    throw refusal("TOO_MANY_OBJECTS", `the image gives ${objects.length} objects`, {
      objects: objects.length,
      limit: LIMITS.objectsPerImage,
    });
  }
  return { objects, dropped: [] };
}

import type { Box } from "@argosy/core";
import { clipBox } from "@argosy/core";
import type { Labels, Mask } from "@argosy/kernels";

/**
 * Numbers the particles of a table: particle `k` is the foreground in the k-th box, whether it hangs together or not.
 *
 * Numbers follow the order of the boxes; where boxes overlap a pixel belongs to the first. What lies in no box is background, and a box
 * without foreground leaves its number unused. Boxes are cut at the frame.
 */
export function particlesInBoxes(mask: Mask, boxes: readonly Box[]): Labels {
  const { width, height } = mask;
  const data = new Uint32Array(mask.data.length);
  for (const [index, given] of boxes.entries()) {
    const box = clipBox(given, width, height);
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let i = y * width + box.x; i < y * width + box.x + box.width; i++) {
        if (mask.data[i] !== 0 && data[i] === 0) data[i] = index + 1;
      }
    }
  }
  return { data, width, height };
}

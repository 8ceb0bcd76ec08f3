import type { Box } from "@argosy/core";
import type { Connectivity, Labels } from "@argosy/kernels";
import { labelComponents } from "@argosy/kernels";

/**
 * The holes of one object: all pixels in its box that its own pixels cut off from the outside, whatever lies in them.
 *
 * @param connectivity - Of the object; what surrounds it then connects the other way (4 for 8, 8 for 4).
 * @returns Offsets into the label image in raster order. Time O(pixels of the box).
 */
export function ownHoles(labels: Labels, label: number, box: Box, connectivity: Connectivity): number[] {
  if (box.width < 3 || box.height < 3) return [];
  // With a frame of one pixel around the box everything outside is one component: the first.
  const width = box.width + 2;
  const rest = new Uint8Array(width * (box.height + 2)).fill(1);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * labels.width + box.x;
    const at = (y + 1) * width + 1;
    for (let x = 0; x < box.width; x++) if (labels.data[from + x] === label) rest[at + x] = 0;
  }
  const parts = labelComponents({ data: rest, width, height: box.height + 2 }, connectivity === 8 ? 4 : 8);
  if (parts.count === 1) return [];
  const holes: number[] = [];
  for (let i = 0; i < rest.length; i++) {
    if (parts.labels.data[i]! <= 1) continue;
    const x = (i % width) - 1;
    const y = Math.floor(i / width) - 1;
    holes.push((box.y + y) * labels.width + box.x + x);
  }
  return holes;
}

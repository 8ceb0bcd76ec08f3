import type { Mask } from "../array/plane.ts";
import type { Connectivity } from "../segmentation/label.ts";
import { labelComponents } from "../segmentation/label.ts";

/**
 * Fill the holes of a mask: background that is not connected to the frame's border becomes foreground.
 *
 * @param connectivity - Of the background: 4 (the default, for 8-connected objects) or 8.
 * @returns A new mask of 0 and 1.
 */
export function fillHoles({ data, width, height }: Mask, connectivity: Connectivity = 4): Mask {
  const { labels, count } = labelComponents({ data: data.map((value) => (value === 0 ? 1 : 0)), width, height }, connectivity);
  const outside = new Uint8Array(count + 1);
  for (let x = 0; x < width; x++) outside[labels.data[x]] = outside[labels.data[(height - 1) * width + x]] = 1;
  for (let y = 0; y < height; y++) outside[labels.data[y * width]] = outside[labels.data[y * width + width - 1]] = 1;
  const filled = new Uint8Array(data.length);
  for (let i = 0; i < filled.length; i++) filled[i] = data[i] !== 0 || outside[labels.data[i]] === 0 ? 1 : 0;
  return { data: filled, width, height };
}

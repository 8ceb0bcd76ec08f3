import type { Plane } from "../array/plane.ts";
import type { Components } from "./label.ts";

/**
 * Give each connected part of a partition a number of its own, and parts that are too small to a neighbour.
 *
 * Parts are 4-connected and numbered by their first pixel in raster order. A part below `minSize` takes the number of the part beside it
 * that was met last; at the first pixel, where none was, the next part takes its number. A part is cut off at `maxSize` pixels, the rest is
 * a part of its own.
 *
 * @param parts - `[height, width]` any number a pixel; not changed.
 * @returns Labels from 1 on.
 *
 * Time O(pixels). The last step of SLIC as scikit-image does it.
 */
export function joinScraps({ data, width, height }: Plane<Int32Array>, minSize: number, maxSize: number): Components {
  const labels = new Uint32Array(data.length);
  const list = new Int32Array(Math.max(1, Math.min(maxSize, data.length)));
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    if (labels[i] !== 0) continue;
    const label = count + 1;
    labels[i] = label;
    list[0] = i;
    let size = 1;
    let beside = label;
    for (let at = 0; at < size && size < list.length; at++) {
      const here = list[at];
      const x = here % width;
      for (let k = 0; k < 4; k++) {
        // Right, left, down, up: the part that is met last decides where a scrap goes.
        if (k === 0 ? x === width - 1 : k === 1 ? x === 0 : k === 2 ? here >= width * (height - 1) : here < width) continue;
        const next = here + (k === 0 ? 1 : k === 1 ? -1 : k === 2 ? width : -width);
        if (data[next] === data[i] && labels[next] === 0) {
          labels[next] = label;
          list[size++] = next;
          if (size === list.length) break;
        } else if (labels[next] !== 0 && labels[next] !== label) beside = labels[next];
      }
    }
    if (size < minSize) for (let at = 0; at < size; at++) labels[list[at]] = beside;
    else count++;
  }
  return { labels: { data: labels, width, height }, count: Math.max(count, 1) };
}

import { componentRuns } from "../segmentation/label.ts";
import type { ObjectRuns } from "./object-runs.ts";

/**
 * One object painted into a small plane of its own: its box with one pixel of background on every side.
 *
 * The buffer is reused from object to object, so only the first `width * height` samples mean something, and only until the
 * next object is painted. Samples are 1 inside the object, 0 outside.
 */
export interface ObjectWindow {
  mask: Uint8Array;
  /** Width of the box + 2. */
  width: number;
  /** Height of the box + 2. */
  height: number;
  /** Image coordinates of the window's pixel (0, 0): the corner of the box less one. */
  left: number;
  top: number;
  /** Whether some row holds more than one run: without that there can be no hole. */
  hasGaps: boolean;
}

/** An empty window to be painted by {@link paintObject}. */
export function createWindow(): ObjectWindow {
  return { mask: new Uint8Array(4096), width: 0, height: 0, left: 0, top: 0, hasGaps: false };
}

/** Paint object `row` into the window. Time O(box). */
export function paintObject(runs: ObjectRuns, row: number, window: ObjectWindow): void {
  const { boxes, starts, y, x0, x1 } = runs;
  const left = boxes[row * 4] - 1;
  const top = boxes[row * 4 + 1] - 1;
  const width = boxes[row * 4 + 2] + 1 - left;
  const height = boxes[row * 4 + 3] + 1 - top;
  if (window.mask.length < width * height) window.mask = new Uint8Array(width * height * 2);
  else window.mask.fill(0, 0, width * height);
  let hasGaps = false;
  let above = -1;
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    const base = (y[r] - top) * width - left;
    for (let p = base + x0[r], end = base + x1[r]; p < end; p++) window.mask[p] = 1;
    if (y[r] === above) hasGaps = true;
    above = y[r];
  }
  window.width = width;
  window.height = height;
  window.left = left;
  window.top = top;
  window.hasGaps = hasGaps;
}

/** Which neighbours let the outside flow in: 4 for the holes of an 8-connected object, 8 for those of a 4-connected one. */
export type BackgroundConnectivity = 4 | 8;

/**
 * Fill the holes of the painted object: background that is not connected to the border of the window becomes 1.
 *
 * @returns The number of pixels filled.
 *
 * Time O(box); nothing is done for an object without gaps in its rows.
 */
export function fillWindowHoles(window: ObjectWindow, background: BackgroundConnectivity): number {
  if (!window.hasGaps) return 0;
  const { mask, width, height } = window;
  const { starts, ends, numbers, count } = componentRuns({ data: mask, width, height }, "background", background);
  // The window's frame is background and all one component: the first.
  if (count === 1) return 0;
  let filled = 0;
  for (let run = 0; run < numbers.length; run++) {
    if (numbers[run] === 1) continue;
    mask.fill(1, starts[run], ends[run]);
    filled += ends[run] - starts[run];
  }
  return filled;
}

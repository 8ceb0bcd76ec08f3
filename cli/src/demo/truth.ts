import type { Placed } from "./place.ts";

/** One thing that is really in a frame. */
export interface TruthObject {
  /** Number of the object in its frame, from 1. */
  readonly label: number;
  readonly class: string;
  /** Visible pixels that it covers by half or more. */
  readonly area: number;
  /** Mean loss of light over its pixels, in standard deviations of the noise there. */
  readonly contrast: number;
  /** Whether the frame's border cuts it. */
  readonly border: boolean;
  /** Number of the group of particles that touch each other; 0 for one alone. */
  readonly group: number;
  /** Label of the object that it lies in; 0 for one that lies in none. */
  readonly parent: number;
  /** Standard deviation of its blur in pixels. */
  readonly blur: number;
  /** Its pixels as runs along rows: row, first column, length, and so on. */
  readonly runs: readonly number[];
}

/** Everything that is in a frame; objects with a parent lie inside another one's runs. */
export interface FrameTruth {
  readonly width: number;
  readonly height: number;
  readonly objects: readonly TruthObject[];
}

/**
 * Whether an object is one that a person would count.
 *
 * Faint ones (contrast below 3 standard deviations of the noise), small ones and things inside others are not.
 */
export function isCounted(object: TruthObject, minArea: number): boolean {
  return object.parent === 0 && object.contrast >= 3 && object.area >= minArea;
}

/** The truth as a label image `[height, width]`, 0 where there is nothing. */
export function truthLabels(truth: FrameTruth): Uint32Array {
  const labels = new Uint32Array(truth.width * truth.height);
  for (const object of truth.objects) {
    if (object.parent === 0)
      forEachRun(object, (row, column, length) =>
        labels.fill(object.label, row * truth.width + column, row * truth.width + column + length),
      );
  }
  return labels;
}

/** Call `visit` for each run of an object's pixels, from top to bottom. */
export function forEachRun(object: TruthObject, visit: (row: number, column: number, length: number) => void): void {
  for (let i = 0; i + 2 < object.runs.length; i += 3)
    visit(object.runs[i] as number, object.runs[i + 1] as number, object.runs[i + 2] as number);
}

/** Note what was placed; where two particles share a pixel it belongs to the first. `contrastAt` is the loss of light in noise units. */
export function recordTruth(placed: readonly Placed[], side: number, contrastAt: (index: number) => number): FrameTruth {
  const owner = new Uint8Array(side * side);
  const objects: TruthObject[] = [];
  for (const particle of placed) {
    const pixels = visiblePixels(particle, side, particle.stamp.covered.keys()).filter((i) => owner[i] === 0);
    if (pixels.length === 0) continue;
    for (const i of pixels) owner[i] = 1;
    const common = {
      border: pixels.some((i) => i < side || i >= side * (side - 1) || i % side === 0 || i % side === side - 1),
      blur: particle.blur,
    };
    const parent = objects.length + 1;
    objects.push({
      ...measure(pixels, side, contrastAt),
      ...common,
      label: parent,
      class: particle.kind,
      group: particle.group,
      parent: 0,
    });
    for (const inclusion of particle.stamp.inclusions) {
      const inside = visiblePixels(particle, side, inclusion);
      if (inside.length === 0) continue;
      objects.push({ ...measure(inside, side, contrastAt), ...common, label: objects.length + 1, class: "inclusion", group: 0, parent });
    }
  }
  return { width: side, height: side, objects };
}

/** Frame indices of the covered pixels among `indices` of the stamp's grid that lie in the frame, ascending. */
function visiblePixels({ stamp, x, y }: Placed, side: number, indices: Iterable<number>): number[] {
  const pixels: number[] = [];
  for (const index of indices) {
    if (!stamp.covered[index]) continue;
    const [column, row] = [(index % stamp.width) + x, Math.floor(index / stamp.width) + y];
    if (column >= 0 && row >= 0 && column < side && row < side) pixels.push(row * side + column);
  }
  return pixels;
}

function measure(
  pixels: readonly number[],
  side: number,
  contrastAt: (index: number) => number,
): Pick<TruthObject, "area" | "contrast" | "runs"> {
  const runs: number[] = [];
  let contrast = 0;
  let previous = -2;
  for (const pixel of pixels) {
    contrast += contrastAt(pixel);
    if (pixel === previous + 1 && pixel % side !== 0) runs[runs.length - 1] = (runs.at(-1) as number) + 1;
    else runs.push(Math.floor(pixel / side), pixel % side, 1);
    previous = pixel;
  }
  return { area: pixels.length, contrast: contrast / pixels.length, runs };
}

import type { Shape } from "./shape.ts";

/** A particle drawn on its own small grid, not yet placed in a frame. */
export interface Stamp {
  readonly width: number;
  readonly height: number;
  /** Row and column of the particle's centre in the grid. */
  readonly centreX: number;
  readonly centreY: number;
  /** Which pixels the particle covers by half or more, as the truth knows it: sharp, whatever the focus. */
  readonly covered: Uint8Array;
  /** Share of the light that is missing at each pixel after the optics; slightly negative in the bright fringe. */
  readonly loss: Float32Array;
  /** Pixels of each thing inside, as indices into the grid. */
  readonly inclusions: readonly Uint32Array[];
}

/** How a particle meets the light. */
export interface Optics {
  /** Mean share of the light that the particle takes, 0 to 1. */
  readonly absorbed: number;
  /** Standard deviation of the blur in pixels. */
  readonly blur: number;
  /** Strength of the bright fringe that diffraction draws around an outline. */
  readonly fringe: number;
}

const SAMPLES = 4;

/** Draw a shape with 4 x 4 samples in each pixel near its outline; cost is the area of the grid. */
export function drawStamp(shape: Shape, optics: Optics): Stamp {
  const half = Math.ceil(shape.reach + 5 * optics.blur + 2);
  const side = 2 * half + 1;
  const drawn = sampleShape(shape, half);
  const box = shrink(drawn.share, side, Math.ceil(5 * optics.blur + 2));
  const width = box.x1 - box.x0 + 1;
  const height = box.y1 - box.y0 + 1;
  const strength = -Math.log(1 - optics.absorbed) / drawn.meanDensity;
  const covered = new Uint8Array(width * height);
  const sharp = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y + box.y0) * side + x + box.x0;
      const share = drawn.share[from] as number;
      if (share === 0) continue;
      covered[y * width + x] = share >= 0.5 ? 1 : 0;
      sharp[y * width + x] = share * (1 - Math.exp(-strength * (drawn.density[from] as number)));
    }
  }
  const near = gaussian(sharp, width, height, optics.blur);
  const wide = gaussian(near, width, height, optics.blur * 1.8 + 0.6);
  const loss = near.map((value, i) => value + optics.fringe * (value - (wide[i] as number)));
  const [centreX, centreY] = [half - box.x0, half - box.y0];
  const inclusions = (shape.inclusions ?? []).map((inside) =>
    Uint32Array.from([...covered.keys()].filter((i) => covered[i] && inside((i % width) - centreX, Math.floor(i / width) - centreY) < 0)),
  );
  return { width, height, centreX, centreY, covered, loss, inclusions };
}

/** Share of each pixel that is covered, and the density there. */
function sampleShape(shape: Shape, half: number): { share: Float32Array; density: Float32Array; meanDensity: number } {
  const side = 2 * half + 1;
  const share = new Float32Array(side * side);
  const density = new Float32Array(side * side);
  let total = 0;
  let weight = 0;
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const [x, y] = [i - half, j - half];
      const depth = shape.distance(x, y);
      if (depth > 1.6) {
        // Nothing nearer than `depth`; half of it leaves room for distances that are only nearly exact.
        i += Math.max(0, Math.floor(depth / 2) - 1);
        continue;
      }
      const part = depth < -1.6 ? 1 : coveredShare(shape, x, y);
      if (part === 0) continue;
      const value = Math.max(0.05, shape.density(x, y, Math.min(depth, -0.3)));
      share[j * side + i] = part;
      density[j * side + i] = value;
      total += part * value;
      weight += part;
    }
  }
  return { share, density, meanDensity: weight > 0 ? total / weight : 1 };
}

function coveredShare(shape: Shape, x: number, y: number): number {
  let inside = 0;
  for (let j = 0; j < SAMPLES; j++) {
    for (let i = 0; i < SAMPLES; i++) {
      if (shape.distance(x + (i + 0.5) / SAMPLES - 0.5, y + (j + 0.5) / SAMPLES - 0.5) < 0) inside++;
    }
  }
  return inside / (SAMPLES * SAMPLES);
}

function shrink(share: Float32Array, side: number, margin: number): { x0: number; y0: number; x1: number; y1: number } {
  let [x0, y0, x1, y1] = [side, side, 0, 0];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (share[y * side + x] === 0) continue;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
  }
  const keep = (value: number): number => Math.min(side - 1, Math.max(0, value));
  return { x0: keep(x0 - margin), y0: keep(y0 - margin), x1: keep(x1 + margin), y1: keep(y1 + margin) };
}

/** Gaussian blur with nothing outside the grid. */
function gaussian(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  for (let k = 0; k < kernel.length; k++) kernel[k] = (kernel[k] as number) / sum;
  return spread(spread(values, kernel, { lines: height, length: width, line: width, step: 1 }), kernel, {
    lines: width,
    length: height,
    line: 1,
    step: width,
  });
}

interface Walk {
  readonly lines: number;
  readonly length: number;
  readonly line: number;
  readonly step: number;
}

/** Add each value to its neighbours along one axis; zeros cost nothing. */
function spread(values: Float32Array, kernel: Float32Array, walk: Walk): Float32Array {
  const result = new Float32Array(values.length);
  const reach = (kernel.length - 1) / 2;
  for (let line = 0; line < walk.lines; line++) {
    const start = line * walk.line;
    for (let i = 0; i < walk.length; i++) {
      const value = values[start + i * walk.step] as number;
      if (value === 0) continue;
      const from = Math.max(0, i - reach);
      const to = Math.min(walk.length - 1, i + reach);
      for (let k = from; k <= to; k++) {
        const at = start + k * walk.step;
        result[at] = (result[at] as number) + value * (kernel[k - i + reach] as number);
      }
    }
  }
  return result;
}

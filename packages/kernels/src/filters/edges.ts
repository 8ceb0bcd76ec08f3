import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Border } from "./border.ts";
import { borderIndex } from "./border.ts";

/** Weights across the direction of the difference: Sobel 1 2 1, Scharr 3 10 3. */
export type EdgeOperator = "sobel" | "scharr";

const SMOOTHING: Readonly<Record<EdgeOperator, readonly [side: number, middle: number]>> = { sobel: [1, 2], scharr: [3, 10] };

/** The change of the grey values along columns and rows. */
export interface Gradient {
  readonly x: Plane<Float32Array>;
  readonly y: Plane<Float32Array>;
}

/**
 * How strongly the grey values change: the root of the mean square of the differences along x and y, each over two pixels.
 *
 * NaN and infinite samples spread over their 3 x 3 neighbourhood.
 *
 * @returns `[height, width]`, 32 bits, >= 0.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 *
 * Source: scikit-image, skimage.filters.sobel and scharr (weights and norm); H. Scharr (2000), Optimale Operatoren in der digitalen
 * Bildverarbeitung, doi:10.11588/heidok.00000962.
 */
export function edgeStrength(plane: Plane, operator: EdgeOperator, border: Border = "reflect"): Plane<Float32Array> {
  const { x, y } = edgeGradient(plane, operator, border);
  const out = new Float32Array(x.data.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(2 * (x.data[i] ** 2 + y.data[i] ** 2));
  return { data: out, width: plane.width, height: plane.height };
}

/**
 * The differences themselves: half of the next sample less the one before, smoothed across with weights that add up to 1. Positive where
 * the image gets brighter to the right (x) or downwards (y).
 *
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 */
export function edgeGradient(plane: Plane, operator: EdgeOperator, border: Border): Gradient {
  requireSamples(plane);
  const { data, width, height } = plane;
  const [side, middle] = SMOOTHING[operator];
  const scale = 1 / (2 * (2 * side + middle));
  const [across, down] = [new Float32Array(data.length), new Float32Array(data.length)];
  const columns = Int32Array.from({ length: width + 2 }, (_, i) => borderIndex(i - 1, width, border));
  const lines = [0, 1, 2].map(() => new Float64Array(width + 2));
  const read = (y: number, line: Float64Array): void => {
    const row = borderIndex(y, height, border);
    for (let k = 0; k < line.length; k++) line[k] = row < 0 || columns[k] < 0 ? 0 : data[row * width + columns[k]];
  };
  read(-1, lines[0]);
  read(0, lines[1]);
  for (let y = 0, i = 0; y < height; y++) {
    const [above, here, below] = [lines[y % 3], lines[(y + 1) % 3], lines[(y + 2) % 3]];
    read(y + 1, below);
    for (let x = 0; x < width; x++, i++) {
      across[i] = scale * (side * (above[x + 2] - above[x] + below[x + 2] - below[x]) + middle * (here[x + 2] - here[x]));
      down[i] = scale * (side * (below[x] - above[x] + below[x + 2] - above[x + 2]) + middle * (below[x + 1] - above[x + 1]));
    }
  }
  return { x: { data: across, width, height }, y: { data: down, width, height } };
}

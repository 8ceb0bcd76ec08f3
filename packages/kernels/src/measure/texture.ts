import type { Labels, Plane } from "../array/plane.ts";
import type { ObjectRuns } from "./object-runs.ts";

/** How strongly the grey values change from pixel to pixel inside an object and along its outline. */
export interface Texture {
  readonly gradientMean: number;
  readonly gradientInner: number;
  readonly gradientEdge: number;
  readonly gradientStd: number;
  readonly laplacianStd: number;
  readonly localStd: number;
}

/**
 * Texture of object `row` in 3 x 3 neighbourhoods. Neighbours may lie outside the object; beyond the image the edge is repeated.
 *
 * Time O(area).
 */
export function measureTexture(runs: ObjectRuns, row: number, labels: Labels, { data, width, height }: Plane): Texture {
  const { starts, x0, x1 } = runs;
  const label = runs.labels[row];
  const id = labels.data;
  const n = runs.areas[row];
  let inner = 0;
  let innerCount = 0;
  let edge = 0;
  let squares = 0;
  let laplace = 0;
  let local = 0;
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    const y = runs.y[r];
    const here = y * width;
    const up = y > 0 ? here - width : here;
    const down = y < height - 1 ? here + width : here;
    // The window slides: each column of it is read once.
    const before = x0[r] > 0 ? x0[r] - 1 : x0[r];
    let [a, d, h] = [data[up + before], data[here + before], data[down + before]];
    let [b, e, i] = [data[up + x0[r]], data[here + x0[r]], data[down + x0[r]]];
    for (let x = x0[r]; x < x1[r]; x++) {
      const g = x < width - 1 ? x + 1 : x;
      const c = data[up + g];
      const f = data[here + g];
      const j = data[down + g];
      const gx = c + 2 * f + j - a - 2 * d - h;
      const gy = h + 2 * i + j - a - 2 * b - c;
      const square = (gx * gx + gy * gy) / 64;
      const gradient = Math.sqrt(square);
      const laplacian = b + d + f + i - 4 * e;
      const mean = (a + b + c + d + e + f + h + i + j) / 9;
      const variance = (a * a + b * b + c * c + d * d + e * e + f * f + h * h + i * i + j * j) / 9 - mean * mean;
      squares += square;
      laplace += laplacian * laplacian;
      local += Math.sqrt(Math.max(variance, 0));
      const closed = x > x0[r] && x < x1[r] - 1 && y > 0 && y < height - 1 && id[up + x] === label && id[down + x] === label;
      if (closed) {
        inner += gradient;
        innerCount++;
      } else edge += gradient;
      a = b;
      b = c;
      d = e;
      e = f;
      h = i;
      i = j;
    }
  }
  const mean = (inner + edge) / n;
  return {
    gradientMean: mean,
    gradientInner: inner / innerCount,
    gradientEdge: edge / (n - innerCount),
    gradientStd: Math.sqrt(Math.max(squares / n - mean * mean, 0)),
    laplacianStd: Math.sqrt(laplace / n),
    localStd: local / n,
  };
}

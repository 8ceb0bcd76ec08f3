// Symmetric weighting along lines and across rows, in the order of additions of `packages/kernels/src/filters/convolve.ts`.

function rounded(values: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(values));
}

/**
 * `to[x]` = the weighted sum round `line[x]`, rounded to 32 bits, for `width` samples (a multiple of 4); `radius` samples stand on both
 * sides. The 0 that is added at the end makes -0 to 0.
 */
export function weighLine(line: usize, to: usize, width: usize, weights: usize, radius: usize): void {
  const zero = f64x2.splat(0);
  for (let x: usize = 0; x < width; x += 4) {
    const at = line + 8 * x;
    const first = f64x2.splat(load<f64>(weights));
    let a = f64x2.mul(first, v128.load(at));
    let b = f64x2.mul(first, v128.load(at, 16));
    for (let j: usize = 1; j <= radius; j++) {
      const weight = f64x2.splat(load<f64>(weights + 8 * j));
      a = f64x2.add(a, f64x2.mul(weight, f64x2.add(v128.load(at - 8 * j), v128.load(at + 8 * j))));
      b = f64x2.add(b, f64x2.mul(weight, f64x2.add(v128.load(at - 8 * j, 16), v128.load(at + 8 * j, 16))));
    }
    v128.store(to + 8 * x, rounded(f64x2.add(a, zero)));
    v128.store(to + 8 * x, rounded(f64x2.add(b, zero)), 16);
  }
}

/** `to[x]` = the weighted sum of the rows that `rows` points to, the middle one first, in 32 bits, for `width` samples (a multiple of 4). */
export function weighRows(rows: usize, to: usize, width: usize, weights: usize, radius: usize): void {
  const middle = rows + 4 * radius;
  for (let x: usize = 0; x < width; x += 4) {
    const first = f64x2.splat(load<f64>(weights));
    const centre = <usize>load<u32>(middle) + 8 * x;
    let a = f64x2.mul(first, v128.load(centre));
    let b = f64x2.mul(first, v128.load(centre, 16));
    for (let j: usize = 1; j <= radius; j++) {
      const weight = f64x2.splat(load<f64>(weights + 8 * j));
      const above = <usize>load<u32>(middle - 4 * j) + 8 * x;
      const below = <usize>load<u32>(middle + 4 * j) + 8 * x;
      a = f64x2.add(a, f64x2.mul(weight, f64x2.add(v128.load(above), v128.load(below))));
      b = f64x2.add(b, f64x2.mul(weight, f64x2.add(v128.load(above, 16), v128.load(below, 16))));
    }
    const low = f32x4.demote_f64x2_zero(a);
    const high = f32x4.demote_f64x2_zero(b);
    v128.store(to + 4 * x, v128.shuffle<f32>(low, high, 0, 1, 4, 5));
  }
}

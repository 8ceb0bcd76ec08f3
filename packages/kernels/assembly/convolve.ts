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

/**
 * `to[k]` = the weighted sum round `line[k * step]`, in 32 bits, for `count` samples: four sums that do not wait for each other, added
 * up at the end.
 */
export function weighSteps(line: usize, to: usize, count: usize, step: usize, weights: usize, radius: usize): void {
  for (let k: usize = 0; k < count; k++) {
    const at = line + 8 * k * step;
    let low = f64x2.replace_lane(f64x2.splat(0), 0, load<f64>(weights) * load<f64>(at));
    let high = f64x2.splat(0);
    let j: usize = 1;
    for (; j + 3 <= radius; j += 4) {
      const near = v128.load(at - 8 * j - 8);
      low = f64x2.add(low, f64x2.mul(v128.load(weights + 8 * j), f64x2.add(v128.shuffle<f64>(near, near, 1, 0), v128.load(at + 8 * j))));
      const far = v128.load(at - 8 * j - 24);
      high = f64x2.add(
        high,
        f64x2.mul(v128.load(weights + 8 * j, 16), f64x2.add(v128.shuffle<f64>(far, far, 1, 0), v128.load(at + 8 * j, 16))),
      );
    }
    let first = f64x2.extract_lane(low, 0);
    for (; j <= radius; j++) first += load<f64>(weights + 8 * j) * (load<f64>(at - 8 * j) + load<f64>(at + 8 * j));
    store<f32>(to + 4 * k, <f32>(first + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))));
  }
}

/** `to[x]` = the weighted sum of four rows, all in 32 bits, for `width` samples (a multiple of 4). */
export function blendRows(rows: usize, row: usize, to: usize, width: usize, a: f32, b: f32, c: f32, d: f32): void {
  for (let x: usize = 0; x < 4 * width; x += 16) {
    const at = rows + x;
    const upper = f32x4.add(f32x4.mul(f32x4.splat(a), v128.load(at)), f32x4.mul(f32x4.splat(b), v128.load(at + row)));
    const lower = f32x4.add(f32x4.mul(f32x4.splat(c), v128.load(at + 2 * row)), f32x4.mul(f32x4.splat(d), v128.load(at + 3 * row)));
    v128.store(to + x, f32x4.add(upper, lower));
  }
}

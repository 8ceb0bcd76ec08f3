// One centre of `packages/kernels/src/segmentation/slic.ts` against the pixels of its window, two at a time, in the same order of additions.

/**
 * `values` holds one plane a channel, each `channel` bytes, rows of `row` bytes; `best` and `nearest` one plane each. All begin with row `top`.
 * Columns `left..right - 1` of rows `from..to - 1` are looked at. `means` points to the centre's values, `number` is its name.
 */
export function nearCentre(
  values: usize,
  channel: usize,
  best: usize,
  nearest: usize,
  row: usize,
  top: i32,
  left: i32,
  right: i32,
  from: i32,
  to: i32,
  cx: f64,
  cy: f64,
  weight: f64,
  means: usize,
  depth: i32,
  number: f64,
): void {
  const first = load<f64>(means);
  for (let y = from; y < to; y++) {
    const away = (cy - <f64>y) * (cy - <f64>y);
    const start = <usize>(y - top) * row;
    let x = left;
    let place = f64x2.replace_lane(f64x2.splat(<f64>x), 1, <f64>x + 1);
    for (; x + 1 < right; x += 2) {
      const at = start + 8 * <usize>x;
      const across = f64x2.sub(f64x2.splat(cx), place);
      place = f64x2.add(place, f64x2.splat(2));
      let distance = f64x2.mul(f64x2.add(f64x2.splat(away), f64x2.mul(across, across)), f64x2.splat(weight));
      const difference = f64x2.sub(v128.load(values + at), f64x2.splat(first));
      distance = f64x2.add(distance, f64x2.mul(difference, difference));
      for (let c = 1; c < depth; c++) {
        const apart = f64x2.sub(v128.load(values + <usize>c * channel + at), f64x2.splat(load<f64>(means + 8 * <usize>c)));
        distance = f64x2.add(distance, f64x2.mul(apart, apart));
      }
      const before = v128.load(best + at);
      const nearer = f64x2.lt(distance, before);
      if (!v128.any_true(nearer)) continue;
      v128.store(best + at, v128.bitselect(distance, before, nearer));
      v128.store(nearest + at, v128.bitselect(f64x2.splat(number), v128.load(nearest + at), nearer));
    }
    if (x < right) {
      const at = start + 8 * <usize>x;
      let distance = (away + (cx - <f64>x) * (cx - <f64>x)) * weight;
      for (let c = 0; c < depth; c++) {
        const apart = load<f64>(values + <usize>c * channel + at) - load<f64>(means + 8 * <usize>c);
        distance += apart * apart;
      }
      if (distance < load<f64>(best + at)) {
        store<f64>(best + at, distance);
        store<f64>(nearest + at, number);
      }
    }
  }
}

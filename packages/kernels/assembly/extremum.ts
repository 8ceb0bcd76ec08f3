// Dilation and erosion, 16 bytes at a time; `packages/kernels/src/morphology/extremum.ts` says what they give.

function further<T>(a: v128, b: v128, largest: bool): v128 {
  if (isFloat<T>()) return largest ? v128.pmax<T>(a, b) : v128.pmin<T>(a, b);
  return largest ? v128.max<T>(a, b) : v128.min<T>(a, b);
}

/** `to[x]` = the extremum of `from[x - step]`, `from[x]`, `from[x + step]`, for `bytes` bytes. */
function widen<T>(from: usize, to: usize, bytes: usize, step: usize, largest: bool): void {
  const apart = step * sizeof<T>();
  for (let at: usize = 0; at < bytes; at += 16) {
    const sides = further<T>(v128.load(from + at - apart), v128.load(from + at + apart), largest);
    v128.store(to + at, further<T>(v128.load(from + at), sides, largest));
  }
}

function overlay<T>(row: usize, line: usize, bytes: usize, largest: bool): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(row + at, further<T>(v128.load(row + at), v128.load(line + at), largest));
}

/**
 * Lay one row of the plane over all rows of the result that it reaches.
 *
 * `line` and `spare` point to the first pixel of the row; before it and behind the `bytes` of it there are `margin` bytes that are
 * widened too, and as many again that are not. `rows` holds `radius * 2 + 1` rows of the result, row y at place y mod their number, each
 * `bytes` long. `chords`: how far the footprint reaches sideways at each distance 0..radius.
 */
function layRow<T>(
  line: usize,
  spare: usize,
  margin: usize,
  bytes: usize,
  rows: usize,
  chords: usize,
  radius: i32,
  y: i32,
  height: i32,
  largest: bool,
): void {
  let from = line;
  let to = spare;
  let reach = 0;
  const places = 2 * radius + 1;
  for (let dy = radius; dy >= 0; dy--) {
    const chord = load<i32>(chords + 4 * <usize>dy);
    while (reach < chord) {
      const step = min(2 * reach + 1, chord - reach);
      widen<T>(from - margin, to - margin, bytes + 2 * margin, <usize>step, largest);
      const before = from;
      from = to;
      to = before;
      reach += step;
    }
    if (y >= dy) overlay<T>(rows + <usize>((y - dy) % places) * bytes, from, bytes, largest);
    if (dy > 0 && y + dy < height) overlay<T>(rows + <usize>((y + dy) % places) * bytes, from, bytes, largest);
  }
}

export function layRow8(
  line: usize,
  spare: usize,
  margin: usize,
  bytes: usize,
  rows: usize,
  chords: usize,
  radius: i32,
  y: i32,
  height: i32,
  largest: bool,
): void {
  layRow<u8>(line, spare, margin, bytes, rows, chords, radius, y, height, largest);
}

export function layRow16(
  line: usize,
  spare: usize,
  margin: usize,
  bytes: usize,
  rows: usize,
  chords: usize,
  radius: i32,
  y: i32,
  height: i32,
  largest: bool,
): void {
  layRow<u16>(line, spare, margin, bytes, rows, chords, radius, y, height, largest);
}

export function layRow32(
  line: usize,
  spare: usize,
  margin: usize,
  bytes: usize,
  rows: usize,
  chords: usize,
  radius: i32,
  y: i32,
  height: i32,
  largest: bool,
): void {
  layRow<f32>(line, spare, margin, bytes, rows, chords, radius, y, height, largest);
}

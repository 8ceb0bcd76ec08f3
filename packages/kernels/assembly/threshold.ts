// Bytes above a level, 16 at a time.

/** `to[i]` = 1 where `from[i]` is above `level`, else 0; the other way round with `flip` 1. For `bytes` bytes, a multiple of 16. */
export function compareBytes(from: usize, to: usize, bytes: usize, level: i32, flip: i32): void {
  const limit = i8x16.splat(<i8>level);
  const one = i8x16.splat(1);
  const turned = i8x16.splat(<i8>flip);
  for (let at: usize = 0; at < bytes; at += 16) {
    const above = v128.and(i8x16.gt_u(v128.load(from + at), limit), one);
    v128.store(to + at, v128.xor(above, turned));
  }
}

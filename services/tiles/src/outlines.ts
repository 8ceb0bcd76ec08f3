/** Pixels around a picture that decide which of its own lie at an edge. */
export const OUTLINE_MARGIN = 2;

/**
 * Labels with their inside taken out: what stays touches another label, or nothing, by a side, or touches such a pixel by a side.
 * Lines are so two pixels wide, inside their object.
 *
 * @param labels - `[height + 2 OUTLINE_MARGIN, width + 2 OUTLINE_MARGIN]`: with what lies around the picture, so that lines go on over tiles.
 * @returns `[height, width]`.
 */
export function outlinesOf(labels: Uint32Array, width: number, height: number): Uint32Array {
  const across = width + 2 * OUTLINE_MARGIN;
  const down = height + 2 * OUTLINE_MARGIN;
  const edge = new Uint8Array(labels.length);
  for (let y = 1; y < down - 1; y++) {
    for (let at = y * across + 1; at < (y + 1) * across - 1; at++) {
      const own = labels[at]!;
      if (own === 0) continue;
      if (labels[at - 1] !== own || labels[at + 1] !== own || labels[at - across] !== own || labels[at + across] !== own) edge[at] = 1;
    }
  }
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + OUTLINE_MARGIN) * across + x + OUTLINE_MARGIN;
      if (labels[at] !== 0 && edge[at]! + edge[at - 1]! + edge[at + 1]! + edge[at - across]! + edge[at + across]! > 0)
        out[y * width + x] = labels[at]!;
    }
  }
  return out;
}

/** Unpacks PackBits (TIFF 6.0, section 9): at most `size` bytes, fewer where the data end before. */
export function unpackPackBits(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let filled = 0;
  for (let at = 0; at < data.length && filled < size; ) {
    const head = data[at++]!;
    if (head === 128) continue;
    const length = Math.min(head < 128 ? head + 1 : 257 - head, size - filled);
    if (head < 128) {
      const part = data.subarray(at, at + length);
      out.set(part, filled);
      filled += part.length;
      at += head + 1;
    } else if (at < data.length) {
      out.fill(data[at++]!, filled, filled + length);
      filled += length;
    }
  }
  return out.subarray(0, filled);
}

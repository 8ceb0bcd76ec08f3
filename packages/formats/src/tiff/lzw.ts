const CLEAR = 256;
const END = 257;
const TABLE = 4_096;

/**
 * Unpacks LZW as TIFF 6.0 (section 13) has it: codes of 9 to 12 bits, high bit first, widened one code early.
 *
 * @param size - bytes that are expected; unpacking ends there.
 * @returns the bytes unpacked, fewer than `size` where the data end before; `undefined` where a code is impossible.
 */
export function unpackLzw(data: Uint8Array, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  // an entry of the table is a stretch of what was written before: where it starts and how long it is
  const starts = new Uint32Array(TABLE);
  const lengths = new Uint32Array(TABLE);
  let next = END + 1;
  let bits = 9;
  let buffer = 0;
  let held = 0;
  let filled = 0;
  let previousStart = -1;
  let previousLength = 0;
  for (let at = 0; filled < size; ) {
    while (held < bits) {
      if (at >= data.length) return out.subarray(0, filled);
      buffer = ((buffer << 8) | data[at++]!) & 0xffffff;
      held += 8;
    }
    held -= bits;
    const code = (buffer >> held) & ((1 << bits) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      bits = 9;
      previousStart = -1;
      continue;
    }
    const start = filled;
    if (code < CLEAR) out[filled++] = code;
    else if (code < next || (code === next && previousStart >= 0)) {
      if (previousStart < 0) return undefined;
      const from = code < next ? starts[code]! : previousStart;
      const length = code < next ? lengths[code]! : previousLength + 1;
      const end = Math.min(size, filled + length);
      for (let i = from; filled < end; ) out[filled++] = out[i++]!;
    } else return undefined;
    if (previousStart >= 0 && next < TABLE) {
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
      if (next >= (1 << bits) - 1 && bits < 12) bits++;
    }
    previousStart = start;
    previousLength = filled - start;
  }
  return out.subarray(0, filled);
}

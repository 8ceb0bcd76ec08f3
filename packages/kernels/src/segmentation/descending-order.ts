/**
 * Offsets of the foreground pixels by descending value, equal ones in raster order.
 *
 * @param values - NaN counts as infinity.
 *
 * Time O(pixels): a radix sort by three digits.
 */
export function descendingOrder(values: Float32Array, mask: Uint8Array): Uint32Array {
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) count++;
  let order = new Uint32Array(count);
  const heights = new Float32Array(count);
  for (let i = 0, k = 0; i < mask.length; i++)
    if (mask[i] !== 0) {
      order[k] = i;
      const value = values[i];
      // + 0 makes -0 and 0 the same bits.
      heights[k++] = !Number.isNaN(value) ? value + 0 : Number.POSITIVE_INFINITY;
    }
  // The bits of floats order like integers once negative ones are mirrored; the complement turns the order round.
  let keys = new Uint32Array(heights.buffer);
  for (let k = 0; k < count; k++) keys[k] = keys[k] & 0x80000000 ? keys[k] : ~keys[k] & 0x7fffffff;
  let spareOrder = new Uint32Array(count);
  let spareKeys = new Uint32Array(count);
  for (const [pass, next] of digitStarts(keys).entries()) {
    const shift = pass * DIGIT_BITS;
    for (let k = 0; k < count; k++) {
      const key = keys[k];
      const to = next[(key >>> shift) & (DIGITS - 1)]++;
      spareOrder[to] = order[k];
      spareKeys[to] = key;
    }
    [order, spareOrder] = [spareOrder, order];
    [keys, spareKeys] = [spareKeys, keys];
  }
  return order;
}

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/** For each digit of the keys, the lowest first: where the keys with each of its values begin once they are sorted by it. */
function digitStarts(keys: Uint32Array): readonly Uint32Array[] {
  const [low, middle, high] = [new Uint32Array(DIGITS), new Uint32Array(DIGITS), new Uint32Array(DIGITS)];
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k];
    low[key & (DIGITS - 1)]++;
    middle[(key >>> DIGIT_BITS) & (DIGITS - 1)]++;
    high[key >>> (2 * DIGIT_BITS)]++;
  }
  for (const counts of [low, middle, high])
    for (let digit = 0, start = 0; digit < DIGITS; digit++) {
      const count = counts[digit];
      counts[digit] = start;
      start += count;
    }
  return [low, middle, high];
}

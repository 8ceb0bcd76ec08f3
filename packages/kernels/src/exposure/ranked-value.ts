const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/**
 * The value that would stand at place `rank` (from 0) if the values were sorted upwards; nothing is moved.
 *
 * @param values - Finite; -0 counts as 0. Not empty, `rank` below its length.
 *
 * Time O(values): the rank is narrowed digit by digit, three times.
 */
export function rankedValue(values: Float32Array, rank: number): number {
  const keys = orderedKeys(values);
  const counts = new Uint32Array(DIGITS);
  let prefix = 0;
  let left = rank;
  for (const shift of [2 * DIGIT_BITS, DIGIT_BITS, 0]) {
    counts.fill(0);
    const above = shift + DIGIT_BITS;
    for (let k = 0; k < keys.length; k++) {
      const key = keys[k];
      if (above >= 32 || key >>> above === prefix) counts[(key >>> shift) & (DIGITS - 1)]++;
    }
    let digit = 0;
    while (left >= counts[digit]) left -= counts[digit++];
    prefix = above >= 32 ? digit : ((prefix << DIGIT_BITS) | digit) >>> 0;
  }
  return floatOf(prefix);
}

/**
 * The median: of an even number of values in the middle between the two middle ones.
 *
 * @param values - As for {@link rankedValue}.
 */
export function medianValue(values: Float32Array): number {
  const rank = Math.floor((values.length - 1) / 2);
  const below = rankedValue(values, rank);
  if (values.length % 2 === 1) return below;
  let upTo = 0;
  let above = Number.POSITIVE_INFINITY;
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    if (value <= below) upTo++;
    else if (value < above) above = value;
  }
  return upTo > rank + 1 ? below : above - (above - below) * 0.5;
}

/** The bits of floats order like integers once negative ones are mirrored and positive ones are put above them. */
function orderedKeys(values: Float32Array): Uint32Array {
  const keys = new Uint32Array(new Float32Array(values).buffer);
  for (let k = 0; k < keys.length; k++) {
    const bits = keys[k] === 0x80000000 ? 0 : keys[k];
    keys[k] = bits & 0x80000000 ? ~bits : bits | 0x80000000;
  }
  return keys;
}

function floatOf(key: number): number {
  const bits = key & 0x80000000 ? key & 0x7fffffff : ~key;
  return new Float32Array(Uint32Array.of(bits >>> 0).buffer)[0];
}

const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;

/** Keys as whole numbers without sign that compare like them: the high and the low half of each. */
interface SortableBits {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/**
 * Places sorted by their keys; equal ones stay in the order that they have, those with NaN go last, whichever the direction.
 * A radix sort over the bits of the keys: its time does not depend on what they are.
 *
 * @param keys - by place, not by the order of `places`.
 */
export function sortPlaces(places: Uint32Array, keys: (place: number) => number, descending: boolean): Uint32Array {
  const known = new Uint32Array(places.length);
  const none = new Uint32Array(places.length);
  const values = new Float64Array(places.length);
  let [count, missing] = [0, 0];
  for (let index = 0; index < places.length; index++) {
    const place = places[index]!;
    const value = keys(place);
    if (Number.isNaN(value)) none[missing++] = place;
    else {
      known[count] = place;
      values[count++] = value;
    }
  }
  const { high, low } = sortableBits(values.subarray(0, count), descending);
  let order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  let spare = new Uint32Array(count);
  for (const half of [low, high]) {
    for (const shift of [0, DIGIT_BITS]) {
      distribute(half, shift, order, spare);
      [order, spare] = [spare, order];
    }
  }
  const sorted = new Uint32Array(places.length);
  for (let rank = 0; rank < count; rank++) sorted[rank] = known[order[rank]!]!;
  sorted.set(none.subarray(0, missing), count);
  return sorted;
}

function sortableBits(values: Float64Array, descending: boolean): SortableBits {
  const one = new Float64Array(1);
  const halves = new Uint32Array(one.buffer);
  // Which half of a number stands first is the machine's choice.
  one[0] = 1;
  const [first, last] = halves[0] === 0 ? [0, 1] : [1, 0];
  const turn = descending ? 0xff_ff_ff_ff : 0;
  const [high, low] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  for (let index = 0; index < values.length; index++) {
    // Minus zero is zero.
    one[0] = values[index]! + 0;
    const flip = halves[last]! >>> 31 === 1 ? 0xff_ff_ff_ff : 0;
    low[index] = halves[first]! ^ flip ^ turn;
    high[index] = halves[last]! ^ (flip | 0x80_00_00_00) ^ turn;
  }
  return { high, low };
}

function distribute(bits: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array): void {
  const starts = new Uint32Array(DIGITS + 1);
  for (let index = 0; index < bits.length; index++) starts[((bits[index]! >>> shift) & (DIGITS - 1)) + 1]!++;
  for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
  for (let at = 0; at < from.length; at++) {
    const index = from[at]!;
    const digit = (bits[index]! >>> shift) & (DIGITS - 1);
    to[starts[digit]!] = index;
    starts[digit]!++;
  }
}

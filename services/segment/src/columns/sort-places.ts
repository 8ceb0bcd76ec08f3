const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;

/**
 * Places sorted by their keys; equal ones stay in the order that they have, those with NaN go last, whichever the direction.
 * A radix sort over the bits of the keys: its time does not depend on what they are.
 *
 * @param keys - by place, not by the order of `places`.
 */
export function sortPlaces(places: Uint32Array, keys: (place: number) => number, descending: boolean): Uint32Array {
  const known = places.filter((place) => !Number.isNaN(keys(place)));
  const none = places.filter((place) => Number.isNaN(keys(place)));
  const bits = sortableBits(known, keys, descending);
  let order = Uint32Array.from(known, (_, index) => index);
  let spare = new Uint32Array(order.length);
  for (const half of [0, 1]) {
    for (const shift of [0, DIGIT_BITS]) {
      distribute(order, spare, (index) => (bits[2 * index + half]! >>> shift) & (DIGITS - 1));
      [order, spare] = [spare, order];
    }
  }
  const sorted = new Uint32Array(places.length);
  for (let rank = 0; rank < order.length; rank++) sorted[rank] = known[order[rank]!]!;
  sorted.set(none, order.length);
  return sorted;
}

/** The bits of each key as low and high word, so that they compare like the keys as whole numbers without sign. */
function sortableBits(places: Uint32Array, keys: (place: number) => number, descending: boolean): Uint32Array {
  const view = new DataView(new ArrayBuffer(8));
  const bits = new Uint32Array(2 * places.length);
  for (let index = 0; index < places.length; index++) {
    // Minus zero is zero.
    view.setFloat64(0, keys(places[index]!) + 0);
    const [high, low] = [view.getUint32(0), view.getUint32(4)];
    const flip = high >>> 31 === 1 ? 0xff_ff_ff_ff : 0;
    const turn = descending ? 0xff_ff_ff_ff : 0;
    bits[2 * index] = low ^ flip ^ turn;
    bits[2 * index + 1] = high ^ (flip | 0x80_00_00_00) ^ turn;
  }
  return bits;
}

function distribute(from: Uint32Array, to: Uint32Array, digitOf: (index: number) => number): void {
  const starts = new Uint32Array(DIGITS + 1);
  for (const index of from) starts[digitOf(index) + 1]!++;
  for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1]! += starts[digit]!;
  for (const index of from) {
    const digit = digitOf(index);
    to[starts[digit]!] = index;
    starts[digit]!++;
  }
}

/**
 * Colours of a scale from low to high: dark violet over teal to light green. The light yellow end of viridis is left out, so that every
 * colour can be seen on a bright field; brightness rises throughout, so that it is read the same by people who do not see some colours.
 *
 * Source: S. van der Walt, N. Smith (2015), viridis (CC0), at shares 0 to 0.9.
 */
export const COLOR_SCALE: readonly string[] = [
  "440154",
  "482475",
  "414487",
  "355f8d",
  "2a788e",
  "21918c",
  "22a884",
  "44bf70",
  "7ad151",
  "bddf26",
];

/** Places of the scale that differ: what is drawn with a palette needs few colours. */
const STEPS = 64;

/**
 * The colour of a share of the scale, as six hexadecimal digits.
 *
 * @param share - 0 for the low end, 1 for the high one; values beyond are taken for the ends.
 */
export function colorOfShare(share: number): string {
  const place = (Math.round(Math.min(1, Math.max(0, share)) * (STEPS - 1)) / (STEPS - 1)) * (COLOR_SCALE.length - 1);
  const before = Math.min(COLOR_SCALE.length - 2, Math.floor(place));
  const [from, to] = [rgbOf(COLOR_SCALE[before]!), rgbOf(COLOR_SCALE[before + 1]!)];
  return from.map((value, channel) => hex(value + (to[channel]! - value) * (place - before))).join("");
}

function rgbOf(color: string): readonly number[] {
  return [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, "0");
}

/**
 * Colours that remain apart for people who see red and green alike, without black.
 *
 * Source: M. Okabe, K. Ito (2008), Color universal design, https://jfly.uni-koeln.de/color/.
 */
const APART = ["e69f00", "56b4e9", "009e73", "f0e442", "0072b2", "d55e00", "cc79a7"] as const;

/** Turning by the golden angle puts each hue far from those before it. */
const GOLDEN_ANGLE = 137.508;

/** The colour of the class that was made as the `index`-th of its project, counted from 0. */
export function defaultColor(index: number): string {
  return APART[index] ?? hueColor((index * GOLDEN_ANGLE) % 360);
}

/** Six hexadecimal digits of a hue in degrees at 65 % saturation and 50 % lightness. */
function hueColor(hue: number): string {
  const channel = (offset: number): string => {
    const place = (offset + hue / 30) % 12;
    const value = 0.5 - 0.325 * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, "0");
  };
  return channel(0) + channel(8) + channel(4);
}

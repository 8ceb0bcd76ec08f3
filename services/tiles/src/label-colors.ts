import { encodePng } from "@argosy/formats";
import type { Rgb } from "./paint.ts";
import { parseRgb } from "./paint.ts";

/** A colour with how much it covers, 0 to 255. */
type Rgba = readonly [number, number, number, number];

const CLEAR: Rgba = [0, 0, 0, 0];
const OPACITY = 150;
/** Objects without a class. */
const UNNAMED: Rgb = [160, 160, 160];
/** A palette has 256 places; the first is the background. */
const COLORS = 255;

/** Colours that are far from each other for neighbouring numbers: hues by the golden angle, three brightnesses. */
const OBJECT_PALETTE: readonly Rgba[] = [
  CLEAR,
  ...Array.from({ length: COLORS }, (_, i): Rgba => [...hueColor((i * 137.507764) % 360, [1, 0.75, 0.55][i % 3]!), OPACITY]),
];

/** Label pixels, coloured by object: the colour follows from the number of the object alone. */
export function paintByObject(labels: Uint32Array, width: number, height: number): Uint8Array {
  const indices = Uint8Array.from(labels, (label) => (label === 0 ? 0 : 1 + ((label - 1) % COLORS)));
  return encodePng({ width, height, bits: 8, planes: [indices], palette: OBJECT_PALETTE });
}

/** Label pixels, coloured by class; `colors` are six hexadecimal digits by label, with or without `#`. */
export function paintByClass(labels: Uint32Array, width: number, height: number, colors: ReadonlyMap<number, string>): Uint8Array {
  const palette: Rgba[] = [CLEAR, [...UNNAMED, OPACITY]];
  const places = new Map<string, number>();
  for (const color of [...new Set(colors.values())].sort()) {
    if (palette.length <= COLORS) places.set(color, palette.push([...parseRgb(color.replace(/^#/, "")), OPACITY]) - 1);
  }
  const byLabel = new Map([...colors].map(([label, color]) => [label, places.get(color) ?? 1]));
  const indices = Uint8Array.from(labels, (label) => (label === 0 ? 0 : (byLabel.get(label) ?? 1)));
  return encodePng({ width, height, bits: 8, planes: [indices], palette });
}

function hueColor(hue: number, value: number): Rgb {
  const band = (n: number): number => {
    const k = (n + hue / 60) % 6;
    return Math.round(255 * value * (1 - Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [band(5), band(3), band(1)];
}

import { encodePng } from "@argosy/formats";
import type { Rgb } from "./paint.ts";
import { parseRgb } from "./paint.ts";

/** A colour with how much it covers, 0 to 255. */
type Rgba = readonly [number, number, number, number];

const CLEAR: Rgba = [0, 0, 0, 0];
/** How much colours cover: areas let the image be seen through them, lines need not. */
const OPACITY = { fill: 150, outline: 255 } as const;
/** Objects without a class. */
const UNNAMED: Rgb = [160, 160, 160];
/** A palette has 256 places; the first is the background. */
const COLORS = 255;

/** Labels of a part of an image and how they are drawn; of outlines only the pixels that are to be seen are not 0. */
export interface DrawnLabels {
  /** `[height, width]` */
  readonly labels: Uint32Array;
  readonly width: number;
  readonly height: number;
  readonly style: "fill" | "outline";
}

/** Colours that are far from each other for neighbouring numbers: hues by the golden angle, three brightnesses. */
const OBJECT_COLORS: readonly Rgb[] = Array.from({ length: COLORS }, (_, i) => hueColor((i * 137.507764) % 360, [1, 0.75, 0.55][i % 3]!));

/** Label pixels, coloured by object: the colour follows from the number of the object alone. */
export function paintByObject({ labels, width, height, style }: DrawnLabels): Uint8Array {
  const indices = Uint8Array.from(labels, (label) => (label === 0 ? 0 : 1 + ((label - 1) % COLORS)));
  return encodePng({
    width,
    height,
    bits: 8,
    planes: [indices],
    palette: [CLEAR, ...OBJECT_COLORS.map((color): Rgba => [...color, OPACITY[style]])],
  });
}

/** Label pixels, coloured by class; `colors` are six hexadecimal digits by label, with or without `#`. */
export function paintByClass({ labels, width, height, style }: DrawnLabels, colors: ReadonlyMap<number, string>): Uint8Array {
  const palette: Rgba[] = [CLEAR, [...UNNAMED, OPACITY[style]]];
  const places = new Map<string, number>();
  for (const color of [...new Set(colors.values())].sort()) {
    if (palette.length <= COLORS) places.set(color, palette.push([...parseRgb(color.replace(/^#/, "")), OPACITY[style]]) - 1);
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

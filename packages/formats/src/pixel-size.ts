import type { PixelSize } from "@argosy/core";
import { micrometres } from "@argosy/core";

/** Micrometres of the units that occur in descriptions. */
const UNITS: Readonly<Record<string, number>> = {
  nm: 1e-3,
  nanometer: 1e-3,
  um: 1,
  µm: 1,
  μm: 1,
  "\\u00B5m": 1,
  micron: 1,
  microns: 1,
  micrometer: 1,
  mm: 1e3,
  millimeter: 1e3,
  cm: 1e4,
  centimeter: 1e4,
  inch: 25_400,
  m: 1e6,
};

/** Resolutions that programs write into every file, in dots per inch. They say nothing about a specimen. */
const CUSTOMARY_DPI = [1, 72, 75, 90, 96, 100, 120, 144, 150, 180, 200, 240, 250, 300, 350];

/**
 * Pixel size from a resolution in dots per inch. The customary resolutions of screens and print are taken as unknown:
 * a microscope image that claims 72 dpi was only never told its scale.
 */
export function fromDotsPerInch(x: number, y: number): PixelSize | undefined {
  if (CUSTOMARY_DPI.some((dpi) => Math.abs(x - dpi) <= dpi * 0.005)) return undefined;
  return sizeOf(25_400 / x, 25_400 / y);
}

/** Pixel size of ImageJ: pixels per unit in the resolution tags, the unit in the description. */
export function fromImageJ(description: string, xResolution: number, yResolution: number): PixelSize | undefined {
  if (!description.startsWith("ImageJ=")) return undefined;
  const unit = description.split("\n", 200).find((line) => line.startsWith("unit="));
  const factor = unit === undefined ? undefined : UNITS[unit.slice("unit=".length).trim()];
  return factor === undefined ? undefined : sizeOf(factor / xResolution, factor / yResolution);
}

/** Pixel size of an OME-XML description (attributes `PhysicalSizeX`, `PhysicalSizeXUnit`, the default unit is the micrometre). */
export function fromOmeXml(description: string): PixelSize | undefined {
  const pixels = description.indexOf("<Pixels");
  if (pixels < 0 || !description.includes("<OME")) return undefined;
  const end = description.indexOf(">", pixels);
  const element = description.slice(pixels, end < 0 ? pixels + 4_096 : Math.min(end, pixels + 4_096));
  const length = (axis: "X" | "Y"): number => {
    const value = Number(attribute(element, `PhysicalSize${axis}`) ?? Number.NaN);
    return value * (UNITS[attribute(element, `PhysicalSize${axis}Unit`) ?? "um"] ?? Number.NaN);
  };
  const x = length("X");
  const y = length("Y");
  return sizeOf(x, Number.isFinite(y) ? y : x);
}

function attribute(element: string, name: string): string | undefined {
  const start = element.indexOf(` ${name}="`);
  if (start < 0) return undefined;
  const from = start + name.length + 3;
  return element.slice(from, element.indexOf('"', from));
}

function sizeOf(x: number, y: number): PixelSize | undefined {
  const possible = (size: number) => Number.isFinite(size) && size > 1e-6 && size < 1e7;
  return possible(x) && possible(y) ? { x: micrometres(x), y: micrometres(y), provenance: "file" } : undefined;
}

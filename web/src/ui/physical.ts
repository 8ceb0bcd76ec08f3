import { shortNumber, unitInWords } from "./words.ts";

/** Columns that say where something is, not how large. */
const PLACES = /^(bbox|centroid|crop|x|y|left|right|top|bottom)\b/;

/**
 * A measure in pixels as it is in micrometres: "4,287 µm²"; empty where it is none, or a place.
 *
 * @param column - "shape.area"; its unit is "px" for lengths, "px2" for areas.
 * @param pixel - side of a square pixel, µm; 0: not known, or pixels are not square.
 */
export function physical(
  column: { readonly name: string; readonly unit: string },
  value: number | null | undefined,
  pixel: number,
): string {
  const [, power] = /^px([23]?)$/.exec(column.unit) ?? [];
  const measure = column.name.slice(column.name.indexOf(".") + 1).replaceAll("_", " ");
  if (power === undefined || typeof value !== "number" || !(pixel > 0) || PLACES.test(measure)) return "";
  return `${shortNumber(value * pixel ** Number(power || 1))} ${unitInWords(`um${power}`)}`;
}

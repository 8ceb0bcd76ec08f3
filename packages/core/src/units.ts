declare const unit: unique symbol;

/** A length or position in pixels. */
export type Pixels = number & { readonly [unit]?: "px" };
/** A length in micrometres. Never mixed with {@link Pixels}: the types differ. */
export type Micrometres = number & { readonly [unit]: "um" };

/** Marks a number as micrometres. */
export function micrometres(value: number): Micrometres {
  return value as Micrometres;
}

/** Where the size of a pixel was learned from. */
export type StepProvenance = "file" | "table" | "name" | "person" | "template";

/** The extent of one pixel. An unknown size is `undefined` at the place that holds this, never 1. */
export interface PixelSize {
  readonly x: Micrometres;
  readonly y: Micrometres;
  readonly provenance: StepProvenance;
}

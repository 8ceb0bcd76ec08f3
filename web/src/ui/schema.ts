/** What of JSON Schema the parameters of nodes use. */
export interface ParamSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  /** `px`, `um2`, `grey value`, or the name of the parameter that says it. */
  readonly unit?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly enum?: readonly (string | number)[];
  readonly items?: ParamSchema;
  readonly default?: unknown;
}

/** Between which values a slider moves, and in which steps. */
export interface SliderRange {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

const WIDE = 1_000;
/** How far a slider reaches where the schema sets no useful limit, by unit. */
const REACH: Readonly<Record<string, number>> = { "grey value": 255, px2: 2_000, um2: 2_000, px: 100 };
/** Positions of a slider. */
const POSITIONS = 200;

/**
 * The range of a slider: the schema's where it is not too wide, else one that holds the usual values. A value beyond it can be written.
 *
 * @param usual - The value that the graph came with: it does not change while the slider moves.
 */
export function sliderOf(schema: ParamSchema, unit: string | undefined, usual: number): SliderRange {
  const { minimum, exclusiveMinimum, maximum } = schema;
  const least = minimum ?? exclusiveMinimum;
  const reach = Math.max(REACH[unit ?? ""] ?? (usual > 4 ? 100 : 10), 4 * Math.abs(usual));
  const low = least ?? (usual < 0 || schema.default === 0 ? -reach : 0);
  const high =
    maximum !== undefined && maximum - low <= WIDE ? maximum : Math.min(maximum ?? Number.POSITIVE_INFINITY, low < 0 ? reach : low + reach);
  return { low, high, step: schema.type === "integer" ? 1 : roundStep((high - low) / POSITIONS) };
}

/** The next of 1, 2, 5, 10 ... not above a length. */
function roundStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  return power * (length >= 5 * power ? 5 : length >= 2 * power ? 2 : 1);
}

/** What is wrong with a value, in words; empty when nothing is. */
export function faultOf(schema: ParamSchema, value: unknown): string {
  if (schema.type === "string") return faultOfText(schema, String(value));
  if (schema.type !== "number" && schema.type !== "integer") return "";
  if (typeof value !== "number" || !Number.isFinite(value)) return "Write a number.";
  if (schema.type === "integer" && !Number.isInteger(value)) return "Write a whole number.";
  if (schema.minimum !== undefined && value < schema.minimum) return `Not below ${schema.minimum}.`;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return `Above ${schema.exclusiveMinimum}.`;
  if (schema.maximum !== undefined && value > schema.maximum) return `Not above ${schema.maximum}.`;
  return "";
}

function faultOfText({ pattern, maxLength }: ParamSchema, text: string): string {
  if (maxLength !== undefined && text.length > maxLength) return `At most ${maxLength} characters.`;
  return pattern === undefined || new RegExp(pattern, "u").test(text) ? "" : "Not written as it must be.";
}

/** The values that a number may have, as they are shown beside it. */
export function rangeInWords({ minimum, exclusiveMinimum, maximum }: ParamSchema): string {
  const least = minimum ?? exclusiveMinimum;
  if (least !== undefined && maximum !== undefined) return `${least} to ${maximum.toLocaleString("en")}`;
  if (least !== undefined) return exclusiveMinimum === undefined ? `from ${least}` : `above ${least}`;
  return maximum === undefined ? "any number" : `up to ${maximum.toLocaleString("en")}`;
}

import type { ParamSchema } from "../../ui/schema.ts";
import { rangeInWords } from "../../ui/schema.ts";
import { shortNumber, unitInWords } from "../../ui/words.ts";
import type { NodeClass } from "../pipeline/node-class.ts";

/** A parameter of a step, for people. */
export interface ParamWords {
  readonly title: string;
  /** With its unit: "2 px". */
  readonly usual: string;
  readonly range: string;
  readonly meaning: string;
}

/** The parameters of a step in the order in which they are set. */
export function paramsInWords({ params }: NodeClass): readonly ParamWords[] {
  return Object.entries(params.properties).map(([name, schema]) => ({
    title: schema.title ?? name,
    usual: valueInWords(params.properties, name, schema.default),
    range: schema.type === "number" || schema.type === "integer" ? rangeInWords(schema) : (schema.enum ?? []).join(", "),
    meaning: schema.description ?? "",
  }));
}

/** Parameters that are not as usual, in words: "sigma 3 px"; empty where all are. */
export function unusualInWords({ params: { properties } }: NodeClass, values: Readonly<Record<string, unknown>>): string {
  const other = Object.entries(properties).filter(
    ([name, schema]) => name in values && JSON.stringify(values[name]) !== JSON.stringify(schema.default),
  );
  return other.map(([name, { title }]) => `${(title ?? name).toLowerCase()} ${valueInWords(properties, name, values[name])}`).join(", ");
}

function valueInWords(properties: Readonly<Record<string, ParamSchema>>, name: string, value: unknown): string {
  if (Array.isArray(value))
    return value.length === 0 ? "none" : value.every((one) => typeof one === "string") ? value.join(", ") : `${value.length} drawn`;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return value === "" || value === undefined ? "none" : String(value);
  const { unit = "" } = properties[name] ?? {};
  // A unit may be the value of another parameter.
  const meant = properties[unit]?.default;
  return `${shortNumber(value)} ${unitInWords(typeof meant === "string" ? meant : unit)}`.trim();
}

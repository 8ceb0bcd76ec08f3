import type { TSchema } from "typebox";
import { VALUES } from "./values.ts";

/** values.yaml: every value with its default, below what it means. */
export function valuesYaml(): string {
  return `# ${(VALUES as Described).description}\n\n${entriesOf(VALUES.properties, "")}`;
}

/** values.schema.json, by which Helm refuses values before anything is installed. Helm passes `global` to every chart. */
export function valuesSchema(): string {
  const properties = { ...VALUES.properties, global: { type: "object" } };
  const schema = { $schema: "http://json-schema.org/draft-07/schema#", ...VALUES, required: Object.keys(VALUES.properties), properties };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function entriesOf(properties: Readonly<Record<string, TSchema>>, indent: string): string {
  const entries = Object.entries(properties).map(([name, schema]) => {
    const { description, default: fallback, properties: inner } = schema as Described;
    const comment = description === undefined ? "" : `${indent}# ${description}\n`;
    const isGroup = fallback === undefined && inner !== undefined;
    return `${comment}${indent}${name}:${isGroup ? `\n${entriesOf(inner, `${indent}  `)}` : ` ${JSON.stringify(fallback)}\n`}`;
  });
  return entries.join(indent === "" ? "\n" : "");
}

interface Described {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, TSchema>>;
}

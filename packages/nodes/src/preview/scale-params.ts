import type { NodeDefinition } from "../define-node.ts";

interface Schema {
  readonly type?: string;
  readonly unit?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Parameters for an image of fewer pixels. */
export interface ScaledParams {
  readonly params: Readonly<Record<string, unknown>>;
  /** Parameters that could not be scaled exactly, as they are whole numbers or have a least value. */
  readonly rounded: readonly string[];
}

/**
 * The parameters of a node for an image that is `factor` times smaller: lengths in pixels are divided by it, areas by its square,
 * sizes of a pixel multiplied by it. Numbers without a unit and those in other units stay.
 */
export function scaleParams(node: NodeDefinition, params: Readonly<Record<string, unknown>>, factor: number): ScaledParams {
  const rounded: string[] = [];
  const scaled = Object.entries(params).map(([name, value]) => {
    const schema = (node.params.properties as Readonly<Record<string, Schema>>)[name];
    return [name, schema === undefined ? value : scale(value, schema, { name, params, factor, rounded })] as const;
  });
  return { params: Object.fromEntries(scaled), rounded };
}

interface Scaling {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly factor: number;
  readonly rounded: string[];
}

function scale(value: unknown, schema: Schema, scaling: Scaling): unknown {
  const { items, properties } = schema;
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => scale(item, items, scaling));
  if (value !== null && typeof value === "object") {
    if (properties === undefined) return value;
    const members = Object.entries(value).map(([name, member]) => [name, scale(member, properties[name] ?? {}, scaling)]);
    return Object.fromEntries(members);
  }
  if (typeof value !== "number") return value;
  const divisor = divisorOf(schema, scaling);
  if (divisor === 1) return value;
  const exact = value / divisor;
  const least = Math.max(schema.type === "integer" ? Math.round(exact) : exact, schema.minimum ?? Number.NEGATIVE_INFINITY);
  if (least !== exact && !scaling.rounded.includes(scaling.name)) scaling.rounded.push(scaling.name);
  return least;
}

/** A unit may stand in another parameter: then that one's value counts. */
function divisorOf({ unit }: Schema, { params, factor }: Scaling): number {
  const meant = unit !== undefined && typeof params[unit] === "string" ? params[unit] : unit;
  if (meant === "um/px") return 1 / factor;
  return meant === "px" ? factor : meant === "px2" ? factor ** 2 : 1;
}

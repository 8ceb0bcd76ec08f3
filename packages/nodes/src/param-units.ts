import type { NodeDefinition } from "./define-node.ts";

/** The unit of a parameter, as `px`, `um2` or `grey value`; where the schema names another parameter, the value of that one. */
export function unitOfParam(node: NodeDefinition, name: string, params: Readonly<Record<string, unknown>>): string | undefined {
  const { unit } = (node.params.properties[name] ?? {}) as { readonly unit?: string };
  const meant = unit === undefined ? undefined : params[unit];
  return typeof meant === "string" ? meant : unit;
}

/** Whether any parameter that says something is in micrometres: then the node needs images whose pixel size is known. */
export function needsPixelSize(node: NodeDefinition, params: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(params).some(
    ([name, value]) => typeof value === "number" && value !== 0 && (unitOfParam(node, name, params)?.startsWith("um") ?? false),
  );
}

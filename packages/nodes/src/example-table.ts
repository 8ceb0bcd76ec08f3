import type { FeatureTable } from "@argosy/kernels";

/** The columns of a table that an example shows, one row an object; a table of a node has more. */
export function exampleTable(labels: readonly number[], shown: Readonly<Record<string, readonly number[]>>): FeatureTable {
  const names = Object.keys(shown);
  return {
    columns: names.map((name) => ({ name, unit: "1", definition: "" })),
    labels: Uint32Array.from(labels),
    values: Float64Array.from(labels.flatMap((_, row) => names.map((name) => shown[name]?.[row] ?? Number.NaN))),
  };
}

import type { FeatureTable } from "@argosy/kernels";
import { tableColumn } from "@argosy/kernels";
import type { NodeDefinition, NodeShow, ShownValue, Slots } from "@argosy/nodes";
import { fillParams } from "@argosy/nodes";
import { drawShown } from "./draw-shown.ts";
import type { ExampleShow, ShownPart, ShownTable, StepShow } from "./messages.ts";

/** As much of a table as a card holds. */
const MOST_COLUMNS = 3;
const MOST_ROWS = 4;

/** What a card shows of a node at work. */
export function drawShow({ before, after, columns }: NodeShow): StepShow {
  return { before: partOf(before, columns), after: partOf(after, columns) };
}

/** The worked examples of a node, computed anew: what can be looked at of them. */
export function drawExamples(node: NodeDefinition): readonly ExampleShow[] {
  const { run } = node;
  if (run === undefined) return [];
  return node.examples.map(({ title, params, inputs, outputs, context }) => {
    const given = run(structuredClone(inputs) as never, fillParams(node, params), { name: "image.png", ...context });
    const shown = Object.keys(outputs).map((slot) => [slot, given[slot]] as const);
    const columns = shown.flatMap(([slot]) => columnsOf(outputs[slot]));
    return { title, params, before: partsOf(node.inputs, Object.entries(inputs), columns), after: partsOf(node.outputs, shown, columns) };
  });
}

function partsOf(slots: Slots, values: readonly (readonly [string, unknown])[], columns: readonly string[]): readonly ShownPart[] {
  return values
    .filter(([name]) => slots[name]?.many !== true)
    .map(([name, value]) => partOf({ kind: slots[name]!.kind, title: slots[name]!.title, value }, columns))
    .filter(({ picture, table }) => picture !== undefined || table !== undefined);
}

function partOf(shown: ShownValue, columns: readonly string[]): ShownPart {
  if (shown.kind === "table") return { title: shown.title, table: cutTable(shown.value as FeatureTable, columns) };
  const picture = drawShown(shown);
  return { title: shown.title, ...(picture === undefined ? {} : { picture }) };
}

function columnsOf(value: unknown): readonly string[] {
  return value !== null && typeof value === "object" && "columns" in value ? (value as FeatureTable).columns.map(({ name }) => name) : [];
}

function cutTable(table: FeatureTable, worthSeeing: readonly string[]): ShownTable {
  const names = (worthSeeing.length > 0 ? worthSeeing : table.columns.map(({ name }) => name)).slice(0, MOST_COLUMNS);
  const columns = names.map((name) => tableColumn(table, name));
  const rows = Array.from(table.labels.subarray(0, MOST_ROWS), (label, row) => ({ label, values: columns.map((column) => column[row]!) }));
  return { columns: names, rows };
}

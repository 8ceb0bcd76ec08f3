import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { FeatureTable, MeasureColumn } from "@argosy/kernels";
import * as kernels from "@argosy/kernels";
import { fillParams } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import { describe, expect, test } from "vitest";
import type { KernelCase } from "../eval/kernels/case.ts";
import { readIndex } from "../eval/kernels/case.ts";
import { RENAMED_COLUMNS } from "../eval/kernels/region-properties.ts";
import { KERNELS } from "../eval/kernels/tables.ts";
import { CASES, listFamilies } from "./kernels-document.ts";

/** What is given out and has no row, for it computes nothing. */
const WITHOUT_ROW: Readonly<Record<string, string>> = {
  columnIndex: "counts the columns of a table",
  fillTable: "makes the table that measure* fill",
  mapSamples: "hands samples to what computes",
  plane: "puts samples and their size together",
  tableColumn: "takes a column out of a table",
};

const PIXEL = kernels.plane(Uint32Array.of(1), 1, 1);

/** The columns that each kernel fills; where they depend on an option, those for the example of its step. */
const COLUMNS: Readonly<Record<string, readonly MeasureColumn[]>> = {
  measureShape: kernels.SHAPE_COLUMNS,
  measureColour: kernels.COLOUR_COLUMNS,
  measureForm: kernels.FORM_COLUMNS,
  measureIntensity: kernels.INTENSITY_COLUMNS,
  measureChannels: kernels.measureChannels(PIXEL, [PIXEL, PIXEL]).columns,
  measureRadial: kernels.measureRadial(PIXEL, [PIXEL], { rings: 2 }).columns,
  measureMoments: kernels.MOMENT_COLUMNS,
  measureTextureOf: kernels.TEXTURE_COLUMNS,
  measureNeighbours: kernels.NEIGHBOUR_COLUMNS,
  measureThickness: kernels.THICKNESS_COLUMNS,
  measureZooprocess: kernels.ZOOPROCESS_COLUMNS,
  measureMorphocut: kernels.MORPHOCUT_COLUMNS,
};

const given = Object.entries(kernels).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
const indices = await Promise.all((await listFamilies()).map((family) => readIndex(join(CASES, family))));
const cases: readonly KernelCase[] = indices.flatMap((index) => index.cases);

function namesOf(kernel: string): readonly string[] {
  return KERNELS[kernel]!.ours.split(", ");
}

describe("the reference table", () => {
  test("has a row for every kernel that is given out", () => {
    const rows = new Set(cases.flatMap(({ kernel }) => namesOf(kernel)));
    expect(given.filter((name) => !rows.has(name) && !(name in WITHOUT_ROW))).toEqual([]);
    expect([...rows].filter((name) => !given.includes(name) || name in WITHOUT_ROW)).toEqual([]);
    expect(Object.keys(WITHOUT_ROW).filter((name) => !given.includes(name))).toEqual([]);
  });

  test.each(Object.entries(COLUMNS))("compares every column of %s", (name, columns) => {
    const outputs = cases.filter(({ kernel }) => namesOf(kernel).includes(name)).flatMap((one) => Object.keys(one.outputs));
    const compared = new Set(outputs.map((output) => RENAMED_COLUMNS[output] ?? output));
    expect(columns.map((column) => column.name).filter((column) => !compared.has(column))).toEqual([]);
  });

  test("knows the columns of every step that measures", async () => {
    const registry = await loadNodes();
    const measuring = registry.all.filter(({ stage, run }) => stage === "measure" && run !== undefined);
    expect(measuring.length).toBeGreaterThanOrEqual(Object.keys(COLUMNS).length);
    const unknown = measuring.flatMap((node) => {
      const { inputs, params } = node.examples[0]!;
      const { table } = node.run!(inputs as never, fillParams(node, params), { name: "one.png" }) as { table: FeatureTable };
      return Object.values(COLUMNS).some((columns) => isDeepStrictEqual(columns, table.columns)) ? [] : [node.name];
    });
    expect(unknown).toEqual([]);
  });
});

import { recalls } from "@argosy/kernels";
import type { ForestSettings, Rows } from "./cross-validate.ts";
import { crossValidate, summarise } from "./cross-validate.ts";
import type { ExportedObject } from "./ecotaxa-table.ts";
import { keepLargeClasses, readEcotaxaTable } from "./ecotaxa-table.ts";
import type { CropMeasures } from "./measure-crop.ts";
import { measureCrop } from "./measure-crop.ts";

const FOLDER = "plankton/ecotaxa_export_13539";
const LEAST_ROWS = 10;
const FOLDS = 5;
const SEEDS = [1, 2, 3];
const FOREST: ForestSettings = { trees: 500, minLeaf: 1, classWeights: "balanced" };
/** What the balanced accuracy on our measures must reach, and how far it may stay behind the table's. */
const TARGET = 0.78;
const MOST_BEHIND = 0.02;

/**
 * How well a forest tells plankton apart by what we measure of the pixels, against the same forest on what ZooProcess measured.
 *
 * Both see the same rows, folds and seeds. Neither sees names, annotations or where an object lay.
 *
 * @param samples - The folder of real images.
 * @param args - `--verbose` prints the columns too.
 * @throws {Error} when a target is missed.
 */
export async function run(samples: string, args: readonly string[]): Promise<void> {
  const table = readEcotaxaTable(`${samples}/${FOLDER}/ecotaxa_0.tsv`);
  const objects = keepLargeClasses(table.objects, LEAST_ROWS);
  const measured: CropMeasures[] = [];
  for (const { image } of objects) measured.push(await measureCrop(`${samples}/${FOLDER}/${image}`));
  const names = Array.from(new Set(objects.map(({ category }) => category))).sort();
  const ours = judge(
    rowsOf(
      objects,
      names,
      measured.map(({ values }) => values),
    ),
  );
  const theirs = judge(
    rowsOf(
      objects,
      names,
      objects.map(({ measures }) => measures),
    ),
  );
  console.log(`${objects.length} objects of ${names.length} classes, ${FOLDS} folds, seeds ${SEEDS.join(", ")}, ${FOREST.trees} trees`);
  printLine(`our measures (${measured[0]!.names.length} columns)`, ours);
  printLine(`the table's (${table.columns.length} columns)`, theirs);
  printRecalls(names, ours, theirs);
  if (args.includes("--verbose")) console.log(`our columns: ${measured[0]!.names.join(" ")}\nthe table's: ${table.columns.join(" ")}`);
  if (ours.mean < TARGET) throw new Error(`balanced accuracy ${ours.mean.toFixed(3)} is below ${TARGET}`);
  if (ours.mean < theirs.mean - MOST_BEHIND) throw new Error(`more than ${MOST_BEHIND} behind the table's measures`);
}

interface Judgement {
  readonly mean: number;
  readonly sd: number;
  readonly each: readonly number[];
  readonly recalls: Float64Array;
}

function rowsOf(objects: readonly ExportedObject[], names: readonly string[], features: readonly Float32Array[]): Rows {
  return { features, classes: Uint16Array.from(objects, ({ category }) => names.indexOf(category)), classCount: names.length };
}

function judge(rows: Rows): Judgement {
  const matrices = SEEDS.map((seed) => crossValidate(rows, FOLDS, FOREST, seed));
  const total = matrices.reduce((sum, matrix) => sum.map((value, i) => value + matrix[i]!));
  return { ...summarise(matrices, rows.classCount), recalls: recalls(total, rows.classCount) };
}

function printLine(title: string, { mean, sd, each }: Judgement): void {
  const seeds = each.map((value) => value.toFixed(3)).join(" ");
  console.log(`${title.padEnd(30)} balanced accuracy ${mean.toFixed(3)}, sd ${sd.toFixed(3)} (${seeds})`);
}

function printRecalls(names: readonly string[], ours: Judgement, theirs: Judgement): void {
  names.forEach((name, i) => {
    console.log(`  ${name.padEnd(48)} recall ${ours.recalls[i]!.toFixed(2)}, by the table ${theirs.recalls[i]!.toFixed(2)}`);
  });
}

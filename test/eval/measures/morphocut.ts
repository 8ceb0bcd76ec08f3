import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, readHeader } from "@argosy/formats";
import type { FeatureTable, Labels } from "@argosy/kernels";
import { tableColumn } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";
import { fillParams } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import { FLOWCAM_FOLDER } from "../flowcam.ts";
import { decodeNpy } from "../kernels/nd-array.ts";

/** One of the 32 values of MorphoCut over all particles of the collage. */
export interface MorphocutRow {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** The greatest difference between ours and MorphoCut's. */
  readonly apart: number;
  /** Absolute: what the last digits of sums of so large values may differ by. */
  readonly tolerance: number;
  /** What else there is to say. */
  readonly note: string;
  readonly right: boolean;
}

/** What MorphoCut and we say of the collage. */
export interface MorphocutComparison {
  readonly particles: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly MorphocutRow[];
}

/** Degrees; an axis has no direction. */
const HALF_TURN = 180;

/** Relative to the greatest value of a column. */
const TOLERANCE = 1e-9;

interface Written {
  readonly collage: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
}

/** Compares `measure.morphocut` on the particles of the FlowCam collage with the values that MorphoCut gave for them. */
export async function compareMorphocut(samples: string): Promise<MorphocutComparison> {
  const here = (file: string) => readFile(join(import.meta.dirname, file));
  const { collage, versions, columns } = JSON.parse((await here("morphocut-values.json")).toString()) as Written;
  const { data, shape } = decodeNpy(await here("morphocut-values.npy"));
  const table = await measureCollage(join(samples, FLOWCAM_FOLDER), collage);
  if (table.labels.length !== shape[0]) throw new Error(`there are ${table.labels.length} particles, not ${shape[0]}`);
  const rows = table.columns.map(({ name }) => {
    const at = columns.indexOf(name);
    const theirs = Array.from(table.labels, (_, row) => data[row * columns.length + at]!);
    return compareColumn(name, tableColumn(table, name), theirs);
  });
  return { particles: table.labels.length, versions, rows };
}

function compareColumn(name: string, ours: Float64Array, theirs: readonly number[]): MorphocutRow {
  const finite = theirs.filter((value) => Number.isFinite(value));
  const [lowest, highest] = [Math.min(...finite), Math.max(...finite)];
  const tolerance = TOLERANCE * Math.max(Math.abs(lowest), Math.abs(highest));
  const differences = theirs.map((value, row) => (Number.isFinite(value) ? Math.abs(value - ours[row]!) : 0));
  const turned = name === "angle" ? differences.filter((apart) => Math.abs(apart - HALF_TURN) <= tolerance).length : 0;
  const apart = Math.max(...differences.map((each) => (turned > 0 ? Math.min(each, Math.abs(each - HALF_TURN)) : each)));
  const missing = theirs.every((value, row) => Number.isFinite(value) || Number.isNaN(ours[row]));
  const without = theirs.length - finite.length;
  const notes = [
    ...(without > 0 ? [`${without} infinite there, missing here`] : []),
    ...(turned > 0 ? [`${turned} the other way round: one axis, where rounding decides between 0 and 180`] : []),
  ];
  return { name, lowest, highest, apart, tolerance, note: notes.join("; "), right: missing && apart <= tolerance };
}

/** Through the steps that a pipeline takes: the mask and the list become labels, the colours become grey. */
async function measureCollage(folder: string, collage: string): Promise<FeatureTable> {
  const registry = await loadNodes();
  const image = await readImage(join(folder, collage));
  const list = collage.replace(/_\d+\.tif$/, ".lst");
  const context = {
    name: collage,
    companionImage: await readImage(join(folder, collage.replace(".tif", "_bin.tif"))),
    companionTable: { name: list, bytes: new Uint8Array(await readFile(join(folder, list))) },
  };
  const take = (name: string, inputs: object): Readonly<Record<string, unknown>> => {
    const node = registry.find(name)!;
    return node.run!(inputs as never, fillParams(node, {}), context);
  };
  const labels = take("segment.import", { image })["labels"] as Labels;
  return take("measure.morphocut", { labels, image: take("convert.grey", { image })["image"] })["table"] as FeatureTable;
}

async function readImage(path: string): Promise<ImageValue> {
  const bytes = new Uint8Array(await readFile(path));
  const pool = createDecoderPool({ processes: 1 });
  try {
    const { width, height, channels, data } = await pool.decode(bytes, await readHeader(bytesOf(bytes)), 0);
    const size = width * height;
    const planes = Array.from({ length: channels }, (_, c) => ({ data: data.subarray(c * size, (c + 1) * size), width, height }));
    return { width, height, channels: planes };
  } finally {
    await pool.close();
  }
}

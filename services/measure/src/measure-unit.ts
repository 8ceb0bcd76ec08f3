import { createHash } from "node:crypto";
import { canonicalJson } from "@argosy/core";
import type { ChainWork, Unit } from "@argosy/nodes";
import type { FrameResult, Ports, TaskHandler } from "@argosy/runtime";
import {
  buffersOfFrame,
  createArrayReader,
  createStoredReader,
  featureSetId,
  featureSetName,
  mapLanes,
  readCompanions,
} from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import type { MeasuredSet } from "./feature-sets.ts";
import { putFeatureSet } from "./feature-sets.ts";
import type { MeasurementRow } from "./measurements.ts";
import { insertMeasurements } from "./measurements.ts";
import { labelsToObjects } from "./objects-of-unit.ts";

/** Works off one measuring task: measures the objects of each image of its unit in a worker thread and stores the rows. Safe to run twice. */
export function measureUnit(ports: Ports): TaskHandler<ChainWork> {
  return async ({ id, project, work }, { signal }) => {
    const unit = work.unit!;
    const frames = await runFrames(ports, project, work, unit, signal);
    const objects = await labelsToObjects(ports.db, project, work, unit);
    const sets = tablesOf(project, work, frames);
    const rows = sets.flatMap((set) => rowsOf(set, { id, project }, unit, objects));
    const sha256 = digestOf(sets, rows);
    await ports.db.transaction(async (tx) => {
      for (const set of sets) await putFeatureSet(tx, project, set);
      if (await recordOutput(tx, id, sha256)) await insertMeasurements(tx, rows);
    });
    return { sha256 };
  };
}

async function runFrames(ports: Ports, project: string, work: ChainWork, unit: Unit, signal: AbortSignal): Promise<FrameResult[]> {
  const reader = createArrayReader(ports.db, ports.store, project);
  const stored = createStoredReader(ports.db, reader, project, work.steps);
  const source = await reader.open(unit.array, signal);
  const stack = { width: source.levels[0]!.width, height: source.levels[0]!.height };
  return mapLanes(unit.images, ports.workers.size + 1, async (image) => {
    const frame = await reader.readImage({ array: unit.array, ...image }, signal);
    const companions = await readCompanions(ports, reader, project, image, signal);
    const input = {
      steps: work.steps,
      image,
      frame,
      ...companions,
      stored: await stored(work.reads ?? {}, image, signal),
      keeps: work.keeps,
      stack,
    };
    return ports.workers.run<FrameResult>({ task: "frame", input }, { signal, transfer: buffersOfFrame(input) });
  });
}

function tablesOf(project: string, work: ChainWork, frames: readonly FrameResult[]): MeasuredSet[] {
  return work.keeps.flatMap((keep, place) =>
    keep.kind === "table"
      ? [
          {
            id: featureSetId(project, work.steps, keep.step),
            name: featureSetName(work.steps, keep.step),
            step: work.steps[keep.step]!,
            tables: frames.map((frame) => frame.tables[tablePlace(work, place)]!.value),
          },
        ]
      : [],
  );
}

/** Place of a kept table among the kept tables. */
function tablePlace(work: ChainWork, place: number): number {
  return work.keeps.slice(0, place).filter((keep) => keep.kind === "table").length;
}

function rowsOf(
  set: MeasuredSet,
  task: { readonly id: string; readonly project: string },
  unit: Unit,
  objects: ReadonlyMap<string, ReadonlyMap<number, string>>,
): MeasurementRow[] {
  return unit.images.flatMap((image, index) => {
    const table = set.tables[index]!;
    const width = table.columns.length;
    const found = objects.get(image.id);
    return Array.from(table.labels, (label, row): MeasurementRow[] => {
      const objectId = found?.get(label);
      if (objectId === undefined) return [];
      const values = Array.from(table.values.subarray(row * width, (row + 1) * width));
      return [{ object_id: objectId, feature_set_id: set.id, project_id: task.project, task_id: task.id, values }];
    }).flat();
  });
}

/** SHA-256 over what the columns mean and every row: its object, its set and its numbers, bit by bit. */
function digestOf(sets: readonly MeasuredSet[], rows: readonly MeasurementRow[]): string {
  const hash = createHash("sha256").update(canonicalJson(sets.map((set) => ({ id: set.id, columns: set.tables[0]?.columns ?? [] }))));
  for (const { object_id, feature_set_id, values } of rows) {
    hash.update(`${object_id} ${feature_set_id} ${values.length}\n`);
    hash.update(new Uint8Array(Float64Array.from(values).buffer));
  }
  return hash.digest("hex");
}

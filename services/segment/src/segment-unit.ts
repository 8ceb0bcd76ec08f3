import { createHash } from "node:crypto";
import type { ChainWork, Unit } from "@argosy/nodes";
import type { FrameResult, Ports, TaskHandler } from "@argosy/runtime";
import { buffersOfFrame, createArrayReader, mapLanes, readCompanions } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { insertDropped } from "./dropped.ts";
import { insertFacets } from "./facets.ts";
import { insertObjects, objectRows } from "./objects.ts";
import { insertArrays } from "./stored-arrays.ts";
import { writeKept } from "./write-kept.ts";

/**
 * Works off one segmentation task: reads the images of its unit, runs the fused nodes on each in a worker thread, keeps labels and objects.
 *
 * Safe to run twice, also at once: keys and rows derive from the task's id, equal work gives equal bytes, and both the rows and
 * `completeTask` compare hashes.
 */
export function segmentUnit(ports: Ports): TaskHandler<ChainWork> {
  return async ({ id, project, work }, { signal }) => {
    const unit = work.unit!;
    const frames = await runFrames(ports, project, work, unit, signal);
    const arrays = await writeKept(ports.store, { taskId: id, project, work, unit, frames }, signal);
    const objects = unit.images.flatMap((image, index) =>
      frames[index]!.objects.flatMap(({ step, value }) => objectRows({ taskId: id, project, image, step }, value)),
    );
    // Rows are made with their members in one order, so their plain JSON is as good as the canonical one and much quicker.
    const outputs = JSON.stringify({ arrays: arrays.map((array) => array.manifest.sha256), objects });
    const sha256 = createHash("sha256").update(outputs).digest("hex");
    await ports.db.transaction(async (tx) => {
      if (!(await recordOutput(tx, id, sha256))) return;
      await insertArrays(tx, arrays);
      await insertFacets(tx, arrays, unit);
      await insertObjects(tx, objects);
      await insertDropped(tx, { taskId: id, project }, unit, frames);
    });
    return { sha256 };
  };
}

async function runFrames(ports: Ports, project: string, work: ChainWork, unit: Unit, signal: AbortSignal): Promise<FrameResult[]> {
  const reader = createArrayReader(ports.db, ports.store, project);
  const source = await reader.open(unit.array, signal);
  const stack = { width: source.levels[0]!.width, height: source.levels[0]!.height };
  return mapLanes(unit.images, ports.workers.size + 1, async (image) => {
    const frame = await reader.readImage({ array: unit.array, ...image }, signal);
    const companions = await readCompanions(ports, reader, project, image, signal);
    const input = { steps: work.steps, image, frame, ...companions, stored: {}, keeps: work.keeps, stack };
    return ports.workers.run<FrameResult>({ task: "frame", input }, { signal, transfer: buffersOfFrame(input) });
  });
}

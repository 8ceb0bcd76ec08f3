import { createHash } from "node:crypto";
import type { CollectionWork, ImageValue, Unit } from "@argosy/nodes";
import type { CombinedSamples, CombineJob, Ports, SampleJob, TaskHandler } from "@argosy/runtime";
import { buffersOfFrame, createArrayReader, mapLanes, readCompanions, SHARED_SLOT } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { insertArrays } from "./stored-arrays.ts";
import type { WrittenArray } from "./write-kept.ts";
import { writeKept } from "./write-kept.ts";

/**
 * Works off the task that finds what a step takes from many images of a collection: asks one after the other in worker threads, keeps what
 * each says alone, and stores what they say together as an array. Safe to run twice; the number of threads does not show.
 */
export function shareCollection(ports: Ports): TaskHandler<CollectionWork> {
  return async ({ id, project, work }, { signal }) => {
    const samples = await askFrames(ports, project, work, signal);
    const step = work.steps.at(-1)!;
    const input: CombineJob = { step, samples };
    const combined = await ports.workers.run<CombinedSamples>({ task: "combine-samples", input }, { signal });
    const arrays = await write(ports, { id, project, work }, combined, signal);
    const sha256 = createHash("sha256")
      .update(JSON.stringify({ arrays: arrays.map((array) => array.manifest.sha256) }))
      .digest("hex");
    await ports.db.transaction(async (tx) => {
      if (await recordOutput(tx, id, sha256)) await insertArrays(tx, arrays);
    });
    return { sha256 };
  };
}

async function askFrames(ports: Ports, project: string, { steps, units }: CollectionWork, signal: AbortSignal): Promise<ImageValue[]> {
  const reader = createArrayReader(ports.db, ports.store, project);
  const frames = units.flatMap(({ array, images }: Unit) => images.map((image) => ({ array, image })));
  return mapLanes(frames, ports.workers.size + 1, async ({ array, image }) => {
    const frame = await reader.readImage({ array, ...image }, signal);
    const input: SampleJob = { steps, image, frame, ...(await readCompanions(ports, reader, project, image, signal)) };
    return ports.workers.run<ImageValue>({ task: "sample-frame", input }, { signal, transfer: buffersOfFrame({ ...input, stored: {} }) });
  });
}

function write(
  { store }: Ports,
  task: { readonly id: string; readonly project: string; readonly work: CollectionWork },
  { width, height, dtype, levels }: CombinedSamples,
  signal: AbortSignal,
): Promise<WrittenArray[]> {
  const { steps } = task.work;
  const step = steps.length - 1;
  const array = { step, slot: SHARED_SLOT, kind: "image", dtype, levels } as const;
  const image = { id: "", name: SHARED_SLOT, t: 0, width, height };
  const kept = {
    taskId: task.id,
    project: task.project,
    work: { steps },
    unit: { images: [image] },
    frames: [{ arrays: [array], stack: { width, height } }],
  };
  return writeKept(store, kept, signal);
}

import type { ChainWork, FoundObject } from "@argosy/nodes";
import type { FrameJob, FrameResult, Ports } from "@argosy/runtime";
import { buffersOfFrame, createArrayReader, createStoredReader, readCompanions } from "@argosy/runtime";
import type { RunImage } from "./run-images.ts";
import type { ObjectRow } from "./run-objects.ts";

/** The slot of a sink that takes pictures of objects. */
const PICTURES = "images";

/** Draws what arrives at the picture slot of the last step for some objects of a frame, in a worker thread: PNG files by object. */
export type DrawCrops = (
  frame: RunImage & { readonly reads: NonNullable<ChainWork["reads"]> },
  objects: readonly ObjectRow[],
) => Promise<FrameResult["crops"]>;

/** Prepares the drawing of crops by the chain of an export task. */
export function createCropDrawer(ports: Ports, project: string, work: ChainWork, signal: AbortSignal): DrawCrops {
  const steps = picturesOnly(work.steps);
  const reader = createArrayReader(ports.db, ports.store, project);
  const stored = createStoredReader(ports.db, reader, project, steps);
  return async ({ image, array, reads }, objects) => {
    const { t, width, height } = image;
    const input: FrameJob = {
      steps,
      image,
      frame: await reader.readImage({ array, t, width, height }, signal),
      ...(await readCompanions(ports, reader, project, image, signal)),
      stored: await stored(reads, image, signal),
      keeps: [],
      stack: { width, height },
      crops: { slot: PICTURES, objects: objects.map(foundObject) },
    };
    return (await ports.workers.run<FrameResult>({ task: "frame", input }, { signal, transfer: buffersOfFrame(input) })).crops;
  };
}

/** The chain with a last step that asks for pictures alone: rows and classes are joined by the database. */
function picturesOnly(steps: ChainWork["steps"]): ChainWork["steps"] {
  return steps.map((step, index) => (index === steps.length - 1 ? { ...step, inputs: { [PICTURES]: step.inputs[PICTURES] ?? [] } } : step));
}

function foundObject(row: ObjectRow): FoundObject {
  return {
    label: row.label,
    box: { x: row.x, y: row.y, width: row.width, height: row.height },
    crop: { x: row.crop_x, y: row.crop_y, width: row.crop_width, height: row.crop_height },
    area: row.area,
    centroid: { x: row.centroid_x, y: row.centroid_y },
    inner: false,
  };
}

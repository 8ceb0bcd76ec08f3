import type { NodeRegistry } from "@argosy/nodes";
import { packValues, summariseSteps } from "@argosy/nodes";
import { decodeImage } from "../frame/encoded.ts";
import type { SummariseJob } from "../frame/frame-job.ts";
import { contextOf } from "./run-frame.ts";

/** What the steps of a chain take from a whole image, packed. */
export function summarise(registry: NodeRegistry, { steps, image, frame, shared, part }: SummariseJob): Uint8Array {
  const context = { ...contextOf(image), image: image.id, ...(shared === undefined ? {} : { shared: decodeImage(shared) }) };
  return packValues(summariseSteps(registry, { steps, frame: decodeImage(frame), context }, part));
}

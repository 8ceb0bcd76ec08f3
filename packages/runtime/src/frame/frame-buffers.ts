import type { EncodedImage } from "./encoded.ts";
import type { FrameJob } from "./frame-job.ts";

/**
 * The buffers of a frame job that belong to its stored bytes alone: to be moved to the worker thread instead of being copied. The job
 * cannot be used again afterwards.
 */
export function buffersOfFrame(job: Pick<FrameJob, "frame" | "companionImage" | "shared" | "stored">): ArrayBuffer[] {
  const images: EncodedImage[] = [job.frame];
  if (job.companionImage !== undefined) images.push(job.companionImage);
  if (job.shared !== undefined) images.push(job.shared);
  for (const value of Object.values(job.stored)) if ("image" in value) images.push(value.image);
  const buffers = new Set<ArrayBuffer>();
  for (const { bytes } of images.flatMap((image) => image.channels.flat())) {
    if (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) buffers.add(bytes.buffer);
  }
  return [...buffers];
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, readHeader } from "@argosy/formats";
import { plane } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";
import { SAMPLES, whySkipped } from "../../support/samples.ts";

/** A stained section in colour, and bright blobs in grey: small enough to be worked on in a second. */
const FILES = ["dsb2018_train120/ef3ef194e565/image.png", "haesleinhuepf/blobs.tif"];

/** Why there are no real frames; `undefined` where there are. */
export const NO_FRAMES = whySkipped("nuclei");

/** Real images as nodes see them; none where they are absent. */
export async function readSampleFrames(): Promise<readonly ImageValue[]> {
  if (NO_FRAMES !== undefined) return [];
  const pool = createDecoderPool({ processes: 1 });
  const frames: ImageValue[] = [];
  try {
    for (const file of FILES) {
      const bytes = new Uint8Array(await readFile(join(SAMPLES, "nuclei", file)));
      const { data, width, height, channels } = await pool.decode(bytes, await readHeader(bytesOf(bytes)), 0);
      const size = width * height;
      const planes = Array.from({ length: channels }, (_, c) => plane(data.slice(c * size, (c + 1) * size), width, height));
      frames.push({ width, height, channels: planes });
    }
  } finally {
    await pool.close();
  }
  return frames;
}

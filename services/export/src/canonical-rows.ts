import { createHash } from "node:crypto";
import type { Step } from "@argosy/nodes";
import type { ArrayReader, Ports } from "@argosy/runtime";
import { createArrayReader } from "@argosy/runtime";
import type { CanonicalArray } from "./canonical/canonical-text.ts";
import type { RunImage } from "./run-images.ts";

interface StoredPlace {
  readonly array: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
}

type FacetRow = StoredPlace & { readonly step: number; readonly slot: string };

/**
 * The samples of images as they were imported and of every slot that was kept of them, image by image: what is stored is decoded, so
 * neither compression nor the place in a stack shows. Memory: the planes of one image.
 */
export async function* canonicalArrays(
  ports: Ports,
  project: string,
  run: { readonly images: readonly RunImage[]; readonly steps: readonly Step[] },
  signal: AbortSignal,
): AsyncGenerator<CanonicalArray> {
  const reader = createArrayReader(ports.db, ports.store, project);
  for (const { image, array, task } of run.images) {
    yield { image: image.name, slot: "image", ...(await digestOf(reader, { ...image, array }, signal)) };
    const facets = await ports.db.query<FacetRow>(
      `select step, slot, array_id as array, t, width, height from read.facet
        where task_id = $1 and image_id = $2 and project_id = $3 order by step, slot collate "C"`,
      [task, image.id, project],
      { signal },
    );
    for (const facet of facets) {
      const slot = `${run.steps[facet.step]?.id ?? facet.step}.${facet.slot}`;
      yield { image: image.name, slot, ...(await digestOf(reader, facet, signal)) };
    }
  }
}

async function digestOf(
  reader: ArrayReader,
  at: StoredPlace,
  signal: AbortSignal,
): Promise<Pick<CanonicalArray, "shape" | "dtype" | "sha256">> {
  const source = await reader.open(at.array, signal);
  const hash = createHash("sha256");
  for (let c = 0; c < source.extent.c; c++) {
    const samples = await source.read(0, { x: 0, y: 0, width: at.width, height: at.height }, { t: at.t, c, z: 0 }, signal);
    hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  }
  return { shape: [source.extent.c, at.height, at.width], dtype: source.dtype, sha256: hash.digest("hex") };
}

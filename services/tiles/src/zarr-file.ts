import { ArgosyError } from "@argosy/core";
import type { Ports } from "@argosy/runtime";
import { readPart, viewFile } from "@argosy/storage";
import type { StoredImages } from "./stored-images.ts";

/** A file of a hierarchy: small documents as bytes, samples as a place in the store. */
export type ZarrAnswer =
  | { readonly data: Uint8Array }
  | { readonly stored: { readonly key: string; readonly offset: number; readonly length: number; readonly sha256: string } };

interface ArrayRow {
  readonly prefix: string;
  readonly manifest: readonly { readonly key: string; readonly size: number; readonly sha256: string }[];
}

interface ImageRow {
  readonly array: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

/**
 * A file of the stored hierarchy of an array, or of the one that shows a single image of it.
 *
 * @throws {ArgosyError} `not_found` when there is no such array, image or file; OBJECT_CORRUPT.
 */
export async function zarrFile(
  ports: Pick<Ports, "db" | "store">,
  images: StoredImages,
  request: { readonly project: string; readonly id: string; readonly path: string },
  signal: AbortSignal,
): Promise<ZarrAnswer> {
  const { project, id, path } = request;
  const image = await ports.db.one<ImageRow>(
    "select array_id as array, t, width, height, name from read.image where id = $1 and project_id = $2",
    [id, project],
  );
  const found = image === undefined ? await fileOfArray(ports, request, signal) : await fileOfImage(images, project, image, path, signal);
  if (found === undefined) throw new ArgosyError("not_found", "the hierarchy has no such file", { details: { id, path } });
  return found instanceof Uint8Array ? { data: found } : { stored: found };
}

async function fileOfArray(
  { db, store }: Pick<Ports, "db" | "store">,
  { project, id, path }: { readonly project: string; readonly id: string; readonly path: string },
  signal: AbortSignal,
) {
  const array = await db.one<ArrayRow>("select prefix, manifest from read.array where id = $1 and project_id = $2", [id, project]);
  const entry = array?.manifest.find(({ key }) => key === path);
  if (array === undefined || entry === undefined) return undefined;
  const part = { key: `${array.prefix}/${path}`, offset: 0, length: entry.size };
  return path.endsWith(".json") ? readPart(store, part, signal) : { ...part, sha256: entry.sha256 };
}

async function fileOfImage(images: StoredImages, project: string, image: ImageRow, path: string, signal: AbortSignal) {
  const { array } = await images.open(project, image);
  const file = await viewFile(array, image, path, signal);
  return file === undefined || file instanceof Uint8Array ? file : { ...file, sha256: "" };
}

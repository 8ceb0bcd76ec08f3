import { ArgosyError } from "@argosy/core";
import { encodeLabelTiff } from "@argosy/formats";
import type { Ports } from "@argosy/runtime";
import { labelImageOfRun } from "@argosy/runtime";
import { openArray } from "@argosy/storage";

const PIECE_BYTES = 2 ** 20;

/**
 * The label image that a run gave for an image, as 32-bit TIFF in pieces.
 *
 * @throws {ArgosyError} `not_found` when the run has no label image of it.
 */
export async function* labelTiff(
  { db, store }: Ports,
  request: { readonly project: string; readonly run: string; readonly image: string },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { project, run, image } = request;
  const place = await labelImageOfRun(db, project, run, image);
  if (place === undefined) throw new ArgosyError("not_found", "the run has no label image of this image", { details: { run, image } });
  const { width, height, t } = place;
  const stored = await db.one<{ prefix: string }>("select prefix from read.array where id = $1 and project_id = $2", [
    place.array,
    project,
  ]);
  if (stored === undefined) throw new ArgosyError("not_found", "there is no such array", { details: { array: place.array } });
  const array = await openArray(store, stored.prefix, { signal });
  const samples = await array.read(0, { x: 0, y: 0, width, height }, { t, c: 0, z: 0 }, signal);
  const file = encodeLabelTiff({ data: samples instanceof Uint32Array ? samples : Uint32Array.from(samples), width, height });
  for (let start = 0; start < file.length; start += PIECE_BYTES) yield file.subarray(start, start + PIECE_BYTES);
}

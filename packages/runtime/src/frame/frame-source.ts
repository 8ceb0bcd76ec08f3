import { ArgosyError } from "@argosy/core";
import type { ObjectStore, StoredArray } from "@argosy/storage";
import { openArray, readWholeObjects } from "@argosy/storage";
import type { Db } from "@argosy/work";
import type { EncodedImage } from "./encoded.ts";

/** Arrays by id, opened once each. */
export interface ArrayReader {
  /** @throws {ArgosyError} `not_found` for an array that the project does not have. */
  open(arrayId: string, signal?: AbortSignal): Promise<StoredArray>;
  /** The stored chunks of one image of an array. */
  readImage(
    at: { readonly array: string; readonly t: number; readonly width: number; readonly height: number },
    signal?: AbortSignal,
  ): Promise<EncodedImage>;
}

const OPEN_ARRAYS = 64;

/** Reads the arrays of one project; rows are looked up in the `read` schema. */
export function createArrayReader(db: Db, store: ObjectStore, projectId: string): ArrayReader {
  const opened = new Map<string, Promise<StoredArray>>();
  // Tasks read all frames of a stack, one after another.
  const whole = readWholeObjects(store);
  const open = (arrayId: string, signal?: AbortSignal): Promise<StoredArray> => {
    const known = opened.get(arrayId);
    if (known !== undefined) return known;
    const opening = openById(db, whole, projectId, arrayId, signal);
    opened.set(arrayId, opening);
    opening.catch(() => opened.delete(arrayId));
    if (opened.size > OPEN_ARRAYS) opened.delete(opened.keys().next().value!);
    return opening;
  };
  return {
    open,
    async readImage({ array: arrayId, t, width, height }, signal) {
      const array = await open(arrayId, signal);
      const { chunkWidth, chunkHeight } = array.levels[0]!;
      const [rows, columns] = [Math.ceil(height / chunkHeight), Math.ceil(width / chunkWidth)];
      const channels = Array.from({ length: array.extent.c }, (_, c) =>
        Promise.all(
          Array.from({ length: rows * columns }, (_, index) =>
            array.readChunkBytes({ t, c, row: Math.floor(index / columns), column: index % columns }, signal),
          ),
        ),
      );
      return { dtype: array.dtype, width, height, chunkWidth, chunkHeight, channels: await Promise.all(channels) };
    },
  };
}

async function openById(
  db: Db,
  store: Pick<ObjectStore, "get">,
  projectId: string,
  arrayId: string,
  signal?: AbortSignal,
): Promise<StoredArray> {
  const row = await db.one<{ prefix: string }>("select prefix from read.array where id = $1 and project_id = $2", [arrayId, projectId]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such array", { details: { array: arrayId } });
  return openArray(store, row.prefix, signal === undefined ? {} : { signal });
}

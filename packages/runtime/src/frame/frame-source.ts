import { ArgosyError, refusal } from "@argosy/core";
import type { ObjectStore, StoredArray } from "@argosy/storage";
import { openArray, readWholeObjects, sizeAtLevel } from "@argosy/storage";
import type { Db } from "@argosy/work";
import type { EncodedImage } from "./encoded.ts";

/** Arrays by id, opened once each. */
export interface ArrayReader {
  /** @throws {ArgosyError} `not_found` for an array that the project does not have. */
  open(arrayId: string, signal?: AbortSignal): Promise<StoredArray>;
  /** The stored chunks of one image of an array, at a level of it (default 0); width and height are those of level 0. */
  readImage(
    at: { readonly array: string; readonly t: number; readonly width: number; readonly height: number; readonly level?: number },
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
    async readImage({ array: arrayId, t, width: fullWidth, height: fullHeight, level = 0 }, signal) {
      const array = await open(arrayId, signal);
      const layout = array.levels[level];
      if (layout === undefined) throw refusal("TILE_OUT_OF_RANGE", "the image has no such level", { level, levels: array.levels.length });
      const { chunkWidth, chunkHeight } = layout;
      const [width, height] = [sizeAtLevel(fullWidth, level), sizeAtLevel(fullHeight, level)];
      const [rows, columns] = [Math.ceil(height / chunkHeight), Math.ceil(width / chunkWidth)];
      const channels = Array.from({ length: array.extent.c }, (_, c) =>
        Promise.all(
          Array.from({ length: rows * columns }, (_, index) =>
            array.readChunkBytes({ level, t, c, row: Math.floor(index / columns), column: index % columns }, signal),
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

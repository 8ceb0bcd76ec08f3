import type { Box, PixelArray } from "@argosy/core";
import { ArgosyError, newSamples } from "@argosy/core";
import type { ObjectStore, StoredArray } from "@argosy/storage";
import { openArray, sizeAtLevel } from "@argosy/storage";
import type { Db } from "@argosy/work";
import type { ChunkCache } from "./chunk-cache.ts";

/** One image inside a stored array. */
export interface StoredImage {
  readonly array: StoredArray;
  /** Id of the array. */
  readonly id: string;
  readonly t: number;
  /** Its own size, which may be smaller than the array's. */
  readonly width: number;
  readonly height: number;
}

/** The size of an image at a level of its array. */
export function levelSize(image: StoredImage, level: number): { readonly width: number; readonly height: number } {
  return { width: sizeAtLevel(image.width, level), height: sizeAtLevel(image.height, level) };
}

/** Reads the arrays of all projects. */
export interface StoredImages {
  /** @throws {ArgosyError} `not_found` for an image that the project does not have. */
  image(project: string, id: string, signal: AbortSignal): Promise<StoredImage & { readonly colour: string; readonly name: string }>;
  open(project: string, at: Pick<StoredImage, "t" | "width" | "height"> & { readonly array: string }): Promise<StoredImage>;
  /** Samples of a region of one channel, which must lie inside the image at that level. They may be shared: nobody may change them. */
  read(image: StoredImage, level: number, region: Box, c: number, signal: AbortSignal): Promise<PixelArray>;
}

const OPEN_ARRAYS = 512;

/** Images over the database, the store and a cache of decoded chunks. */
export function createStoredImages(db: Db, store: ObjectStore, chunks: ChunkCache): StoredImages {
  const opened = new Map<string, Promise<StoredArray>>();
  // A tile needs one chunk of a stack: arrays are read by range, not whole as tasks do.
  const openById = async (project: string, id: string): Promise<StoredArray> => {
    const row = await db.one<{ prefix: string }>("select prefix from read.array where id = $1 and project_id = $2", [id, project]);
    if (row === undefined) throw new ArgosyError("not_found", "there is no such array", { details: { array: id } });
    return openArray(store, row.prefix);
  };
  const open = (project: string, id: string): Promise<StoredArray> => {
    const key = `${project} ${id}`;
    const opening = opened.get(key) ?? openById(project, id);
    opened.delete(key);
    opened.set(key, opening);
    opening.catch(() => opened.delete(key));
    if (opened.size > OPEN_ARRAYS) opened.delete(opened.keys().next().value!);
    return opening;
  };
  const images: StoredImages = {
    async image(project, id, signal) {
      const row = await db.one<{ array: string; t: number; width: number; height: number; colour: string; name: string }>(
        "select array_id as array, t, width, height, colour, name from read.image where id = $1 and project_id = $2",
        [id, project],
        { signal },
      );
      if (row === undefined) throw new ArgosyError("not_found", "there is no such image", { details: { image: id } });
      return { ...(await images.open(project, row)), colour: row.colour, name: row.name };
    },
    open: async (project, { array, t, width, height }) => ({ array: await open(project, array), id: array, t, width, height }),
    read: (image, level, region, c, signal) => readRegion(chunks, image, { level, region, c }, signal),
  };
  return images;
}

async function readRegion(
  chunks: ChunkCache,
  { array, id, t }: StoredImage,
  { level, region, c }: { readonly level: number; readonly region: Box; readonly c: number },
  signal: AbortSignal,
): Promise<PixelArray> {
  const { chunkWidth, chunkHeight } = array.levels[level]!;
  const samples = newSamples(array.dtype, region.width * region.height);
  for (let row = Math.floor(region.y / chunkHeight); row * chunkHeight < region.y + region.height; row++) {
    for (let column = Math.floor(region.x / chunkWidth); column * chunkWidth < region.x + region.width; column++) {
      // The signal of one who asks must not end the reading for others who wait for the same chunk.
      signal.throwIfAborted();
      const chunk = await chunks.get(`${id} ${level} ${t} ${c} ${row} ${column}`, () => array.readChunk({ level, t, c, row, column }));
      copyOverlap(chunk, { x: column * chunkWidth, y: row * chunkHeight, width: chunkWidth, height: chunkHeight }, samples, region);
    }
  }
  return samples;
}

function copyOverlap(chunk: PixelArray, place: Box, target: PixelArray, region: Box): void {
  const left = Math.max(place.x, region.x);
  const right = Math.min(place.x + place.width, region.x + region.width);
  const bottom = Math.min(place.y + place.height, region.y + region.height);
  for (let y = Math.max(place.y, region.y); y < bottom; y++) {
    const from = (y - place.y) * place.width + left - place.x;
    target.set(chunk.subarray(from, from + right - left) as never, (y - region.y) * region.width + left - region.x);
  }
}

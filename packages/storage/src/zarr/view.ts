import type { StoredPart } from "../stored-bytes.ts";
import { jsonBytes, OUR_CODECS } from "./describe.ts";
import { sizeAtLevel } from "./layout.ts";
import type { JsonObject } from "./parse.ts";
import type { StoredArray } from "./stored-array.ts";

const CHUNK_PATH = /^(0|[1-9]\d{0,2})\/c\/0\/(0|[1-9]\d{0,8})\/(0|[1-9]\d{0,8})\/(0|[1-9]\d{0,8})$/;

/** One image of a stack: its time in the stack, and its own size. */
export interface ImageOfStack {
  readonly t: number;
  readonly width: number;
  readonly height: number;
  /** Shown as the name of the multiscale; the stack's when left out. */
  readonly name?: string;
}

/**
 * A file of the hierarchy that shows one image of a stack as an OME-Zarr of its own: t = 1, the image's own height and width, not sharded.
 * Its chunks are the stored chunks of the stack, byte for byte (codecs bytes, zstd, crc32c); they may reach beyond the image.
 *
 * @param path - below the view: `zarr.json`, `<level>/zarr.json` or `<level>/c/0/<c>/<row>/<column>`.
 * @returns Bytes of a rewritten document, where the bytes of a chunk lie, or `undefined` when the view has no such file.
 * @throws {ArgosyError} `OBJECT_CORRUPT` when the stored shard is missing or damaged.
 */
export async function viewFile(
  array: StoredArray,
  image: ImageOfStack,
  path: string,
  signal?: AbortSignal,
): Promise<Uint8Array | StoredPart | undefined> {
  if (path === "zarr.json") return jsonBytes(groupOf(array, image));
  const document = /^(0|[1-9]\d{0,2})\/zarr\.json$/.exec(path);
  if (document !== null) {
    const json = levelOf(array, image, Number(document[1]));
    return json === undefined ? undefined : jsonBytes(json);
  }
  const chunk = CHUNK_PATH.exec(path);
  if (chunk === null) return undefined;
  const [level = 0, c = 0, row = 0, column = 0] = chunk.slice(1).map(Number);
  const layout = array.levels[level];
  if (layout === undefined || c >= array.extent.c) return undefined;
  if (row * layout.chunkHeight >= sizeAtLevel(image.height, level) || column * layout.chunkWidth >= sizeAtLevel(image.width, level))
    return undefined;
  return array.locate({ level, t: image.t, c, row, column }, signal);
}

function groupOf(array: StoredArray, image: ImageOfStack): JsonObject {
  const { group } = array.metadata;
  const {
    argosy: _stack,
    ome,
    ...others
  } = group["attributes"] as JsonObject & { readonly ome: JsonObject & { multiscales: JsonObject[] } };
  const multiscales = ome.multiscales.map((multiscale) => (image.name === undefined ? multiscale : { ...multiscale, name: image.name }));
  return { ...group, attributes: { ...others, ome: { ...ome, multiscales } } };
}

function levelOf(array: StoredArray, image: ImageOfStack, level: number): JsonObject | undefined {
  const layout = array.levels[level];
  if (layout === undefined) return undefined;
  return {
    ...array.metadata.levels[level],
    shape: [1, array.extent.c, sizeAtLevel(image.height, level), sizeAtLevel(image.width, level)],
    chunk_grid: { name: "regular", configuration: { chunk_shape: [1, 1, layout.chunkHeight, layout.chunkWidth] } },
    codecs: OUR_CODECS.inner,
  };
}

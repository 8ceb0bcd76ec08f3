import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { FolderStore, StoredArray } from "@argosy/storage";
import { openArray, sizeAtLevel } from "@argosy/storage";
import type { ExpectedArray } from "./verify-arrays.ts";

/** A hierarchy in a store, with what our own reader reads of it. */
export interface StoredHierarchy {
  readonly array: StoredArray;
  /** One a time: name and own size. */
  readonly frames: readonly { readonly name: string; readonly width: number; readonly height: number }[];
  readonly expected: ExpectedArray;
}

interface GroupAttributes {
  readonly ome: Readonly<Record<string, unknown>>;
  readonly argosy: Pick<StoredHierarchy, "frames">;
}

/** Every hierarchy below the folder of a store, read by our own reader. */
export async function readHierarchies(store: FolderStore, folder: string): Promise<readonly StoredHierarchy[]> {
  const documents = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(`${sep}zarr.json`)).sort();
  const folders = documents.map((path) => dirname(path));
  // A level lies below its group.
  const groups = folders.filter((path) => !folders.includes(dirname(path)));
  const found: StoredHierarchy[] = [];
  for (const path of groups) {
    const array = await openArray(store, relative(folder, join(folder, path)).split(sep).join("/"));
    const { ome, argosy } = array.metadata.group["attributes"] as unknown as GroupAttributes;
    const levels = await Promise.all(array.levels.map((_, level) => expectLevel(array, level)));
    found.push({
      array,
      frames: argosy.frames,
      expected: { path: join(folder, path), kind: "image-label" in ome ? "labels" : "image", levels },
    });
  }
  return found;
}

/** What our own reader reads of one image of a stack, as its view must show it. */
export async function expectView({ array, frames }: StoredHierarchy, t: number, path: string): Promise<ExpectedArray> {
  const { width, height } = frames[t]!;
  const levels = array.levels.map((_, level) => {
    const size = { width: sizeAtLevel(width, level), height: sizeAtLevel(height, level) };
    return expectLevel(array, level, { times: [t], ...size });
  });
  return { path, kind: "image", levels: await Promise.all(levels) };
}

async function expectLevel(
  array: StoredArray,
  level: number,
  { times = Array.from({ length: array.extent.t }, (_, t) => t), ...size }: { times?: number[]; width?: number; height?: number } = {},
): Promise<ExpectedArray["levels"][number]> {
  const { width = array.levels[level]!.width, height = array.levels[level]!.height } = size;
  const hash = createHash("sha256");
  for (const t of times)
    for (let c = 0; c < array.extent.c; c++) {
      const samples = await array.read(level, { x: 0, y: 0, width, height }, { t, c, z: 0 });
      hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    }
  return { shape: [times.length, array.extent.c, height, width], dtype: array.dtype, sha256: hash.digest("hex") };
}

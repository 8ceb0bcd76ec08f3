import { createWriteStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Image } from "@argosy/rpc";
import type { ApiClient } from "../server/api-client.ts";

/** Files that a flow is asked to write. */
export interface OutputWishes {
  readonly out?: string | undefined;
  readonly csv?: string | undefined;
  readonly masks?: string | undefined;
  readonly canonical?: string | undefined;
}

/** Where the results lie. */
export interface FinishedRun {
  readonly project: string;
  readonly run: string;
  readonly collection: string;
  readonly bundle: string | undefined;
}

/** Writes what was asked for; each file appears whole or not at all. */
export async function writeOutputs(api: ApiClient, run: FinishedRun, wishes: OutputWishes, signal: AbortSignal): Promise<void> {
  const table = `/api/projects/${run.project}/runs/${run.run}`;
  if (wishes.out !== undefined && run.bundle !== undefined)
    await save(api, `/api/projects/${run.project}/bundles/${run.bundle}/content`, wishes.out, signal);
  if (wishes.csv !== undefined) {
    await save(api, `${table}/objects.csv`, wishes.csv, signal);
    await save(api, `${table}/objects.csv-metadata.json`, `${wishes.csv.replace(/\.csv$/i, "")}.csv-metadata.json`, signal);
  }
  if (wishes.canonical !== undefined) await save(api, `${table}/canonical`, wishes.canonical, signal);
  if (wishes.masks !== undefined) await writeMasks(api, run, wishes.masks, signal);
}

async function save(api: ApiClient, path: string, file: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Readable.fromWeb((await api.stream(path, { signal })) as never), createWriteStream(`${file}.part`));
  await rename(`${file}.part`, file);
}

async function writeMasks(api: ApiClient, run: FinishedRun, folder: string, signal: AbortSignal): Promise<void> {
  const images = await imagesOf(api, run, signal);
  const names = maskNames(images.map((image) => image.name));
  for (const image of images) {
    const bytes = await labelTiff(api, run, image.id, signal);
    if (bytes === undefined) continue;
    const file = join(folder, ...names.get(image.name)!.split("/"));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** The images of the run's collection, by name. */
export async function imagesOf(api: ApiClient, run: Pick<FinishedRun, "project" | "collection">, signal: AbortSignal): Promise<Image[]> {
  return Array.fromAsync(api.pages<Image>(`/api/projects/${run.project}/collections/${run.collection}/images`, "images", { signal }));
}

/** The label image of an image as TIFF, or `undefined` for an image that is no frame of the run. */
export async function labelTiff(api: ApiClient, run: FinishedRun, image: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return await api.bytes(`/api/projects/${run.project}/runs/${run.run}/images/${image}/labels.tif`, { signal });
  } catch (error) {
    if ((error as { code?: string }).code === "not_found") return undefined;
    throw error;
  }
}

/** `a/b.png` -> `a/b.labels.tif`; where two files share the stem both keep their extension: `a/b.png.labels.tif`. */
function maskNames(names: readonly string[]): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  for (const name of names) count.set(stemOf(name), (count.get(stemOf(name)) ?? 0) + 1);
  return new Map(names.map((name) => [name, `${count.get(stemOf(name)) === 1 ? stemOf(name) : name}.labels.tif`]));
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") + 1 ? name.slice(0, dot) : name;
}

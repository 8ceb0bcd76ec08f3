import { extname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { ArgosyError } from "@argosy/core";
import type { BundleFile } from "./bundle.ts";
import { openBundle, readFileOf } from "./bundle.ts";
import type { ImageContent } from "./image-content.ts";
import { LARGEST_IMAGE, readImageContent } from "./image-content.ts";

const SUFFIXES: readonly string[] = [".png", ".jpg", ".jpeg", ".gif"];

parentPort?.postMessage(await readPictures((workerData as { readonly source: string }).source));

async function readPictures(source: string): Promise<Map<string, ImageContent | undefined>> {
  const bundle = await openBundle(source);
  try {
    const known = new Map<string, ImageContent | undefined>();
    for (const file of bundle.files.values()) if (isPicture(file)) await look(file, known);
    return known;
  } finally {
    bundle.close();
  }
}

function isPicture({ path, size }: BundleFile): boolean {
  return size <= LARGEST_IMAGE && SUFFIXES.includes(extname(path).toLowerCase());
}

/** A file that cannot be read is left to the one who asked: it may never be named, and if it is, its error belongs where it is named. */
async function look(file: BundleFile, known: Map<string, ImageContent | undefined>): Promise<void> {
  try {
    known.set(file.path, readImageContent(await readFileOf(file, LARGEST_IMAGE)));
  } catch (error) {
    if (!(error instanceof ArgosyError) || error.reason !== "ARCHIVE_CORRUPT") throw error;
  }
}

import { createWriteStream } from "node:fs";
import { ArgosyError } from "@argosy/core";
import type { Ports } from "@argosy/runtime";
import type { CsvRow } from "./csv/write-csv.ts";
import { csvHeader, csvLine } from "./csv/write-csv.ts";
import { labelTiff } from "./label-tiff.ts";
import type { RunImage } from "./run-images.ts";
import { ArchiveWriter } from "./zip/write-archive.ts";

/** Label images on their way into an archive. */
export interface MasksWish {
  readonly project: string;
  readonly run: string;
  readonly images: readonly RunImage[];
  /** Which number is which object, with its class. */
  readonly rows: AsyncIterable<CsvRow>;
}

/**
 * Writes the label images of a run as 32-bit TIFF files into a ZIP archive, one an image under the image's own path, and a table that says
 * which number has which class. Images of which the run keeps no labels are left out. Memory: one label image and the table.
 *
 * @returns How many objects the table has, and which images were left out.
 */
export async function writeMasks(
  ports: Ports,
  path: string,
  { project, run, images, rows }: MasksWish,
  signal: AbortSignal,
): Promise<{ readonly objects: number; readonly missing: readonly string[] }> {
  const sink = createWriteStream(path);
  const archive = new ArchiveWriter(sink);
  const missing: string[] = [];
  try {
    for (const { image } of images) {
      const pieces = await piecesOf(ports, { project, run, image: image.id }, signal);
      if (pieces === undefined) missing.push(image.name);
      else await archive.addPieces(`${stemOf(image.name)}_labels.tif`, pieces);
    }
    let objects = 0;
    let text = csvHeader([]);
    for await (const row of rows) {
      text += csvLine({ ...row, measures: [] });
      objects += 1;
    }
    await archive.add("labels.csv", new TextEncoder().encode(text), true);
    await archive.end();
    return { objects, missing };
  } catch (error) {
    sink.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
}

async function piecesOf(
  ports: Ports,
  which: { readonly project: string; readonly run: string; readonly image: string },
  signal: AbortSignal,
): Promise<Uint8Array[] | undefined> {
  try {
    return await Array.fromAsync(labelTiff(ports, which, signal));
  } catch (error) {
    if (error instanceof ArgosyError && error.code === "not_found") return undefined;
    throw error;
  }
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") + 1 ? name.slice(0, dot) : name;
}

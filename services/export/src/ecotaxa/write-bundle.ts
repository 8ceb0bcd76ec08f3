import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { compareNames, refusal } from "@argosy/core";
import { inWorkingFolder } from "../working-folder.ts";
import { ArchiveWriter } from "../zip/write-archive.ts";
import type { RowIds } from "./bundle-cells.ts";
import { CellWriter } from "./bundle-cells.ts";
import { BundleColumns } from "./bundle-columns.ts";
import { LineWriter } from "./bundle-lines.ts";
import { BundleNotes } from "./bundle-notes.ts";
import type { BundleNote, EcotaxaParent, EcotaxaRow } from "./bundle-row.ts";
import { DistinctFileNames, DistinctIds } from "./bundle-text.ts";
import { ID_LIMIT } from "./columns.ts";
import { encodeLines } from "./encode-tsv.ts";
import { readImageContent } from "./image-content.ts";
import { LineSpool } from "./line-spool.ts";

/** How a bundle is written. */
export interface BundleOptions {
  /**
   * Default `any`: pictures are read to their last byte, for they may come from anywhere. `whole`: the writer vouches that they are whole
   * (it encoded them itself), and only their headers are read.
   */
  readonly pictures?: "any" | "whole";
  /** Ends the writing early. */
  readonly signal?: AbortSignal;
}

/** What a bundle holds. */
export interface BundleSummary {
  readonly objects: number;
  readonly images: number;
  /** Names of the index files. */
  readonly tsvs: readonly string[];
  /** What could not be written as it was given. */
  readonly notes: readonly BundleNote[];
}

const LARGEST_SIDE = 32_767;
const MOST_INDEX_FILES = 2_000;
const SUFFIX = { png: ".png", jpeg: ".jpg", gif: ".gif" } as const;

/**
 * Writes an EcoTaxa import bundle that keeps every rule of {@link ECOTAXA_RULES} with the limits of the database: the images in the order
 * of the rows under `images/`, then an index file an acquisition, by name. The same rows give the same bytes. Images stream through;
 * the cells of all rows wait in a file until the end, because the columns are known only then. Memory: for every object its id, the name of
 * its image and the record of that in the archive.
 * @throws BUNDLE_INVALID an object without an image, an image that is no whole PNG, JPEG or GIF of at most 32,767 pixels a side,
 * more than 2,000 acquisitions, or no object at all
 */
export async function writeEcotaxaBundle(rows: AsyncIterable<EcotaxaRow>, options: BundleOptions, sink: Writable): Promise<BundleSummary> {
  const archive = new ArchiveWriter(sink);
  try {
    return await withSpool(async (spool) => {
      const bundle = new BundleWriter(archive, spool, options.pictures ?? "any");
      for await (const row of rows) {
        options.signal?.throwIfAborted();
        await bundle.add(row);
      }
      const summary = await bundle.end();
      await archive.end();
      return summary;
    });
  } catch (error) {
    sink.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
}

function withSpool<Result>(work: (spool: LineSpool) => Promise<Result>): Promise<Result> {
  return inWorkingFolder(async (folder) => {
    const file = await open(join(folder, "lines"), "wx+");
    try {
      return await work(new LineSpool(file));
    } finally {
      await file.close();
    }
  });
}

class BundleWriter {
  readonly #archive: ArchiveWriter;
  readonly #notes = new BundleNotes();
  readonly #columns = new BundleColumns(this.#notes);
  readonly #cells = new CellWriter(this.#columns, this.#notes);
  readonly #objectIds = new DistinctIds(ID_LIMIT);
  readonly #sampleIds = new DistinctIds(ID_LIMIT);
  readonly #acquisitionIds = new DistinctIds(ID_LIMIT);
  readonly #processIds = new DistinctIds(ID_LIMIT);
  readonly #names = new DistinctFileNames();
  readonly #acquisitions = new Set<string>();
  readonly #spool: LineSpool;
  readonly #pictures: "any" | "whole";
  #objects = 0;
  #images = 0;

  constructor(archive: ArchiveWriter, spool: LineSpool, pictures: "any" | "whole") {
    this.#archive = archive;
    this.#spool = spool;
    this.#pictures = pictures;
  }

  async add(row: EcotaxaRow): Promise<void> {
    if (row.imageFiles.length === 0) throw refusal("BUNDLE_INVALID", "an object has no image", { rule: "C2", objectId: row.objectId });
    const ids = this.#takeIds(row);
    const cells = this.#cells.cells(row, ids);
    this.#acquisitions.add(ids.acquisition);
    if (this.#acquisitions.size > MOST_INDEX_FILES)
      throw refusal("BUNDLE_INVALID", "there are more acquisitions than index files are taken", { rule: "A1", limit: MOST_INDEX_FILES });
    for (const [rank, image] of row.imageFiles.entries())
      await this.#spool.add(ids.acquisition, { cells, image: `images/${await this.#addImage(image, row.objectId)}`, rank });
    this.#objects += 1;
  }

  #takeIds(row: EcotaxaRow): RowIds {
    const wanted = { object: row.objectId, sample: idOf(row.sample), acquisition: idOf(row.acquisition), process: idOf(row.process) };
    const sample = this.#sampleIds.take(wanted.sample, wanted.sample);
    const ids = {
      object: this.#objectIds.fresh(wanted.object),
      sample,
      acquisition: this.#acquisitionIds.take(`${sample}\t${wanted.acquisition}`, wanted.acquisition),
      process: this.#processIds.take(wanted.process, wanted.process),
    };
    for (const key of ["object", "sample", "acquisition", "process"] as const)
      if (ids[key] !== wanted[key])
        this.#notes.add(
          key === "acquisition" ? "acq_id" : `${key}_id`,
          "an id was changed: it could not be stored or was taken already",
          row.objectId,
        );
    return ids;
  }

  async end(): Promise<BundleSummary> {
    if (this.#objects === 0) throw refusal("BUNDLE_INVALID", "there is no object to export", { rule: "E2" });
    const writer = new LineWriter(this.#columns);
    const names = new DistinctFileNames();
    const tsvs: string[] = [];
    for (const acquisition of [...this.#acquisitions].sort(compareNames)) {
      const name = `ecotaxa_${names.take(`${acquisition}.tsv`, ".tsv")}`;
      await this.#archive.addPieces(name, encodeLines(writer.columns, writer.texts(this.#spool.lines(acquisition))));
      tsvs.push(name);
    }
    return { objects: this.#objects, images: this.#images, tsvs, notes: this.#notes.all() };
  }

  async #addImage(image: { readonly name: string; readonly bytes: Uint8Array }, objectId: string): Promise<string> {
    const content = readImageContent(image.bytes, this.#pictures === "any");
    const details = { objectId, image: image.name };
    if (content === undefined || content.damage !== undefined)
      throw refusal("BUNDLE_INVALID", "an image is no whole PNG, JPEG or GIF", { rule: "I1", ...details });
    if (content.width > LARGEST_SIDE || content.height > LARGEST_SIDE)
      throw refusal("BUNDLE_INVALID", "an image is larger than EcoTaxa stores", { rule: "I2", limit: LARGEST_SIDE, ...details });
    const name = this.#names.take(image.name, SUFFIX[content.format]);
    await this.#archive.add(`images/${name}`, image.bytes, false);
    this.#images += 1;
    return name;
  }
}

function idOf(parent: EcotaxaParent): string {
  const id = parent["id"];
  return id === undefined ? "" : String(id);
}

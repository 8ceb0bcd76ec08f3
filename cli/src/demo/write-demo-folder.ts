import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoOptions } from "./cruise.ts";
import { encodeGreyTiff } from "./encode-grey-tiff.ts";
import type { FrameNotes } from "./log-book.ts";
import { DEMO_NAME_PATTERN } from "./log-book.ts";
import { renderDemo } from "./render-demo.ts";
import type { FrameTruth } from "./truth.ts";

/** Where the parts of a written demo cruise are. */
export interface DemoFolder {
  /** Folder that holds nothing but the frames: what is to be imported. */
  readonly frames: string;
  /** Table of metadata with a row for each frame. */
  readonly metadata: string;
  /** What really is in the frames, by file name; never imported. */
  readonly truth: string;
  /** The pattern that all file names follow. */
  readonly names: string;
}

/** The truth of each frame by its file name. */
export type DemoTruth = Readonly<Record<string, FrameTruth>>;

/**
 * Draw a demo cruise into a folder, which is made when it is absent: `frames/*.tif`, `metadata.csv` and `truth.json`.
 *
 * The truth is written last, so a folder that has one is whole.
 */
export async function writeDemoFolder(folder: string, options: DemoOptions = {}): Promise<DemoFolder> {
  const written = demoFolder(folder);
  await mkdir(written.frames, { recursive: true });
  const log: FrameNotes[] = [];
  const truth: Record<string, FrameTruth> = {};
  for (const frame of renderDemo(options)) {
    await writeFile(join(written.frames, frame.notes.file), encodeGreyTiff(frame, frame.notes.pixel_size));
    log.push(frame.notes);
    truth[frame.notes.file] = frame.truth;
  }
  await writeFile(written.metadata, metadataTable(log));
  await writeFile(written.truth, JSON.stringify(truth));
  return written;
}

/** The paths in a folder that {@link writeDemoFolder} wrote or will write. */
export function demoFolder(folder: string): DemoFolder {
  return {
    frames: join(folder, "frames"),
    metadata: join(folder, "metadata.csv"),
    truth: join(folder, "truth.json"),
    names: DEMO_NAME_PATTERN,
  };
}

/** Read the truth back. */
export async function readDemoTruth({ truth }: DemoFolder): Promise<DemoTruth> {
  return JSON.parse(await readFile(truth, "utf8")) as DemoTruth;
}

/** No value of the log holds a comma, a quote or a line break. */
function metadataTable(log: readonly FrameNotes[]): string {
  const columns = Object.keys(log[0] ?? {}) as (keyof FrameNotes)[];
  return `${[columns.join(","), ...log.map((notes) => columns.map((column) => notes[column]).join(","))].join("\n")}\n`;
}

import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ArchiveWriter } from "../src/index.ts";

/** The files of a bundle by path. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

/** Runs `use` with a folder that is removed afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-bundle-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Writes the files below `folder`. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Writes the files as a ZIP archive. */
export async function writeZip(path: string, files: Iterable<readonly [string, Uint8Array | string]>): Promise<void> {
  const writer = new ArchiveWriter(createWriteStream(path));
  for (const [name, content] of files) await writer.add(name, Buffer.from(content as string), true);
  await writer.end();
}

import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { compareNames, refusal } from "@argosy/core";
import type { ArchiveFile } from "../zip/archive-file.ts";
import type { Archive } from "../zip/read-archive.ts";
import { openArchive } from "../zip/read-archive.ts";

/** One file of a bundle; its path is relative to the bundle, with `/`. */
export type BundleFile = ArchiveFile;

/** The files of a bundle, whether it is an archive or a folder. */
export interface Bundle {
  /** By path; of two entries with one path the later one stands here. */
  readonly files: ReadonlyMap<string, BundleFile>;
  /** Paths that stand in the archive more than once. */
  readonly repeated: readonly string[];
  /** Whether it is an archive. */
  readonly archive: boolean;
  close(): void;
}

/** A UVP6 sample packed into the bundle: an archive in the archive. */
const UVP6_SAMPLE = /Images\.zip$/;
const NESTED_LIMIT = 256 * 2 ** 20;

/** Opens a bundle given as a ZIP file or as a folder; the UVP6 sample archives in it are opened too and count as folders. */
export async function openBundle(path: string): Promise<Bundle> {
  const info = await statOf(path);
  const opened: Archive[] = [];
  const close = (): void => {
    for (const archive of opened) archive.close();
  };
  try {
    const listed = info.isDirectory() ? await listFolder(path, "") : await listArchive(path, opened);
    const nested: BundleFile[] = [];
    for (const file of listed)
      if (UVP6_SAMPLE.test(file.path))
        for (const inner of await listArchive(await readFileOf(file, NESTED_LIMIT), opened))
          nested.push({ path: `${file.path}/${inner.path}`, size: inner.size, open: () => inner.open() });
    return { ...byPath([...listed, ...nested]), archive: !info.isDirectory(), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** All bytes of a file. @throws ARCHIVE_TOO_LARGE above `limit` */
export async function readFileOf(file: BundleFile, limit: number): Promise<Buffer> {
  if (file.size > limit)
    throw refusal("ARCHIVE_TOO_LARGE", "a file of the bundle is larger than the limit", { file: file.path, bytes: file.size, limit });
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of await file.open()) {
    total += chunk.length;
    if (total > limit) throw refusal("ARCHIVE_TOO_LARGE", "a file of the bundle is larger than the limit", { file: file.path, limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function statOf(path: string): Promise<{ isDirectory(): boolean }> {
  try {
    return await stat(path);
  } catch (cause) {
    throw refusal("FILE_UNREADABLE", "the bundle could not be read", {}, cause);
  }
}

async function listArchive(source: string | Buffer, opened: Archive[]): Promise<readonly BundleFile[]> {
  const archive = await openArchive(source);
  opened.push(archive);
  return archive.files;
}

/** Links are not followed: EcoTaxa receives an archive, which holds none. */
async function listFolder(root: string, below: string): Promise<readonly BundleFile[]> {
  const files: BundleFile[] = [];
  const entries = await readdir(join(root, below), { withFileTypes: true });
  entries.sort((a, b) => compareNames(a.name, b.name));
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await listFolder(root, path)));
    else if (entry.isFile()) {
      const { size } = await stat(join(root, path));
      files.push({ path, size, open: async () => createReadStream(join(root, path)) as AsyncIterable<Uint8Array> });
    }
  }
  return files;
}

function byPath(list: readonly BundleFile[]): { files: ReadonlyMap<string, BundleFile>; repeated: readonly string[] } {
  const files = new Map<string, BundleFile>();
  const repeated: string[] = [];
  for (const file of list) {
    if (files.has(file.path)) repeated.push(file.path);
    files.set(file.path, file);
  }
  return { files, repeated };
}

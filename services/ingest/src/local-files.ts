import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { compareNames, LIMITS, refusal } from "@argosy/core";
import type { SourceFile } from "./source-files.ts";
import { pathFault } from "./source-files.ts";

interface Found {
  readonly file: string;
  readonly path: string;
}

/**
 * The files below local paths, ordered by their path in the collection. A folder gives its files with their paths within it, a file
 * gives its own name; where several folders are given each keeps its own name in front.
 *
 * @throws {ArgosyError} FILE_UNREADABLE for a path that is not there.
 */
export async function* localFiles(paths: readonly string[], signal: AbortSignal): AsyncGenerator<SourceFile> {
  const found: Found[] = [];
  const kinds = await Promise.all(paths.map((path) => kindOf(path)));
  const folders = kinds.filter((kind) => kind === "folder").length;
  for (const [index, path] of paths.entries()) {
    if (kinds[index] === "file") found.push({ file: path, path: basename(path) });
    else await walk(path, folders > 1 ? basename(path) : "", found, signal);
  }
  found.sort((a, b) => compareNames(a.path, b.path));
  for (const entry of found) yield await openLocal(entry);
}

async function kindOf(path: string): Promise<"file" | "folder"> {
  const stats = await stat(path).catch((error: unknown) => {
    throw refusal("FILE_UNREADABLE", `${basename(path)} cannot be read`, { file: basename(path) }, error);
  });
  return stats.isDirectory() ? "folder" : "file";
}

/** Links to folders are not followed: they may lead in a circle or out of the folder. */
async function walk(folder: string, prefix: string, found: Found[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) await walk(join(folder, entry.name), path, found, signal);
    else found.push({ file: join(folder, entry.name), path: path.normalize("NFC") });
  }
}

async function openLocal({ file, path }: Found): Promise<SourceFile> {
  const nothing = { path, size: 0, bytes: { size: 0, read: async () => new Uint8Array(0) } };
  const fault = pathFault(path, LIMITS.pathBytes);
  if (fault !== undefined) return { ...nothing, refused: { reason: "NAME_INVALID", detail: fault } };
  try {
    const stats = await stat(file);
    if (!stats.isFile()) return { ...nothing, refused: { reason: "FILE_UNREADABLE", detail: "it is no file" } };
    const handle = await open(file, "r");
    const bytes = {
      size: stats.size,
      async read(offset: number, length: number) {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, stats.size - offset)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
        return new Uint8Array(buffer.buffer, buffer.byteOffset, bytesRead);
      },
    };
    return { path, size: stats.size, bytes, close: () => handle.close() };
  } catch (error) {
    return {
      ...nothing,
      refused: { reason: "FILE_UNREADABLE", detail: `it cannot be read (${(error as NodeJS.ErrnoException).code ?? "error"})` },
    };
  }
}

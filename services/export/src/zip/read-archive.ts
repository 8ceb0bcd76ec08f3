import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { refusal } from "@argosy/core";
import type { Entry, ZipFile } from "yauzl";
import { fromBufferPromise, fromRandomAccessReaderPromise, validateFileName } from "yauzl";
import type { ArchiveFile, RandomRead } from "./archive-file.ts";
import { archiveFile, orCorrupt } from "./archive-file.ts";
import { FileWindow } from "./file-window.ts";

/** Limits of what an archive may unpack to. */
export interface ArchiveLimits {
  readonly entries: number;
  readonly totalBytes: number;
  /** Bytes of one entry above which its ratio is judged. */
  readonly ratioFromBytes: number;
  /** Unpacked bytes for each packed byte. */
  readonly ratio: number;
}

/** Limits for bundles: 500,000 files, 64 GiB, and 200 bytes a packed byte for entries above 16 MiB. */
const ARCHIVE_LIMITS: ArchiveLimits = { entries: 500_000, totalBytes: 64 * 2 ** 30, ratioFromBytes: 16 * 2 ** 20, ratio: 200 };

/** An open archive; close it when done. */
export interface Archive {
  readonly files: readonly ArchiveFile[];
  close(): void;
}

/**
 * Opens a ZIP archive, by path or from memory, and judges its directory before anything is unpacked.
 * @throws ARCHIVE_BAD_PATH a name that leaves the archive, holds NUL, or is a symbolic link
 * @throws ARCHIVE_TOO_LARGE more files or bytes than the limits, or entries that lie on top of each other
 * @throws ARCHIVE_CORRUPT no ZIP archive, encrypted, or damaged
 */
export async function openArchive(source: string | Buffer, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<Archive> {
  if (typeof source !== "string") {
    const read: RandomRead = async (offset, length) => source.subarray(offset, offset + length);
    return await openDirectory(
      () => fromBufferPromise(source, OPTIONS),
      limits,
      read,
      (zip) => zip?.close(),
    );
  }
  const handle = await openFile(source);
  const window = new FileWindow(handle);
  return await openDirectory(
    async () => fromRandomAccessReaderPromise(window, (await handle.stat()).size, OPTIONS),
    limits,
    (offset, length) => window.bytes(offset, length),
    (zip) => {
      zip?.close();
      void handle.close();
    },
  );
}

const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: true, strictFileNames: false } as const;

async function openDirectory(
  open: () => Promise<ZipFile>,
  limits: ArchiveLimits,
  read: RandomRead,
  close: (zip?: ZipFile) => void,
): Promise<Archive> {
  let zip: ZipFile | undefined;
  try {
    zip = await orCorrupt(open());
    const opened = zip;
    const files: ArchiveFile[] = [];
    const places: Place[] = [];
    await readDirectory(zip, limits, (entry) => {
      files.push(archiveFile(opened, entry, read));
      places.push(placeOf(entry));
    });
    refuseOverlaps(places, files);
    return { files, close: () => close(opened) };
  } catch (error) {
    close(zip);
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw refusal("FILE_UNREADABLE", "the archive could not be read", {}, cause);
  }
}

/** Judges the entries one after another; what is kept of each is up to the one who takes them. */
async function readDirectory(zip: ZipFile, limits: ArchiveLimits, take: (entry: Entry) => void): Promise<void> {
  if (zip.entryCount > limits.entries) throw tooLarge("entries", zip.entryCount, limits.entries);
  let total = 0;
  const each = zip.eachEntry();
  for (;;) {
    const step = await orCorrupt(each.next());
    if (step.done === true) return;
    const entry = step.value;
    refuseName(entry);
    if (entry.fileName.endsWith("/")) continue;
    total += entry.uncompressedSize;
    if (total > limits.totalBytes) throw tooLarge("bytes", total, limits.totalBytes);
    if (entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio)
      throw tooLarge("ratio", Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize)), limits.ratio);
    take(entry);
  }
}

const SYMBOLIC_LINK = 0o120000;

function refuseName(entry: Entry): void {
  const complaint = validateFileName(entry.fileName);
  const link = ((entry.externalFileAttributes >>> 16) & 0o170000) === SYMBOLIC_LINK;
  if (complaint !== null || link || entry.fileName.includes("\0"))
    throw refusal("ARCHIVE_BAD_PATH", "an entry of the archive leaves it, is a link or has an unusable name", {
      entry: entry.fileName.slice(0, 200).replaceAll("\0", "\\0"),
    });
}

/** Where an entry begins in the archive, and where the next one may begin. */
interface Place {
  readonly start: number;
  readonly end: number;
}

function placeOf(entry: Entry): Place {
  const start = entry.relativeOffsetOfLocalHeader;
  return { start, end: start + 30 + entry.fileNameLength + entry.compressedSize };
}

/** Entries that share bytes are how a small archive unpacks to a huge one (D. Fifield, "A better zip bomb", WOOT 2019). */
function refuseOverlaps(places: readonly Place[], files: readonly ArchiveFile[]): void {
  let end = 0;
  for (const at of Array.from(places.keys()).sort((a, b) => places[a]!.start - places[b]!.start)) {
    if (places[at]!.start < end) throw tooLarge("overlapping entries", files[at]!.path.slice(0, 200), 0);
    end = places[at]!.end;
  }
}

function tooLarge(what: string, found: number | string, limit: number): Error {
  return refusal("ARCHIVE_TOO_LARGE", "the archive unpacks to more than the limit", { what, found, limit });
}

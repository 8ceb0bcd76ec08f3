import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { refusal } from "@argosy/core";
import type { Entry, ZipFile } from "yauzl";
import { fromBufferPromise, openPromise, validateFileName } from "yauzl";

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
export const ARCHIVE_LIMITS: ArchiveLimits = { entries: 500_000, totalBytes: 64 * 2 ** 30, ratioFromBytes: 16 * 2 ** 20, ratio: 200 };

/** One file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  /** Unpacked bytes. */
  readonly size: number;
  /** Its unpacked bytes; refused as `ARCHIVE_CORRUPT` where they are more or fewer than stated. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

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
  const options = { lazyEntries: true, autoClose: false, decodeStrings: true, strictFileNames: false } as const;
  const zip = await orCorrupt(typeof source === "string" ? openPromise(source, options) : fromBufferPromise(source, options));
  try {
    const entries = await readDirectory(zip, limits);
    refuseOverlaps(entries);
    return { files: entries.map((entry) => archiveFile(zip, entry)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readDirectory(zip: ZipFile, limits: ArchiveLimits): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.entries) throw tooLarge("entries", zip.entryCount, limits.entries);
  const entries: Entry[] = [];
  let total = 0;
  const each = zip.eachEntry();
  for (;;) {
    const step = await orCorrupt(each.next());
    if (step.done === true) return entries;
    const entry = step.value;
    refuseName(entry);
    if (entry.fileName.endsWith("/")) continue;
    total += entry.uncompressedSize;
    if (total > limits.totalBytes) throw tooLarge("bytes", total, limits.totalBytes);
    if (entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio)
      throw tooLarge("ratio", Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize)), limits.ratio);
    entries.push(entry);
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

/** Entries that share bytes are how a small archive unpacks to a huge one (D. Fifield, "A better zip bomb", WOOT 2019). */
function refuseOverlaps(entries: readonly Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of sorted) {
    if (entry.relativeOffsetOfLocalHeader < end) throw tooLarge("overlapping entries", entry.fileName.slice(0, 200), 0);
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
  }
}

function tooLarge(what: string, found: number | string, limit: number): Error {
  return refusal("ARCHIVE_TOO_LARGE", "the archive unpacks to more than the limit", { what, found, limit });
}

function archiveFile(zip: ZipFile, entry: Entry): ArchiveFile {
  return {
    path: entry.fileName,
    size: entry.uncompressedSize,
    open: async () => bytesOf(await orCorrupt(zip.openReadStreamPromise(entry)), entry),
  };
}

async function* bytesOf(stream: Readable, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      const step = await orCorrupt(chunks.next());
      if (step.done === true) break;
      sum = crc32(step.value, sum);
      yield step.value;
    }
    if (sum !== entry.crc32) throw refusal("ARCHIVE_CORRUPT", "the checksum of an entry is wrong", { entry: entry.fileName.slice(0, 200) });
  } finally {
    stream.destroy();
  }
}

async function orCorrupt<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "";
    if (/invalid relative path|absolute path|invalid characters in fileName|invalid filename/i.test(message))
      throw refusal("ARCHIVE_BAD_PATH", "an entry of the archive leaves it", {}, cause);
    if (typeof cause === "object" && cause !== null && "code" in cause && (cause.code === "ENOENT" || cause.code === "EACCES"))
      throw refusal("FILE_UNREADABLE", "the archive could not be read", {}, cause);
    throw refusal("ARCHIVE_CORRUPT", "the archive is damaged or no ZIP archive", {}, cause);
  }
}

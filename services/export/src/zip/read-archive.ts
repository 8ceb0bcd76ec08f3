import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { refusal } from "@argosy/core";
import type { Entry, ZipFile } from "yauzl";
import { fromBufferPromise, fromRandomAccessReaderPromise, validateFileName } from "yauzl";
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

/** Reads bytes of the archive; fewer where it ends. */
type RandomRead = (offset: number, length: number) => Promise<Buffer>;

async function openDirectory(
  open: () => Promise<ZipFile>,
  limits: ArchiveLimits,
  read: RandomRead,
  close: (zip?: ZipFile) => void,
): Promise<Archive> {
  let zip: ZipFile | undefined;
  try {
    zip = await orCorrupt(open());
    const entries = await readDirectory(zip, limits);
    refuseOverlaps(entries);
    const opened = zip;
    return { files: entries.map((entry) => archiveFile(opened, entry, read)), close: () => close(opened) };
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

/** Packed bytes up to which an entry is read at once: most entries are small crops, and a stream costs more than they do. */
const AT_ONCE = 2 ** 20;
const LOCAL_HEADER = 30;

function archiveFile(zip: ZipFile, entry: Entry, read: RandomRead): ArchiveFile {
  const small = entry.compressedSize <= AT_ONCE && entry.uncompressedSize <= 8 * AT_ONCE && !entry.isEncrypted();
  return {
    path: entry.fileName,
    size: entry.uncompressedSize,
    open: async () => (small ? atOnce(entry, read) : bytesOf(await orCorrupt(openLarge(zip, entry)), entry)),
  };
}

async function* atOnce(entry: Entry, read: RandomRead): AsyncGenerator<Uint8Array> {
  const spare = entry.fileNameLength + 128;
  const head = await read(entry.relativeOffsetOfLocalHeader, LOCAL_HEADER + spare + entry.compressedSize);
  if (head.length < LOCAL_HEADER || head.readUInt32LE(0) !== 0x04034b50)
    throw corruptEntry(entry, "an entry is not where the directory says");
  const start = LOCAL_HEADER + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed =
    start + entry.compressedSize <= head.length
      ? head.subarray(start, start + entry.compressedSize)
      : await read(entry.relativeOffsetOfLocalHeader + start, entry.compressedSize);
  const bytes = entry.compressionMethod === 0 ? packed : inflated(entry, packed);
  if (bytes.length !== entry.uncompressedSize) throw corruptEntry(entry, "an entry has another size than stated");
  if (crc32(bytes) !== entry.crc32) throw corruptEntry(entry, "the checksum of an entry is wrong");
  yield bytes;
}

function inflated(entry: Entry, packed: Buffer): Buffer {
  if (entry.compressionMethod !== 8) throw corruptEntry(entry, "an entry is packed by a method that is not read here");
  if (entry.uncompressedSize === 0) return Buffer.alloc(0);
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.uncompressedSize });
  } catch (cause) {
    throw corruptEntry(entry, "an entry cannot be unpacked to the size stated", cause);
  }
}

function corruptEntry(entry: Entry, message: string, cause?: unknown): Error {
  return refusal("ARCHIVE_CORRUPT", message, { entry: entry.fileName.slice(0, 200) }, cause);
}

/** Bytes that a large entry is unpacked into at a time. */
const PIECE = 2 ** 18;

async function openLarge(zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== 8 || entry.isEncrypted()) return await zip.openReadStreamPromise(entry);
  const packed = await zip.openReadStreamPromise(entry, { decompress: false });
  // Failures of what is read come out of what is unpacked.
  return pipeline(packed, createInflateRaw({ chunkSize: PIECE }), () => undefined);
}

async function* bytesOf(stream: Readable, entry: Entry): AsyncGenerator<Uint8Array> {
  let sum = 0;
  let size = 0;
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      const step = await orCorrupt(chunks.next());
      if (step.done === true) break;
      size += step.value.length;
      if (size > entry.uncompressedSize) break;
      sum = crc32(step.value, sum);
      yield step.value;
    }
    if (size !== entry.uncompressedSize) throw corruptEntry(entry, "an entry has another size than stated");
    if (sum !== entry.crc32) throw corruptEntry(entry, "the checksum of an entry is wrong");
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
    throw refusal("ARCHIVE_CORRUPT", "the archive is damaged or no ZIP archive", {}, cause);
  }
}

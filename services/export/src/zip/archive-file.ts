import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { refusal } from "@argosy/core";
import type { Entry, ZipFile } from "yauzl";

/** One file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  /** Unpacked bytes. */
  readonly size: number;
  /** Its unpacked bytes; refused as `ARCHIVE_CORRUPT` where they are more or fewer than stated. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Reads bytes of the archive; fewer where it ends. */
export type RandomRead = (offset: number, length: number) => Promise<Buffer>;

/** Packed bytes up to which an entry is read at once: most entries are small crops, and a stream costs more than they do. */
const AT_ONCE = 2 ** 20;
const LOCAL_HEADER = 30;

/** A file of an archive, not opened yet. */
export function archiveFile(zip: ZipFile, entry: Entry, read: RandomRead): ArchiveFile {
  const small = entry.compressedSize <= AT_ONCE && entry.uncompressedSize <= 8 * AT_ONCE && !entry.isEncrypted();
  if (small) return new SmallFile(entry, read);
  const { fileName: path, uncompressedSize: size } = entry;
  return { path, size, open: async () => bytesOf(await orCorrupt(openLarge(zip, entry)), entry) };
}

/** What is kept of the record of an entry: an archive of many crops has a hundred thousand of them. */
interface EntryFacts {
  readonly path: string;
  readonly size: number;
  readonly packedSize: number;
  readonly offset: number;
  readonly nameLength: number;
  readonly method: number;
  readonly crc32: number;
}

class SmallFile implements ArchiveFile, EntryFacts {
  readonly path: string;
  readonly size: number;
  readonly packedSize: number;
  readonly offset: number;
  readonly nameLength: number;
  readonly method: number;
  readonly crc32: number;
  readonly #read: RandomRead;

  constructor(entry: Entry, read: RandomRead) {
    this.path = entry.fileName;
    this.size = entry.uncompressedSize;
    this.packedSize = entry.compressedSize;
    this.offset = entry.relativeOffsetOfLocalHeader;
    this.nameLength = entry.fileNameLength;
    this.method = entry.compressionMethod;
    this.crc32 = entry.crc32;
    this.#read = read;
  }

  async open(): Promise<AsyncIterable<Uint8Array>> {
    return atOnce(this, this.#read);
  }
}

async function* atOnce(entry: EntryFacts, read: RandomRead): AsyncGenerator<Uint8Array> {
  const spare = entry.nameLength + 128;
  const head = await read(entry.offset, LOCAL_HEADER + spare + entry.packedSize);
  if (head.length < LOCAL_HEADER || head.readUInt32LE(0) !== 0x04034b50)
    throw corruptEntry(entry, "an entry is not where the directory says");
  const start = LOCAL_HEADER + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed =
    start + entry.packedSize <= head.length
      ? head.subarray(start, start + entry.packedSize)
      : await read(entry.offset + start, entry.packedSize);
  const bytes = entry.method === 0 ? packed : inflated(entry, packed);
  if (bytes.length !== entry.size) throw corruptEntry(entry, "an entry has another size than stated");
  if (crc32(bytes) !== entry.crc32) throw corruptEntry(entry, "the checksum of an entry is wrong");
  yield bytes;
}

function inflated(entry: EntryFacts, packed: Buffer): Buffer {
  if (entry.method !== 8) throw corruptEntry(entry, "an entry is packed by a method that is not read here");
  if (entry.size === 0) return Buffer.alloc(0);
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.size });
  } catch (cause) {
    throw corruptEntry(entry, "an entry cannot be unpacked to the size stated", cause);
  }
}

function corruptEntry(entry: { readonly path: string }, message: string, cause?: unknown): Error {
  return refusal("ARCHIVE_CORRUPT", message, { entry: entry.path.slice(0, 200) }, cause);
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
  const file = { path: entry.fileName };
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
    if (size !== entry.uncompressedSize) throw corruptEntry(file, "an entry has another size than stated");
    if (sum !== entry.crc32) throw corruptEntry(file, "the checksum of an entry is wrong");
  } finally {
    stream.destroy();
  }
}

/** What fails while an archive is read makes it a damaged one, or one that leads out of itself. */
export async function orCorrupt<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "";
    if (/invalid relative path|absolute path|invalid characters in fileName|invalid filename/i.test(message))
      throw refusal("ARCHIVE_BAD_PATH", "an entry of the archive leaves it", {}, cause);
    throw refusal("ARCHIVE_CORRUPT", "the archive is damaged or no ZIP archive", {}, cause);
  }
}

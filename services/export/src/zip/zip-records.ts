/** What the records of a ZIP archive say of one file (PKWARE APPNOTE 6.3.x, sections 4.3.7 and 4.3.12). */
export interface ZipEntry {
  /** UTF-8, at most 65,535 bytes. */
  readonly name: Uint8Array;
  readonly deflated: boolean;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Bytes of a local header without its name. */
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const LIMIT_16 = 0xffff;
const LIMIT_32 = 0xffff_ffff;
const UTF8_NAMES = 0x800;
/** Version 6.3 of the specification, of a Unix system: the attributes hold a mode. */
const MADE_BY = 0x033f;
const DEFLATE_VERSION = 20;
const ZIP64_VERSION = 45;
/** A plain file, rw-r--r--. */
const ATTRIBUTES = 0o100644 * 2 ** 16;
/** 1 January 2000, 00:00:00, as DOS counts: neither clock nor time zone reaches the bytes. */
const DATE = (20 << 9) | (1 << 5) | 1;

/** The header before the bytes of a file. */
export function localHeader(entry: ZipEntry): Buffer {
  const large = entry.size >= LIMIT_32 || entry.packedSize >= LIMIT_32;
  const extra = large ? zip64Extra([entry.size, entry.packedSize]) : EMPTY;
  const record = Buffer.allocUnsafe(LOCAL_BYTES + entry.name.length + extra.length);
  record.writeUInt32LE(0x04034b50, 0);
  writeCommon(record, 4, entry, large, extra.length);
  record.set(entry.name, LOCAL_BYTES);
  record.set(extra, LOCAL_BYTES + entry.name.length);
  return record;
}

/** The record of a file in the directory. */
export function centralRecord(entry: ZipEntry): Buffer {
  const large = entry.size >= LIMIT_32 || entry.packedSize >= LIMIT_32;
  const far = entry.offset >= LIMIT_32;
  const extra = large || far ? zip64Extra([...(large ? [entry.size, entry.packedSize] : []), ...(far ? [entry.offset] : [])]) : EMPTY;
  const record = Buffer.allocUnsafe(CENTRAL_BYTES + entry.name.length + extra.length);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_BY, 4);
  writeCommon(record, 6, entry, large, extra.length);
  if (far) record.writeUInt16LE(ZIP64_VERSION, 6);
  record.fill(0, 32, 38);
  record.writeUInt32LE(ATTRIBUTES, 38);
  record.writeUInt32LE(Math.min(entry.offset, LIMIT_32), 42);
  record.set(entry.name, CENTRAL_BYTES);
  record.set(extra, CENTRAL_BYTES + entry.name.length);
  return record;
}

/** What follows the directory: its end, with the ZIP64 records before it where a number is too large for it (4.3.14 to 4.3.16). */
export function endRecords(entries: number, directoryOffset: number, directorySize: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, LIMIT_16), 8);
  end.writeUInt16LE(Math.min(entries, LIMIT_16), 10);
  end.writeUInt32LE(Math.min(directorySize, LIMIT_32), 12);
  end.writeUInt32LE(Math.min(directoryOffset, LIMIT_32), 16);
  if (entries < LIMIT_16 && directorySize < LIMIT_32 && directoryOffset < LIMIT_32) return end;
  const large = Buffer.alloc(76);
  large.writeUInt32LE(0x06064b50, 0);
  writeUInt64(large, 44, 4);
  large.writeUInt16LE(MADE_BY, 12);
  large.writeUInt16LE(ZIP64_VERSION, 14);
  writeUInt64(large, entries, 24);
  writeUInt64(large, entries, 32);
  writeUInt64(large, directorySize, 40);
  writeUInt64(large, directoryOffset, 48);
  large.writeUInt32LE(0x07064b50, 56);
  writeUInt64(large, directoryOffset + directorySize, 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([large, end]);
}

const EMPTY = new Uint8Array();

/** The 26 bytes that local header and directory record share. */
function writeCommon(record: Buffer, at: number, entry: ZipEntry, large: boolean, extraBytes: number): void {
  record.writeUInt16LE(large ? ZIP64_VERSION : DEFLATE_VERSION, at);
  record.writeUInt16LE(UTF8_NAMES, at + 2);
  record.writeUInt16LE(entry.deflated ? 8 : 0, at + 4);
  record.writeUInt16LE(0, at + 6);
  record.writeUInt16LE(DATE, at + 8);
  record.writeUInt32LE(entry.crc32, at + 10);
  record.writeUInt32LE(large ? LIMIT_32 : entry.packedSize, at + 14);
  record.writeUInt32LE(large ? LIMIT_32 : entry.size, at + 18);
  record.writeUInt16LE(entry.name.length, at + 22);
  record.writeUInt16LE(extraBytes, at + 24);
}

/** The extra field of the numbers for which 32 bits are too few, in the order of 4.5.3. */
function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.allocUnsafe(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  for (const [i, number] of numbers.entries()) writeUInt64(extra, number, 4 + 8 * i);
  return extra;
}

function writeUInt64(buffer: Buffer, value: number, at: number): void {
  buffer.writeUInt32LE(value % 2 ** 32, at);
  buffer.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}

/** Everything that the records of an entry say. */
export interface ZipEntry {
  readonly name: Uint8Array;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  /** Of its local header in the archive. */
  readonly offset: number;
}

/** What a field of 32 bits cannot say: then the field holds this, and a record of ZIP64 the number. */
export const FIELD_LIMIT = 0xffffffff;
const COUNT_LIMIT = 0xffff;

const UTF8_NAMES = 0x0800;
const VERSION = 20;
const VERSION_64 = 45;
/** Made on Unix, so that the mode of a file is told: a plain one, rw-r--r--. */
const UNIX = 3 << 8;
const PLAIN_FILE = 0o100644 * 0x10000;
/** One moment for all: 1 January 2000, 00:00, in the form of DOS. */
const DATE = (20 << 9) | (1 << 5) | 1;

// The records follow APPNOTE.TXT - .ZIP File Format Specification, version 6.3.10, PKWARE.

/** What stands before the bytes of an entry. */
export function localHeader({ name, method, sum, packed, size }: ZipEntry): Buffer {
  const record = Buffer.alloc(30 + name.length);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(VERSION, 4);
  writeShared(record, 6, { method, sum, packed, size, name });
  record.set(name, 30);
  return record;
}

/** What the directory says of an entry. */
export function centralHeader(entry: ZipEntry): Buffer {
  const far = entry.offset >= FIELD_LIMIT;
  const { length } = entry.name;
  const record = Buffer.alloc(46 + length + (far ? 12 : 0));
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(UNIX | VERSION_64, 4);
  record.writeUInt16LE(far ? VERSION_64 : VERSION, 6);
  writeShared(record, 8, entry);
  record.writeUInt16LE(far ? 12 : 0, 30);
  record.writeUInt32LE(PLAIN_FILE, 38);
  record.writeUInt32LE(far ? FIELD_LIMIT : entry.offset, 42);
  record.set(entry.name, 46);
  if (far) {
    record.writeUInt16LE(1, 46 + length);
    record.writeUInt16LE(8, 48 + length);
    record.writeBigUInt64LE(BigInt(entry.offset), 50 + length);
  }
  return record;
}

/** The end of an archive of `count` entries whose directory of `size` bytes begins at `start`. */
export function endOfDirectory(count: number, start: number, size: number): Buffer {
  const large = count >= COUNT_LIMIT || start >= FIELD_LIMIT || size >= FIELD_LIMIT;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(large ? COUNT_LIMIT : count, 8);
  end.writeUInt16LE(large ? COUNT_LIMIT : count, 10);
  end.writeUInt32LE(large ? FIELD_LIMIT : size, 12);
  end.writeUInt32LE(large ? FIELD_LIMIT : start, 16);
  return large ? Buffer.concat([largeEnd(count, start, size), end]) : end;
}

/** The same in 64 bits, and where it stands. */
function largeEnd(count: number, start: number, size: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(UNIX | VERSION_64, 12);
  record.writeUInt16LE(VERSION_64, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(start + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

/** The fields that local header and directory have in the same order: flags, method, time, date, checksum, sizes, length of the name. */
function writeShared(record: Buffer, at: number, entry: Omit<ZipEntry, "offset">): void {
  record.writeUInt16LE(UTF8_NAMES, at);
  record.writeUInt16LE(entry.method, at + 2);
  record.writeUInt16LE(DATE, at + 6);
  record.writeUInt32LE(entry.sum, at + 8);
  record.writeUInt32LE(entry.packed, at + 12);
  record.writeUInt32LE(entry.size, at + 16);
  record.writeUInt16LE(entry.name.length, at + 20);
}

import { LIMITS, refusal } from "@argosy/core";
import { checkMetadata } from "../check-size.ts";
import { latin1, truncated, viewOf, type WindowReader } from "../window-reader.ts";
import { TAG, type TagName, TYPE_BYTES } from "./tags.ts";

/** Byte order and width of offsets of a TIFF. */
export interface TiffLayout {
  readonly littleEndian: boolean;
  readonly big: boolean;
  /** Where the first directory is. */
  readonly first: number;
}

/** The first 8 or 16 bytes of a TIFF. */
export async function readLayout(reader: WindowReader): Promise<TiffLayout> {
  const head = await reader.bytes(0, 8, "the head of the TIFF");
  const littleEndian = head[0] === 0x49;
  const big = viewOf(head).getUint16(2, littleEndian) === 43;
  if (!big) return { littleEndian, big, first: viewOf(head).getUint32(4, littleEndian) };
  const all = await reader.bytes(0, 16, "the head of the TIFF");
  return { littleEndian, big, first: Number(viewOf(all).getBigUint64(8, littleEndian)) };
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where the values are: inside the entry or elsewhere. */
  readonly offset: number;
}

/** The refusal of a damaged directory; `tag` names the field. */
export function corrupt(tag: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
  return refusal("TIFF_CORRUPT", `${tag}: ${message}`, { tag, ...details });
}

/** One directory of a TIFF. Values are read when they are asked for, within the limit of metadata. */
export class Directory {
  readonly offset: number;
  /** Where the next directory is; 0 after the last. */
  readonly next: number;
  readonly #reader: WindowReader;
  readonly #layout: TiffLayout;
  readonly #entries: ReadonlyMap<number, Entry>;
  #read = 0;

  private constructor(reader: WindowReader, layout: TiffLayout, offset: number, entries: ReadonlyMap<number, Entry>, next: number) {
    this.#reader = reader;
    this.#layout = layout;
    this.#entries = entries;
    this.offset = offset;
    this.next = next;
  }

  /** @throws {ArgosyError} `IMAGE_TRUNCATED` where the file ends before or inside the directory, `TIFF_CORRUPT` where none can be there. */
  static async read(reader: WindowReader, layout: TiffLayout, offset: number): Promise<Directory> {
    if (offset < 8) throw corrupt("IFD", `there is no directory at byte ${offset}`, { offset });
    const { littleEndian, big } = layout;
    const what = `the TIFF directory at byte ${offset}`;
    if (offset >= reader.size) throw truncated(what, offset + 2, reader.size);
    const countBytes = big ? 8 : 2;
    const entryBytes = big ? 20 : 12;
    const head = viewOf(await reader.bytes(offset, countBytes, what));
    const count = big ? Number(head.getBigUint64(0, littleEndian)) : head.getUint16(0, littleEndian);
    if (count === 0) throw corrupt("IFD", "the directory is empty", { offset });
    checkMetadata(count * entryBytes, what);
    const view = viewOf(await reader.bytes(offset + countBytes, count * entryBytes, what));
    const entries = new Map<number, Entry>();
    for (let i = 0; i < count; i++) {
      const tag = view.getUint16(i * entryBytes, littleEndian);
      if (entries.has(tag)) continue; // the first counts, as in libtiff
      entries.set(tag, parseEntry(view, i * entryBytes, layout, offset + countBytes));
    }
    const end = offset + countBytes + count * entryBytes;
    // some writers leave the pointer away at the end of the file
    const next = end + (big ? 8 : 4) > reader.size ? 0 : await readPointer(reader, end, layout);
    return new Directory(reader, layout, offset, entries, next);
  }

  has(tag: number): boolean {
    return this.#entries.has(tag);
  }

  /** Number of values of a field; 0 where it is absent. */
  count(tag: number): number {
    return this.#entries.get(tag)?.count ?? 0;
  }

  /** The first `most` values of a field as numbers, rationals divided out; `undefined` where it is absent or not numeric. */
  async numbers(name: TagName | number, most = Number.POSITIVE_INFINITY): Promise<number[] | undefined> {
    const entry = this.#entries.get(typeof name === "number" ? name : TAG[name]);
    if (entry === undefined || entry.type === 2) return undefined;
    const label = typeof name === "number" ? `tag ${name}` : name;
    const size = TYPE_BYTES[entry.type];
    if (size === undefined) throw corrupt(label, `field type ${entry.type} does not exist`);
    const count = Math.min(entry.count, most);
    const view = viewOf(await this.#values(entry, count * size, label));
    return Array.from({ length: count }, (_, i) => readNumber(view, i * size, entry.type, this.#layout.littleEndian));
  }

  /** The first value of a field as number. */
  async number(name: TagName | number): Promise<number | undefined> {
    return (await this.numbers(name, 1))?.[0];
  }

  /** A text field, cut at `most` characters. */
  async text(tag: number, most: number): Promise<string | undefined> {
    const entry = this.#entries.get(tag);
    if (entry === undefined || (entry.type !== 2 && entry.type !== 1 && entry.type !== 7)) return undefined;
    checkMetadata(entry.count, `TIFF tag ${tag}`);
    const bytes = await this.#values(entry, entry.count, `tag ${tag}`);
    const end = bytes.indexOf(0);
    const body = bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, 4 * most));
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(body).slice(0, most);
    } catch {
      return latin1(body).slice(0, most); // older writers use Latin-1
    }
  }

  /** The bytes of a field. */
  async bytes(tag: number): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(tag);
    return entry === undefined ? undefined : (await this.#values(entry, entry.count * (TYPE_BYTES[entry.type] ?? 1), `tag ${tag}`)).slice();
  }

  async #values(entry: Entry, bytes: number, label: string): Promise<Uint8Array> {
    this.#read += bytes;
    checkMetadata(this.#read, "the fields of a TIFF directory");
    if (entry.offset + bytes > this.#reader.size)
      throw corrupt(label, `its values lie beyond the end of the file`, { offset: entry.offset, bytes, fileBytes: this.#reader.size });
    return this.#reader.bytes(entry.offset, bytes, label);
  }
}

function parseEntry(view: DataView, at: number, layout: TiffLayout, base: number): Entry {
  const { littleEndian, big } = layout;
  const type = view.getUint16(at + 2, littleEndian);
  const count = big ? Number(view.getBigUint64(at + 4, littleEndian)) : view.getUint32(at + 4, littleEndian);
  const room = big ? 8 : 4;
  const valueAt = at + (big ? 12 : 8);
  const inside = count * (TYPE_BYTES[type] ?? 1) <= room;
  const far = big ? Number(view.getBigUint64(valueAt, littleEndian)) : view.getUint32(valueAt, littleEndian);
  return { type, count, offset: inside ? base + valueAt : far };
}

async function readPointer(reader: WindowReader, at: number, layout: TiffLayout): Promise<number> {
  const view = viewOf(await reader.bytes(at, layout.big ? 8 : 4, "the pointer to the next TIFF directory"));
  return layout.big ? Number(view.getBigUint64(0, layout.littleEndian)) : view.getUint32(0, layout.littleEndian);
}

function readNumber(view: DataView, at: number, type: number, le: boolean): number {
  if (type === 1 || type === 7) return view.getUint8(at);
  if (type === 3) return view.getUint16(at, le);
  if (type === 4 || type === 13) return view.getUint32(at, le);
  if (type === 5) return view.getUint32(at, le) / view.getUint32(at + 4, le);
  if (type === 6) return view.getInt8(at);
  if (type === 8) return view.getInt16(at, le);
  if (type === 9) return view.getInt32(at, le);
  if (type === 10) return view.getInt32(at, le) / view.getInt32(at + 4, le);
  if (type === 11) return view.getFloat32(at, le);
  if (type === 12) return view.getFloat64(at, le);
  return Number(type === 17 ? view.getBigInt64(at, le) : view.getBigUint64(at, le));
}

/** Every directory of the main chain. @throws {ArgosyError} `TIFF_IFD_LOOP`, `TOO_MANY_PAGES`. */
export async function readDirectories(reader: WindowReader, layout: TiffLayout): Promise<Directory[]> {
  const directories: Directory[] = [];
  const seen = new Set<number>();
  for (let offset = layout.first; offset !== 0 || directories.length === 0; ) {
    if (directories.length > 0 && offset > 16 * reader.size + LIMITS.metadataBytes)
      throw corrupt("IFD", `the next directory is said to be at byte ${offset} of a file of ${reader.size}`, {
        offset,
        fileBytes: reader.size,
      });
    if (seen.has(offset)) throw refusal("TIFF_IFD_LOOP", `the directory at byte ${offset} is reached twice`, { offset });
    if (directories.length >= LIMITS.pages)
      throw refusal("TOO_MANY_PAGES", `the TIFF holds more than ${LIMITS.pages} pages`, { limit: LIMITS.pages, limitName: "pages" });
    seen.add(offset);
    const directory = await Directory.read(reader, layout, offset);
    for (const tag of [TAG.SubIFDs, TAG.ExifIFD])
      for (const child of (await directory.numbers(tag, LIMITS.pages)) ?? [])
        if (seen.has(child)) throw refusal("TIFF_IFD_LOOP", `the directory at byte ${child} contains itself`, { offset: child });
    directories.push(directory);
    offset = directory.next;
  }
  return directories;
}

import type { FileHandle } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import type { BundleLine } from "./bundle-lines.ts";
import type { TsvValue } from "./encode-tsv.ts";

/** Lines that are written and read together: what comes back of a larger lot outlives the young generation before it is used. */
const TOGETHER = 128;

/** A line as it lies in the file: the cells of parents are many lines' and stay in memory. */
type SpooledLine = readonly [own: readonly TsvValue[], numbers: Float64Array, places: number, parents: number, image: string, rank: number];

/** Bytes of the file that hold lines of one index file. */
interface Extent {
  readonly start: number;
  readonly length: number;
}

/** The lines of one index file. */
interface Section {
  readonly extents: Extent[];
  waiting: SpooledLine[];
}

/**
 * Lines of index files that wait on disk until all columns are known: a bundle of a hundred thousand objects would take hundreds of
 * megabytes for them. Memory: about a hundred lines, their places in the file, and every distinct list of parents.
 */
export class LineSpool {
  readonly #file: FileHandle;
  readonly #sections = new Map<string, Section>();
  readonly #places = new Distinct<readonly number[]>();
  readonly #parents = new Distinct<readonly TsvValue[]>();
  #size = 0;
  #waiting = 0;

  /** `file`: opened for reading and writing, and empty. */
  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Puts a line at the end of an index file. */
  async add(name: string, { cells: { own, numbers, places, parents }, image, rank }: BundleLine): Promise<void> {
    const section = this.#sections.get(name) ?? { extents: [], waiting: [] };
    this.#sections.set(name, section);
    section.waiting.push([own, numbers, this.#places.take(places), this.#parents.take(parents), image, rank]);
    this.#waiting += 1;
    if (this.#waiting >= TOGETHER) await this.#write();
  }

  /** The lines of an index file in the order in which they came, some at a time. */
  async *lines(name: string): AsyncGenerator<readonly BundleLine[]> {
    await this.#write();
    for (const { start, length } of this.#sections.get(name)?.extents ?? []) {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await this.#file.read(bytes, 0, length, start);
      if (bytesRead < length) throw new Error("the lines of a bundle were cut off while it was written");
      yield (deserialize(bytes) as readonly SpooledLine[]).map((line) => this.#lineOf(line));
    }
  }

  #lineOf([own, numbers, places, parents, image, rank]: SpooledLine): BundleLine {
    return { cells: { own, numbers, places: this.#places.at(places), parents: this.#parents.at(parents) }, image, rank };
  }

  async #write(): Promise<void> {
    if (this.#waiting === 0) return;
    for (const section of this.#sections.values()) {
      if (section.waiting.length === 0) continue;
      const bytes = serialize(section.waiting);
      section.waiting = [];
      await this.#file.write(bytes, 0, bytes.length, this.#size);
      section.extents.push({ start: this.#size, length: bytes.length });
      this.#size += bytes.length;
    }
    this.#waiting = 0;
  }
}

/** Things under numbers, each once. */
class Distinct<Thing extends object> {
  readonly #things: Thing[] = [];
  readonly #numbers = new Map<Thing, number>();

  take(thing: Thing): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    const number = this.#things.push(thing) - 1;
    this.#numbers.set(thing, number);
    return number;
  }

  at(number: number): Thing {
    const thing = this.#things[number];
    if (thing === undefined) throw new Error(`there is no thing ${number}`);
    return thing;
  }
}

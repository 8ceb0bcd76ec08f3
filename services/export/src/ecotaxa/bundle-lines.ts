import type { BundleColumns } from "./bundle-columns.ts";
import type { EncodedColumn, TsvValue } from "./encode-tsv.ts";
import { tsvCell } from "./encode-tsv.ts";

/** The cells of one object by the place of their column. */
export interface ObjectCells {
  /** Those that are the object's alone. */
  readonly own: readonly TsvValue[];
  /** Numbers, and the places where they stand; NaN is an empty cell. */
  readonly numbers: Float64Array;
  readonly places: readonly number[];
  /** Those of sample, acquisition and process; one array for all objects that share them. */
  readonly parents: readonly TsvValue[];
}

/** One line of an index file: an object with one of its images. */
export interface BundleLine {
  readonly cells: ObjectCells;
  /** Path of the image in the bundle. */
  readonly image: string;
  readonly rank: number;
}

/** Makes text of lines once all columns are known. The cells of parents, which stand last, become text once for all lines that share them. */
export class LineWriter {
  readonly columns: readonly EncodedColumn[];
  readonly #types: readonly EncodedColumn["type"][];
  /** Where the column of a place stands in the file; -1 where it was left out. */
  readonly #order: readonly number[];
  readonly #image: number;
  readonly #rank: number;
  /** Objects of one image come together: the last end is mostly the next one too. */
  #lastParents: readonly TsvValue[] | undefined;
  #lastEnd = "";
  /** Columns before those of the parents. */
  readonly #ownColumns: number;
  readonly #parentPlaces: readonly number[];

  constructor(planned: BundleColumns) {
    const chosen = planned.chosen();
    this.columns = chosen;
    this.#types = chosen.map(({ type }) => type);
    const order = new Array<number>(planned.size).fill(-1);
    for (const [at, { place }] of chosen.entries()) order[place] = at;
    this.#order = order;
    this.#image = order[planned.predefined("img_file_name")] ?? -1;
    this.#rank = order[planned.predefined("img_rank")] ?? -1;
    const parents = chosen.findIndex(({ parent }) => parent);
    this.#ownColumns = parents < 0 ? chosen.length : parents;
    this.#parentPlaces = chosen.slice(this.#ownColumns).map(({ place }) => place);
  }

  /** Text of lines that come some at a time. */
  async *texts(batches: AsyncIterable<readonly BundleLine[]>): AsyncGenerator<readonly string[]> {
    for await (const lines of batches) yield lines.map((line) => this.#text(line));
  }

  #text({ cells, image, rank }: BundleLine): string {
    const { own, numbers, places, parents } = cells;
    const texts = new Array<string>(this.#ownColumns).fill("");
    for (let place = 0; place < own.length; place++) this.#put(texts, place, own[place]);
    for (let i = 0; i < numbers.length; i++) if (!Number.isNaN(numbers[i])) this.#put(texts, places[i] ?? -1, numbers[i]);
    texts[this.#image] = tsvCell(image);
    texts[this.#rank] = tsvCell(rank);
    return texts.join("\t") + this.#end(parents);
  }

  #put(texts: string[], place: number, value: TsvValue): void {
    if (value === undefined) return;
    const at = this.#order[place] ?? -1;
    if (at >= 0) texts[at] = this.#cell(value, at);
  }

  /** A number in a column that turned out to hold texts is written as a text. */
  #cell(value: TsvValue, at: number): string {
    if (typeof value !== "number" || this.#types[at] === "[f]") return tsvCell(value);
    return Number.isFinite(value) ? tsvCell(String(value)) : "";
  }

  #end(parents: readonly TsvValue[]): string {
    if (parents !== this.#lastParents) {
      this.#lastEnd = this.#parentPlaces.map((place, i) => `\t${this.#cell(parents[place], this.#ownColumns + i)}`).join("");
      this.#lastParents = parents;
    }
    return this.#lastEnd;
  }
}

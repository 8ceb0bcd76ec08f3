import type { BudgetKey } from "./columns.ts";
import { COLUMN_BUDGETS } from "./columns.ts";

/** What a project remembers from one index file to the next, and from one bundle to the next. */
export class ProjectState {
  readonly #columns = new Map<string, BudgetKey>();
  readonly #used = new Map<BudgetKey, number>();
  readonly #samples = new Map<string, string>();
  readonly #files: string[] = [];
  readonly #objects = new Map<string, ObjectUse>();
  #lines = 0;

  /** The kind under which a free column is known already. */
  columnKind(name: string): BudgetKey | undefined {
    return this.#columns.get(name);
  }

  /** Takes a free column into the project; false where its budget is used up. */
  addColumn(name: string, key: BudgetKey): boolean {
    const used = this.#used.get(key) ?? 0;
    if (used >= COLUMN_BUDGETS[key]) return false;
    this.#columns.set(name, key);
    this.#used.set(key, used + 1);
    return true;
  }

  /** Puts an acquisition under a sample; answers the other sample to which it belongs already. */
  addAcquisition(acquisition: string, sample: string): string | undefined {
    const before = this.#samples.get(acquisition);
    if (before === undefined) this.#samples.set(acquisition, sample);
    return before === undefined || before === sample ? undefined : before;
  }

  /** Records a line of an object; answers where the same object and image stood before, and whether two of its images have one rank. */
  addImage(
    object: string,
    image: string,
    { place, rank }: ImageLine,
  ): { readonly before: LinePlace | undefined; readonly rankRepeated: boolean } {
    if (this.#files.at(-1) !== place.file) this.#files.push(place.file);
    const at = (this.#files.length - 1) * MOST_LINES + place.line;
    const use = this.#objects.get(object);
    if (use === undefined) {
      this.#objects.set(object, {
        image,
        at,
        images: 1,
        ranks: rank === undefined ? NO_RANK : rank === 0 ? FIRST_RANK : [rank],
        repeated: false,
        others: undefined,
      });
      this.#lines += 1;
      return { before: undefined, rankRepeated: false };
    }
    const before = use.image === image ? use.at : use.others?.get(image);
    if (before === undefined) this.#lines += 1;
    if (use.image === image) use.at = at;
    else use.others = (use.others ?? new Map<string, number>()).set(image, at);
    use.images += 1;
    if (rank !== undefined) {
      use.repeated ||= use.ranks.includes(rank);
      use.ranks = [...use.ranks, rank];
    }
    return { before: before === undefined ? undefined : this.#placeOf(before), rankRepeated: use.repeated };
  }

  #placeOf(at: number): LinePlace {
    return { file: this.#files[Math.floor(at / MOST_LINES)] ?? "", line: at % MOST_LINES };
  }

  /** Objects with several images and not one rank. */
  unranked(): readonly string[] {
    return [...this.#objects].filter(([, use]) => use.images > 1 && use.ranks.length === 0).map(([object]) => object);
  }

  get objects(): number {
    return this.#objects.size;
  }

  /** Different pairs of an object and an image. */
  get lines(): number {
    return this.#lines;
  }
}

/** A line of an index file. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}

/** Lines of one index file, at most. */
const MOST_LINES = 2 ** 36;

/** A line that names an image of an object. */
export interface ImageLine {
  readonly place: LinePlace;
  /** Undefined: none was given. */
  readonly rank: number | undefined;
}

/** What is known of an object. Most have one image and the rank 0; an archive of crops has a hundred thousand of them. */
interface ObjectUse {
  readonly image: string;
  /** Where that image stood last: the number of the file, and the line, in one number. */
  at: number;
  /** Lines, repeated ones included. */
  images: number;
  ranks: readonly number[];
  repeated: boolean;
  /** Where further images stood last. */
  others: Map<string, number> | undefined;
}

const NO_RANK: readonly number[] = [];
const FIRST_RANK: readonly number[] = [0];

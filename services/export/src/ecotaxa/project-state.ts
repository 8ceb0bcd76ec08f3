import type { BudgetKey } from "./columns.ts";
import { COLUMN_BUDGETS } from "./columns.ts";

/** What a project remembers from one index file to the next, and from one bundle to the next. */
export class ProjectState {
  readonly #columns = new Map<string, BudgetKey>();
  readonly #used = new Map<BudgetKey, number>();
  readonly #samples = new Map<string, string>();
  /** The place of each image of an object: the number of its file, and the line, in one number. */
  readonly #images = new Map<string, number>();
  readonly #files: string[] = [];
  readonly #ranks = new Map<string, RankUse>();

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

  /** Records a line of an object; answers where the same object and image stood before. */
  addImage(object: string, image: string, { file, line }: LinePlace): LinePlace | undefined {
    const key = `${object}*${image}`;
    const before = this.#images.get(key);
    if (this.#files.at(-1) !== file) this.#files.push(file);
    this.#images.set(key, (this.#files.length - 1) * MOST_LINES + line);
    if (before === undefined) return undefined;
    return { file: this.#files[Math.floor(before / MOST_LINES)] ?? "", line: before % MOST_LINES };
  }

  /** Records a rank of an object's image; undefined: none was given. */
  addRank(object: string, rank: number | undefined): RankUse {
    const use = this.#ranks.get(object) ?? { images: 0, ranks: [], repeated: false };
    const next = {
      images: use.images + 1,
      ranks: rank === undefined ? use.ranks : [...use.ranks, rank],
      repeated: use.repeated || (rank !== undefined && use.ranks.includes(rank)),
    };
    this.#ranks.set(object, next);
    return next;
  }

  /** Objects with several images and not one rank. */
  unranked(): readonly string[] {
    return [...this.#ranks].filter(([, use]) => use.images > 1 && use.ranks.length === 0).map(([object]) => object);
  }

  get objects(): number {
    return this.#ranks.size;
  }

  get lines(): number {
    return this.#images.size;
  }
}

/** A line of an index file. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}

/** Lines of one index file, at most. */
const MOST_LINES = 2 ** 36;

/** The ranks of the images of one object so far. */
export interface RankUse {
  readonly images: number;
  readonly ranks: readonly number[];
  readonly repeated: boolean;
}

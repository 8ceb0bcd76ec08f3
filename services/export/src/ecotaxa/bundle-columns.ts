import type { BundleNotes } from "./bundle-notes.ts";
import type { BudgetKey, EcotaxaTable } from "./columns.ts";
import { COLUMN_BUDGETS, PREDEFINED_COLUMNS } from "./columns.ts";
import type { EncodedColumn } from "./encode-tsv.ts";

interface Planned {
  readonly header: string;
  readonly table: EcotaxaTable | "img" | "complement";
  readonly free: boolean;
  text: boolean;
}

/** A column of the file. */
export interface PlacedColumn extends EncodedColumn {
  readonly place: number;
  /** Whether it tells of sample, acquisition or process. */
  readonly parent: boolean;
}

const ORDER: Readonly<Record<Planned["table"], number>> = { object: 1, img: 0, complement: 2, sample: 3, acq: 4, process: 5 };

/**
 * The columns of a bundle as they turn up. A free object column is `[t]` where one of its values is a text. Where a budget of a project
 * is used up, the columns that turned up first are kept, the others are left out with a note.
 */
export class BundleColumns {
  readonly #planned: Planned[] = [];
  readonly #bySource = new Map<string, number>();
  readonly #headers = new Set<string>();
  readonly #notes: BundleNotes;

  constructor(notes: BundleNotes) {
    this.#notes = notes;
  }

  /** The place of a predefined column. */
  predefined(header: string): number {
    const known = this.#bySource.get(header);
    if (known !== undefined) return known;
    const kind = PREDEFINED_COLUMNS[header]?.kind;
    const text = kind === "text" || kind === "date" || kind === "time" || kind === "status";
    return this.#add(header, { header, table: header.slice(0, header.indexOf("_")) as Planned["table"], free: false, text });
  }

  /** The place of a free column; `source` tells apart what would get the same header. */
  free(source: string, table: EcotaxaTable, wanted: string, text: boolean, objectId: string): number {
    const known = this.#bySource.get(source);
    if (known !== undefined) {
      const planned = this.#planned[known];
      if (planned !== undefined && text) planned.text = true;
      return known;
    }
    let header = wanted;
    const taken = (name: string): boolean => this.#headers.has(name) || Object.hasOwn(PREDEFINED_COLUMNS, name);
    for (let n = 2; taken(header); n++) header = `${wanted}_${n}`;
    if (header !== wanted) this.#notes.add(header, `the header ${wanted} was taken already`, objectId);
    return this.#add(source, { header, table, free: true, text: text || table !== "object" });
  }

  /** How many columns turned up; places are below it. */
  get size(): number {
    return this.#planned.length;
  }

  /** Columns in the order of the file, each with its place in the rows; those of sample, acquisition and process come last. */
  chosen(): readonly PlacedColumn[] {
    const used = new Map<BudgetKey, number>();
    return this.#planned
      .map((planned, place) => ({ planned, place }))
      .filter(({ planned }) => !planned.free || this.#within(planned, used))
      .sort(
        (a, b) => ORDER[a.planned.table] - ORDER[b.planned.table] || Number(a.planned.free) - Number(b.planned.free) || a.place - b.place,
      )
      .map(({ planned, place }) => {
        const { header, table, text } = planned;
        return { header, type: text ? "[t]" : "[f]", place, parent: ORDER[table] >= ORDER.sample };
      });
  }

  #within(planned: Planned, used: Map<BudgetKey, number>): boolean {
    const key: BudgetKey = planned.table === "object" ? (planned.text ? "object [t]" : "object [f]") : (planned.table as "sample");
    const count = (used.get(key) ?? 0) + 1;
    used.set(key, count);
    if (count <= COLUMN_BUDGETS[key]) return true;
    this.#notes.add(planned.header, `left out: a project has at most ${COLUMN_BUDGETS[key]} ${key} columns`, "");
    return false;
  }

  #add(source: string, planned: Planned): number {
    this.#headers.add(planned.header);
    this.#bySource.set(source, this.#planned.push(planned) - 1);
    return this.#planned.length - 1;
  }
}

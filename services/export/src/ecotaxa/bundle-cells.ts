import { numberText } from "../csv/number-text.ts";
import type { BundleColumns } from "./bundle-columns.ts";
import type { ObjectCells } from "./bundle-lines.ts";
import { BundleNotes } from "./bundle-notes.ts";
import type { BundleNote, EcotaxaParent, EcotaxaRow } from "./bundle-row.ts";
import { firstCharacters, storableText } from "./bundle-text.ts";
import { checkCell } from "./check-cell.ts";
import type { EcotaxaTable } from "./columns.ts";
import { FREE_TEXT_LIMIT, PREDEFINED_COLUMNS } from "./columns.ts";
import type { TsvValue } from "./encode-tsv.ts";
import { columnName, measureColumn } from "./measure-columns.ts";
import { renamedFrom } from "./renamed-sample.ts";
import { SharedParents } from "./shared-parents.ts";
import { characters } from "./values.ts";

/** The ids under which a row is written. */
export interface RowIds {
  readonly object: string;
  readonly sample: string;
  readonly acquisition: string;
  readonly process: string;
}

/** Cells of parents, with what could not be written of them. */
interface ParentCells {
  readonly cells: readonly TsvValue[];
  readonly notes: readonly BundleNote[];
}

interface ParentTarget {
  readonly row: EcotaxaRow;
  readonly ids: RowIds;
  readonly cells: TsvValue[];
  readonly notes: BundleNotes;
}

const NO_NUMBERS = new Float64Array();
const NO_PLACES: readonly number[] = [];

/** Turns a row into cells that keep every rule; what cannot be kept is shortened or left empty, with a note. */
export class CellWriter {
  readonly #columns: BundleColumns;
  readonly #notes: BundleNotes;
  readonly #numberPlaces = new Map<readonly string[], number[]>();
  readonly #measurePlaces = new Map<string, number>();
  readonly #textPlaces = new Map<string, number>();
  readonly #parents = new SharedParents<ParentCells>();

  constructor(columns: BundleColumns, notes: BundleNotes) {
    this.#columns = columns;
    this.#notes = notes;
    for (const header of ["object_id", "img_file_name", "img_rank"]) columns.predefined(header);
  }

  /** Cells by the place of their column; those of the images are not among them. */
  cells(row: EcotaxaRow, ids: RowIds): ObjectCells {
    const own: TsvValue[] = [];
    const put = (header: string, value: TsvValue): void => {
      if (value !== undefined && value !== "") own[this.#columns.predefined(header)] = this.#kept(header, value, row.objectId, this.#notes);
    };
    put("object_id", ids.object);
    put("object_lat", row.object.lat);
    put("object_lon", row.object.lon);
    put("object_date", row.object.date);
    put("object_time", row.object.time);
    put("object_depth_min", row.object.depthMin);
    put("object_depth_max", row.object.depthMax);
    put("object_link", row.object.link);
    put("complement_info", row.object.complement);
    this.#annotation(row, put);
    const { numbers, places } = this.#numbers(row);
    this.#measures(row, own);
    const parents = this.#parents.get(row, () => this.#parentCells(row, ids));
    this.#notes.addAll(parents.notes, row.objectId);
    return { own, numbers, places, parents: parents.cells };
  }

  #annotation(row: EcotaxaRow, put: (header: string, value: TsvValue) => void): void {
    const annotation = row.object.annotation;
    if (annotation === undefined) return;
    const category = this.#kept("object_annotation_category", annotation.category, row.objectId, this.#notes);
    const status = this.#kept("object_annotation_status", annotation.status.toLowerCase(), row.objectId, this.#notes);
    if (category === undefined || category === "" || status === undefined || status === "") {
      this.#notes.add("object_annotation_category", "left out: a category needs a status and a status a category", row.objectId);
      return;
    }
    put("object_annotation_category", category);
    put("object_annotation_category_id", annotation.categoryId);
    put("object_annotation_status", status);
    put("object_annotation_person_name", annotation.personName);
    put("object_annotation_person_email", annotation.personEmail);
    put("object_annotation_date", annotation.date);
    put("object_annotation_time", annotation.time);
  }

  #numbers({ numbers, objectId }: EcotaxaRow): Pick<ObjectCells, "numbers" | "places"> {
    if (numbers === undefined) return { numbers: NO_NUMBERS, places: NO_PLACES };
    const { names, values } = numbers;
    const places = this.#numberPlaces.get(names) ?? new Array<number>(names.length).fill(-1);
    this.#numberPlaces.set(names, places);
    const kept = new Float64Array(names.length);
    for (let i = 0; i < kept.length; i++) {
      const value = values[i];
      kept[i] = value ?? Number.NaN;
      // A column that no object has a value of is no column.
      if (value !== undefined && places[i] === -1) places[i] = this.#measurePlace(names[i] ?? "", false, objectId);
    }
    return { numbers: kept, places };
  }

  #measures(row: EcotaxaRow, own: TsvValue[]): void {
    for (const [name, value] of row.measures) {
      const text = typeof value === "string";
      own[this.#measurePlace(name, text, row.objectId)] = text
        ? this.#fitted(name, value, FREE_TEXT_LIMIT, row.objectId, this.#notes)
        : value;
    }
  }

  #measurePlace(name: string, text: boolean, objectId: string): number {
    const known = (text ? this.#textPlaces : this.#measurePlaces).get(name);
    if (known !== undefined) return known;
    const place = this.#columns.free(`measure ${name}`, "object", measureColumn(name), text, objectId);
    (text ? this.#textPlaces : this.#measurePlaces).set(name, place);
    return place;
  }

  #parentCells(row: EcotaxaRow, ids: RowIds): ParentCells {
    const cells: TsvValue[] = [];
    const notes = new BundleNotes();
    const put = (header: string, id: string): void => {
      if (id !== "") cells[this.#columns.predefined(header)] = this.#kept(header, id, row.objectId, notes);
    };
    put("sample_id", ids.sample);
    this.#parent("sample", row.sample, { row, ids, cells, notes });
    put("acq_id", ids.acquisition);
    this.#parent("acq", row.acquisition, { row, ids, cells, notes });
    put("process_id", ids.process);
    this.#parent("process", row.process, { row, ids, cells, notes });
    return { cells, notes: notes.all() };
  }

  #parent(table: EcotaxaTable, parent: EcotaxaParent, { row, ids, cells, notes }: ParentTarget): void {
    for (const [key, value] of Object.entries(parent)) {
      if (key === "id" || value === undefined) continue;
      const header = columnName(table, key);
      const known = Object.hasOwn(PREDEFINED_COLUMNS, header) && !header.endsWith("_id");
      const place = known ? this.#columns.predefined(header) : this.#columns.free(`${table} ${key}`, table, header, true, row.objectId);
      const text = this.#kept(header, value, row.objectId, notes);
      if (header === "sample_filename" && typeof text === "string" && renamedFrom({ ...ids, fileName: text }) !== undefined) {
        notes.add(header, "left out: the acquisition would seem to belong to the sample of that name", row.objectId);
        continue;
      }
      cells[place] = text;
    }
  }

  /** The value where the rules allow it; a text shortened, anything else that breaks one left out. */
  #kept(header: string, value: TsvValue, objectId: string, notes: BundleNotes): TsvValue {
    if (value === undefined) return undefined;
    const known = PREDEFINED_COLUMNS[header];
    const kind = known ?? { kind: "text" as const, limit: FREE_TEXT_LIMIT };
    const numeric =
      kind.kind === "latitude" || kind.kind === "longitude" || kind.kind === "number" || kind.kind === "taxon" || kind.kind === "rank";
    if (typeof value === "number" && !Number.isFinite(value)) return undefined;
    const text = typeof value === "number" ? numberText(value) : this.#fitted(header, value, kind.limit ?? 255, objectId, notes);
    const fault = checkCell({ ...kind, index: 0, header, name: header }, text, true);
    if (fault === undefined) return numeric && typeof value === "number" ? value : text;
    notes.add(header, `left out: ${fault.message}`, objectId);
    return undefined;
  }

  #fitted(header: string, value: string, limit: number, objectId: string, notes: BundleNotes): string {
    const text = storableText(value);
    if (text !== value) notes.add(header, "characters that cannot be stored were replaced", objectId);
    if (characters(text) <= limit) return text;
    notes.add(header, `shortened to ${limit} characters`, objectId);
    return firstCharacters(text, limit);
  }
}

import { createHash } from "node:crypto";
import { refusal } from "@argosy/core";
import type { Filter } from "@argosy/rpc";
import type { FeatureSetView } from "@argosy/runtime";
import { featureSetsOfRun } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { ByteCache } from "./byte-cache.ts";
import { filterObjects } from "./filter.ts";
import { isJudged, readJudged } from "./judged-column.ts";
import { isMapped, readMapped } from "./map-column.ts";
import type { MeasurePlace, NumberColumn } from "./measure-column.ts";
import { findMeasure, readMeasure } from "./measure-column.ts";
import type { RunObjects } from "./run-objects.ts";
import { readRunObjects } from "./run-objects.ts";
import type { RunState } from "./run-state.ts";
import { runState } from "./run-state.ts";
import type { Said } from "./said.ts";
import { readSaid, refreshSaid } from "./said.ts";
import { sortPlaces } from "./sort-places.ts";
import type { CodedColumn, ObjectTable } from "./table.ts";
import { columnOf, isMeasure, ranksOf, SAID_COLUMNS } from "./table.ts";

/** Which objects, and in which order. */
export interface ObjectsWanted {
  readonly project: string;
  readonly run: string;
  readonly filters: readonly Filter[];
  /** Empty: by image name and label. */
  readonly sort: string;
  readonly descending: boolean;
  /** Name of an order that was given before: it is kept while labels change, as long as it is remembered. */
  readonly order?: string;
}

/** Objects of a run in an order. */
export interface OrderedObjects {
  readonly state: RunState;
  readonly table: ObjectTable;
  readonly places: Uint32Array;
  /** Name of this order; another one when other objects or another order would be given. */
  readonly order: string;
}

/** The columns of the runs that were looked at lately, for sorting, filtering and counting. */
export interface ObjectColumns {
  /** @param measures - further measurements that shall be in the table. */
  open(wanted: ObjectsWanted, measures?: readonly string[]): Promise<OrderedObjects>;
}

interface Order {
  readonly places: Uint32Array;
  /** What was asked for, whatever labels are. */
  readonly asked: string;
  readonly bytes: number;
}

/** Columns over the database and a cache. */
export function createObjectColumns(db: Db, cache: ByteCache): ObjectColumns {
  const tableOf = tablesOver(db, cache);
  return {
    async open(wanted, measures = []) {
      const { project, run, filters, sort } = wanted;
      const state = await runState(db, project, run);
      const used = [...filters.map(({ column }) => column), ...(sort === "" ? [] : [sort])];
      const table = await tableOf(state, new Set([...used, ...measures].filter(isMeasure)));
      const asked = JSON.stringify([
        project,
        run,
        filters.map(({ column, operator, value }) => [column, operator, value]),
        sort,
        wanted.descending,
      ]);
      const known = await cache.peek<Order>(`order ${wanted.order}`);
      if (wanted.order !== undefined && known?.asked === asked) return { state, table, places: known.places, order: wanted.order };
      // An order by what nobody says does not change when somebody says something.
      const said = used.some((column) => SAID_COLUMNS.has(column)) ? [table.said.position, state.classes] : [];
      const order = digest(JSON.stringify([asked, versionOf(state), state.model, state.predictions, said]));
      const { places } = await cache.get(`order ${order}`, async () => makeOrder(table, wanted, asked));
      return { state, table, places, order };
    },
  };
}

function makeOrder(table: ObjectTable, { filters, sort, descending }: ObjectsWanted, asked: string): Order {
  const passed = filterObjects(table, filters);
  const places = sorted(table, passed, sort, descending);
  return { places, asked, bytes: places.byteLength + asked.length };
}

function sorted(table: ObjectTable, places: Uint32Array, sort: string, descending: boolean): Uint32Array {
  if (sort === "") return descending ? places.toReversed() : places;
  const column = columnOf(table, sort);
  if (column.kind === "name") return descending ? places.toReversed() : places;
  if (column.kind === "number") return sortPlaces(places, column.value, descending);
  const ranks = ranksOf(column);
  return sortPlaces(places, (place) => ranks[column.code(place)] ?? Number.NaN, descending);
}

function tablesOver(db: Db, cache: ByteCache): (state: RunState, measures: ReadonlySet<string>) => Promise<ObjectTable> {
  // Two requests must not bring the same labels up to date at once: the slower one would write what is old.
  const turns = new WeakMap<Said, Promise<boolean>>();
  const saidOf = async (state: RunState, objects: RunObjects): Promise<Said> => {
    const key = `said ${versionOf(state)} ${state.model} ${state.predictions}`;
    for (;;) {
      const said = await cache.get(key, () => readSaid(db, state, objects));
      const before = turns.get(said) ?? Promise.resolve(true);
      const turn = before.then(() => refreshSaid(db, state, objects, said));
      turns.set(
        said,
        turn.catch(() => true),
      );
      if (await turn) return said;
      cache.drop(key);
    }
  };
  return async (state, asked) => {
    const [judgedNames, mappedNames] = [[...asked].filter(isJudged), [...asked].filter(isMapped)];
    const wanted = [...asked].filter((name) => !isJudged(name) && !isMapped(name));
    // What does not need each other is read at once.
    const reading = cache.get(`objects ${state.run} ${state.tasks.segment.length}`, () => readRunObjects(db, state));
    const measured = async (): Promise<{ readonly sets: readonly FeatureSetView[]; readonly measures: [string, NumberColumn][] }> => {
      const { sets } = await cache.get(`sets ${versionOf(state)}`, () => readSets(db, state));
      const measureOf = async ({ name, place }: NamedPlace): Promise<[string, NumberColumn]> => {
        const key = `measure ${versionOf(state)} ${place.set.id} ${place.place}`;
        return [name, await cache.get(key, () => readMeasure(db, state, reading, place))];
      };
      return { sets, measures: await Promise.all(placesOf(sets, wanted).map(measureOf)) };
    };
    // What a model has said of its training objects never changes.
    const judgedOf = async (name: string): Promise<[string, CodedColumn]> => {
      const judging = async () => readJudged(db, state.project, await reading, name);
      return [name, (await cache.get(`judged ${versionOf(state)} ${name}`, judging)).column];
    };
    // Nor does where objects lie on a map.
    const mappedOf = async (name: string): Promise<[string, NumberColumn]> => {
      const reads = async () => readMapped(db, state.project, await reading, name);
      return [name, await cache.get(`mapped ${versionOf(state)} ${name}`, reads)];
    };
    const [objects, said, judged, mapped, { sets, measures }] = await Promise.all([
      reading,
      reading.then((found) => saidOf(state, found)),
      Promise.all(judgedNames.map(judgedOf)),
      Promise.all(mappedNames.map(mappedOf)),
      measured(),
    ]);
    return { objects, said, sets, measures: new Map([...measures, ...mapped]), judged: new Map(judged) };
  };
}

interface KeptSets {
  readonly sets: readonly FeatureSetView[];
  readonly bytes: number;
}

async function readSets(db: Db, { project, run }: RunState): Promise<KeptSets> {
  const sets = await featureSetsOfRun(db, project, run);
  return { sets, bytes: JSON.stringify(sets).length };
}

interface NamedPlace {
  readonly name: string;
  readonly place: MeasurePlace;
}

function placesOf(sets: readonly FeatureSetView[], names: readonly string[]): NamedPlace[] {
  return names.map((name) => {
    const place = findMeasure(sets, name);
    if (place === undefined) throw refusal("FIELD_INVALID", `there is no column "${name.slice(0, 100)}"`, { field: name.slice(0, 100) });
    return { name, place };
  });
}

/** Tasks of a run only ever become done: as many of them are the same ones. */
function versionOf({ run, tasks }: RunState): string {
  return `${run} ${tasks.segment.length} ${tasks.measure.length} ${tasks.classify.length}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}

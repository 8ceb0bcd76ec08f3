import type { Db } from "@argosy/work";
import { float64s } from "./packed.ts";
import type { RunObjects } from "./run-objects.ts";
import type { RunState } from "./run-state.ts";

/** Statuses by code; 0 stands for none. */
export const STATUSES = ["", "predicted", "validated", "dubious", "discarded"] as const;
const NONE = -1;
const PREDICTED = 1;
/** More changes than this are read anew as a whole. */
const MOST_CHANGES = 20_000;

/** What persons and the run's model say of each object, as codes; brought up to date with {@link refreshSaid}. */
export interface Said {
  /** Ids and names of classes by code; a predicted class that no class of the tree is called has no id. */
  readonly classes: { id: string; name: string }[];
  readonly authors: string[];
  readonly labelClass: Int32Array;
  readonly labelStatus: Uint8Array;
  readonly labelAuthor: Int32Array;
  readonly predictedClass: Int32Array;
  readonly score: Float64Array;
  /** Up to which position of the history labels are known. */
  position: number;
  readonly bytes: number;
}

/** The code of the class of an object: the person's where there is one, else the model's; -1 for none. */
export function classCode({ labelClass, predictedClass }: Said, object: number): number {
  const labelled = labelClass[object]!;
  return labelled === NONE ? predictedClass[object]! : labelled;
}

/** The code of the status of an object in {@link STATUSES}. */
export function statusCode(said: Said, object: number): number {
  const given = said.labelStatus[object]!;
  return given === 0 && said.predictedClass[object] !== NONE ? PREDICTED : given;
}

/** Reads everything. */
export async function readSaid(db: Db, state: RunState, objects: RunObjects): Promise<Said> {
  const size = objects.ids.size;
  const said: Said = {
    classes: state.classes.map(({ id, name }) => ({ id, name })),
    authors: [],
    labelClass: new Int32Array(size).fill(NONE),
    labelStatus: new Uint8Array(size),
    labelAuthor: new Int32Array(size).fill(NONE),
    predictedClass: new Int32Array(size).fill(NONE),
    score: new Float64Array(size).fill(Number.NaN),
    position: state.labelPosition,
    bytes: 25 * size,
  };
  await readPredictions(db, state, objects, said);
  await readLabels(db, state, objects, said);
  return said;
}

async function readPredictions(db: Db, { model, project }: RunState, objects: RunObjects, said: Said): Promise<void> {
  if (model === undefined) return;
  const groups = await db.query<{ class: string; ids: string; scores: Buffer }>(
    `select class, string_agg(object_id, '') as ids, string_agg(float8send(score), '') as scores
       from read.prediction where model_id = $1 and project_id = $2 group by class`,
    [model, project],
  );
  for (const group of groups) {
    const code = codeOfName(said, group.class);
    const scores = float64s(group.scores);
    eachPlace(objects, group.ids, (object, k) => {
      said.predictedClass[object] = code;
      said.score[object] = scores[k]!;
    });
  }
}

/** A model knows classes by their names, with those above where a name alone would not do. */
function codeOfName({ classes }: Said, name: string): number {
  const same = classes.flatMap((entry, code) => (entry.name === name ? [code] : []));
  return same.length === 1 ? same[0]! : classes.push({ id: "", name }) - 1;
}

async function readLabels(db: Db, { tasks }: RunState, objects: RunObjects, said: Said): Promise<void> {
  const groups = await db.query<{ class_id: string; class: string; status: string; author: string; ids: string }>(
    `select l.class_id, l.class, l.status, l.author, string_agg(o.id, '') as ids
       from read.object o join read.label l on l.object_id = o.id
      where o.task_id = any($1) and not o.inner_object and o.replaced_by is null group by 1, 2, 3, 4`,
    [tasks.segment],
  );
  for (const group of groups) {
    const codes = codesOf(said, group);
    eachPlace(objects, group.ids, (object) => setLabel(said, object, codes));
  }
}

interface LabelRow {
  readonly class_id: string | null;
  readonly class: string | null;
  readonly status: string | null;
  readonly author: string | null;
}

interface LabelCodes {
  readonly class: number;
  readonly status: number;
  readonly author: number;
}

function codesOf(said: Said, { class_id: id, class: name, status, author }: LabelRow): LabelCodes {
  if (id === null) return { class: NONE, status: 0, author: NONE };
  let code = said.classes.findIndex((entry) => entry.id === id);
  if (code < 0) code = said.classes.push({ id, name: name ?? "" }) - 1;
  let who = said.authors.indexOf(author ?? "");
  if (who < 0) who = said.authors.push(author ?? "") - 1;
  return { class: code, status: Math.max(0, STATUSES.indexOf((status ?? "") as (typeof STATUSES)[number])), author: who };
}

function setLabel(said: Said, object: number, codes: LabelCodes): void {
  said.labelClass[object] = codes.class;
  said.labelStatus[object] = codes.status;
  said.labelAuthor[object] = codes.author;
}

function eachPlace(objects: RunObjects, ids: string, visit: (object: number, k: number) => void): void {
  for (const [k, object] of objects.ids.placesOf(ids).entries()) if (object >= 0) visit(object, k);
}

/**
 * Brings labels and names of classes up to date with a state.
 *
 * @returns Whether it could; `false` after so many changes that everything has to be read anew.
 */
export async function refreshSaid(db: Db, state: RunState, objects: RunObjects, said: Said): Promise<boolean> {
  for (const { id, name } of state.classes) {
    const known = said.classes.find((entry) => entry.id === id);
    if (known !== undefined) known.name = name;
  }
  if (said.position >= state.labelPosition) return true;
  const changes = await db.query<LabelRow & { id: string }>(
    `select h.object_id as id, l.class_id, l.class, l.status, l.author
       from (select distinct object_id from read.label_history where project_id = $1 and position > $2 and position <= $3) h
       left join read.label l on l.object_id = h.object_id limit $4`,
    [state.project, said.position, state.labelPosition, MOST_CHANGES + 1],
  );
  if (changes.length > MOST_CHANGES) return false;
  for (const change of changes) {
    const object = objects.ids.placeOf(change.id);
    if (object >= 0) setLabel(said, object, codesOf(said, change));
  }
  // Another request may have come further in the meantime.
  said.position = Math.max(said.position, state.labelPosition);
  return true;
}

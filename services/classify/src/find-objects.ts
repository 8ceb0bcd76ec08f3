import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import type { ObjectRef } from "./object-names.ts";
import { stemOf } from "./object-names.ts";

/** For each thing asked for: the id of its object, or why there is none. */
export type FoundRef = { readonly object: string } | { readonly problem: ArgosyError };

interface ImageRow {
  readonly id: string;
  readonly name: string;
  readonly collection_id: string;
}

interface RunRow {
  readonly id: string;
  readonly collection_id: string;
  readonly created_at: Date;
}

const BATCH = 20_000;

/**
 * Finds objects of a project by id, or by image and label in a run; without a run in the newest one of the image's collection that was
 * not cancelled. An exact name of an image wins over one without extension, and a later run over an earlier one.
 *
 * @throws {ArgosyError} `not_found` for a run that is not there.
 */
export async function findObjects(db: Db, projectId: string, runId: string, refs: readonly ObjectRef[]): Promise<FoundRef[]> {
  const [ids, named] = await Promise.all([findIds(db, projectId, refs), findNamed(db, projectId, runId, refs)]);
  return refs.map((ref, index) => {
    const objects = "id" in ref ? (ids.has(ref.id) ? [ref.id] : []) : (named.objects.get(index) ?? []);
    if (objects.length === 1) return { object: objects[0]! };
    return { problem: "id" in ref || objects.length === 0 ? unknown(ref, named.problems.get(index)) : ambiguous(ref, objects.length) };
  });
}

async function findIds(db: Db, projectId: string, refs: readonly ObjectRef[]): Promise<ReadonlySet<string>> {
  const wanted = refs.flatMap((ref) => ("id" in ref ? [ref.id] : []));
  const found = new Set<string>();
  for (let at = 0; at < wanted.length; at += BATCH) {
    const rows = await db.query<{ id: string }>(
      "select id from read.object where id = any($1) and project_id = $2 and replaced_by is null",
      [wanted.slice(at, at + BATCH), projectId],
    );
    for (const row of rows) found.add(row.id);
  }
  return found;
}

async function findNamed(db: Db, projectId: string, runId: string, refs: readonly ObjectRef[]) {
  const objects = new Map<number, string[]>();
  const problems = new Map<number, string>();
  const wanted = refs.flatMap((ref, index) => ("id" in ref ? [] : [{ ...ref, index }]));
  if (wanted.length === 0) return { objects, problems };
  const given = runId === "" ? undefined : await runOf(db, projectId, runId);
  const images = await imagesNamed(db, projectId, given?.collection_id ?? null, new Set(wanted.map((ref) => ref.image)));
  const runs = given === undefined ? await newestRuns(db, projectId, images.all) : new Map([[given.collection_id, given]]);
  const tasks = await segmentTasks(db, [...runs.values()]);
  const places: { index: number; image: string; label: number; inner: boolean }[] = [];
  for (const ref of wanted) {
    const choice = chooseImage(images.byName.get(ref.image) ?? [], ref.image, runs);
    if (typeof choice === "string") problems.set(ref.index, choice);
    else places.push({ index: ref.index, image: choice.id, label: ref.label, inner: ref.inner });
  }
  for (let at = 0; at < places.length; at += BATCH) {
    for (const row of await objectsAt(db, places.slice(at, at + BATCH), tasks)) {
      objects.set(row.index, [...(objects.get(row.index) ?? []), row.id]);
    }
  }
  return { objects, problems };
}

async function runOf(db: Db, projectId: string, runId: string): Promise<RunRow> {
  const run = await db.one<RunRow>("select id, collection_id, created_at from read.run where id = $1 and project_id = $2", [
    runId,
    projectId,
  ]);
  if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: runId } });
  return run;
}

/** The newest run of each collection that the images belong to. */
async function newestRuns(db: Db, projectId: string, images: readonly ImageRow[]): Promise<ReadonlyMap<string, RunRow>> {
  const rows = await db.query<RunRow>(
    `select distinct on (collection_id) id, collection_id, created_at from read.run
      where project_id = $1 and collection_id = any($2) and state <> 'cancelled' order by collection_id, created_at desc, id desc`,
    [projectId, [...new Set(images.map((image) => image.collection_id))]],
  );
  return new Map(rows.map((row) => [row.collection_id, row]));
}

async function segmentTasks(db: Db, runs: readonly RunRow[]): Promise<string[]> {
  const rows = await db.query<{ task_id: string }>(
    "select distinct task_id from read.run_task where run_id = any($1) and stage = 'segment' and state = 'done'",
    [runs.map((run) => run.id)],
  );
  return rows.map((row) => row.task_id);
}

async function imagesNamed(db: Db, projectId: string, collection: string | null, names: ReadonlySet<string>) {
  const all = await db.query<ImageRow>(
    `select id, name, collection_id from read.image
      where project_id = $1 and ($2::text is null or collection_id = $2)
        and (name = any($3) or regexp_replace(name, '(?<=[^/])\\.[^./]*$', '') = any($3))`,
    [projectId, collection, [...names]],
  );
  const byName = new Map<string, ImageRow[]>();
  for (const image of all) {
    for (const name of new Set([image.name, stemOf(image.name)])) {
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [image]);
      else known.push(image);
    }
  }
  return { all, byName };
}

/** The image that a name means, or why none does. */
function chooseImage(images: readonly ImageRow[], name: string, runs: ReadonlyMap<string, RunRow>): ImageRow | string {
  if (images.length === 0) return `there is no image ${name}`;
  const exact = images.filter((image) => image.name === name);
  const worked = (exact.length > 0 ? exact : images).filter((image) => runs.has(image.collection_id));
  if (worked.length === 0) return `no run has worked on the image ${name}`;
  const newest = Math.max(...worked.map((image) => runs.get(image.collection_id)!.created_at.getTime()));
  const [first, ...others] = worked.filter((image) => runs.get(image.collection_id)!.created_at.getTime() === newest);
  return others.length === 0 ? first! : `${others.length + 1} images are called ${name}; give the extension`;
}

async function objectsAt(
  db: Db,
  places: readonly { readonly index: number; readonly image: string; readonly label: number; readonly inner: boolean }[],
  tasks: readonly string[],
): Promise<{ index: number; id: string }[]> {
  return db.query<{ index: number; id: string }>(
    `select g.index, o.id
       from unnest($1::integer[], $2::text[], $3::integer[], $4::boolean[]) as g (index, image_id, label, inner_object)
       join read.object o on o.image_id = g.image_id and o.label = g.label and o.inner_object = g.inner_object
      where o.task_id = any($5) and o.replaced_by is null`,
    [
      places.map((place) => place.index),
      places.map((place) => place.image),
      places.map((place) => place.label),
      places.map((place) => place.inner),
      tasks,
    ],
  );
}

function unknown(ref: ObjectRef, problem: string | undefined): ArgosyError {
  const object = "id" in ref ? ref.id : `${ref.image}#${ref.label}${ref.inner ? "i" : ""}`;
  return new ArgosyError("not_found", problem ?? `there is no object ${object}`, { details: { object } });
}

function ambiguous(ref: Extract<ObjectRef, { readonly image: string }>, count: number): ArgosyError {
  const object = `${ref.image}#${ref.label}`;
  return new ArgosyError("invalid_argument", `${count} objects are called ${object}; give the id`, { details: { object } });
}

import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import { appendEvent } from "@argosy/work";

/** What a person can say of how sure a class is; as EcoTaxa knows it. */
export const STATUSES = ["predicted", "validated", "dubious", "discarded"] as const;
/** One of {@link STATUSES}. */
export type Status = (typeof STATUSES)[number];

/** What somebody says of an object; without a class the label is taken away. */
export interface LabelFact {
  readonly object: string;
  readonly class: { readonly id: string; readonly name: string } | undefined;
  readonly status: Status;
  readonly author: string;
  /** How the label came when it was given; absent: as the source says. */
  readonly origin?: string;
}

/** Where labels come from, and under which trace they are told to others. */
export interface LabelSource {
  readonly projectId: string;
  readonly origin: "label" | "import" | "undo";
  readonly trace: string;
  /** Action that they are a part of. */
  readonly action?: string;
}

const BATCH = 5_000;
/** More objects than this are not named in an event. */
const EVENT_OBJECTS = 1_000;
const AUTHOR_LENGTH = 250;

/** @throws {ArgosyError} FIELD_INVALID naming the field. */
export function checkStatus(given: string): Status {
  const text = given.trim().toLowerCase();
  const status = text === "" ? "validated" : STATUSES.find((known) => known === text);
  if (status === undefined) throw refusal("FIELD_INVALID", `a status is one of ${STATUSES.join(", ")}`, { field: "status", value: given });
  return status;
}

/** @throws {ArgosyError} FIELD_INVALID naming the field. */
export function checkAuthor(given: string): string {
  const author = given.normalize("NFC").trim();
  if (author.length > AUTHOR_LENGTH || /\p{Cc}/u.test(author)) {
    throw refusal("FIELD_INVALID", `an author has at most ${AUTHOR_LENGTH} characters, no control characters`, { field: "author" });
  }
  return author;
}

/**
 * Lets one transaction at a time write labels of a project: the positions of its history are then in the order of the commits, and
 * whoever has read up to one has missed nothing before it.
 */
export async function lockLabels(tx: Db, projectId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 3))", [`labels ${projectId}`]);
}

/**
 * Stores what was said, with a row of history for each label that is not what it was, and tells others of it. Each object stands in
 * `facts` once.
 *
 * @returns How many labels changed.
 */
export async function storeLabels(tx: Db, facts: readonly LabelFact[], source: LabelSource): Promise<number> {
  await lockLabels(tx, source.projectId);
  // Equal work leaves equal rows.
  const sorted = facts.toSorted((a, b) => (a.object < b.object ? -1 : 1));
  const changed: string[] = [];
  for (let at = 0; at < sorted.length; at += BATCH) {
    const batch = sorted.slice(at, at + BATCH);
    const given = batch.filter((fact) => fact.class !== undefined);
    const taken = batch.filter((fact) => fact.class === undefined);
    if (given.length > 0) changed.push(...(await giveLabels(tx, given, source)));
    if (taken.length > 0) changed.push(...(await takeLabels(tx, taken, source)));
  }
  if (changed.length > 0) await tellOthers(tx, source.projectId, changed, source.trace);
  return changed.length;
}

/** Notes in the caller's transaction that labels of these objects are not what they were. */
export async function tellOthers(tx: Db, projectId: string, objects: readonly string[], trace: string): Promise<void> {
  await appendEvent(tx, "labels.changed", { projectId, objectIds: objects.length > EVENT_OBJECTS ? undefined : objects }, trace);
}

async function giveLabels(tx: Db, facts: readonly LabelFact[], { projectId, origin, action }: LabelSource): Promise<string[]> {
  const rows = await tx.query<{ object_id: string }>(
    `with given as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $8::text[])
                       as g (object_id, class_id, class, status, author, own_origin)
     ), put as (
       insert into label as l (object_id, project_id, class_id, status, author, origin)
       select object_id, $6, class_id, status, author, coalesce(own_origin, $7) from given
       on conflict (object_id) do update
          set class_id = excluded.class_id, status = excluded.status, author = excluded.author, origin = excluded.origin, set_at = excluded.set_at
        where (l.class_id, l.status, l.author) is distinct from (excluded.class_id, excluded.status, excluded.author)
       returning object_id
     )
     insert into label_history (object_id, project_id, class_id, class, status, author, origin, action_id)
     select object_id, $6, class_id, class, status, author, $7, $9 from given join put using (object_id) order by object_id
     returning object_id`,
    [
      facts.map((fact) => fact.object),
      facts.map((fact) => fact.class!.id),
      facts.map((fact) => fact.class!.name),
      facts.map((fact) => fact.status),
      facts.map((fact) => fact.author),
      projectId,
      origin,
      facts.map((fact) => fact.origin ?? null),
      action ?? null,
    ],
  );
  return rows.map((row) => row.object_id);
}

async function takeLabels(tx: Db, facts: readonly LabelFact[], { projectId, origin, action }: LabelSource): Promise<string[]> {
  const rows = await tx.query<{ object_id: string }>(
    `with given as (
       select * from unnest($1::text[], $2::text[]) as g (object_id, author)
     ), gone as (
       delete from label where object_id = any($1) and project_id = $3 returning object_id
     )
     insert into label_history (object_id, project_id, author, origin, action_id)
     select object_id, $3, author, $4, $5 from given join gone using (object_id) order by object_id
     returning object_id`,
    [facts.map((fact) => fact.object), facts.map((fact) => fact.author), projectId, origin === "undo" ? "undo" : "removed", action ?? null],
  );
  return rows.map((row) => row.object_id);
}

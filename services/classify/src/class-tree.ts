import { ArgosyError, refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import { defaultColor } from "./class-colors.ts";
import type { ClassRow } from "./class-names.ts";
import { ClassNames, checkClassName, namesIn } from "./class-names.ts";

/** A class as a person gives it; empty texts: a new id, the top of the tree, a colour of its own or the one that it has. */
export interface ClassDraft {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
  readonly color: string;
  readonly key: string;
}

/** What a key can be; empty: none. */
export const KEY = /^[a-z0-9]?$/;
/** What a colour can be. */
export const COLOR = /^[0-9a-fA-F]{6}$/;

/** Classes with the number of objects that persons gave each, by name. */
export async function listClasses(db: Db, projectId: string): Promise<(ClassRow & { readonly objects: number })[]> {
  return db.query<ClassRow & { objects: number }>(
    `select c.id, c.project_id, c.name, c.parent_id, c.color, c.key, coalesce(l.objects, 0)::int as objects
       from class c left join (select class_id, count(*) as objects from label where project_id = $1 group by class_id) l on l.class_id = c.id
      where c.project_id = $1 order by c.name, c.id`,
    [projectId],
  );
}

export async function classNames(db: Db, projectId: string): Promise<ClassNames> {
  return new ClassNames(await classRows(db, projectId));
}

/** All classes of a project, the oldest first. */
export async function classRows(db: Db, projectId: string): Promise<ClassRow[]> {
  return db.query<ClassRow>("select id, project_id, name, parent_id, color, key from class where project_id = $1 order by created_at, id", [
    projectId,
  ]);
}

/** Lets one change of a project's tree be made at a time: names and circles are checked against the tree as it is. */
export async function lockTree(tx: Db, projectId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 2))", [`classes ${projectId}`]);
}

/**
 * Adds a class, or changes the one of that id.
 *
 * @throws {ArgosyError} `not_found` for the class or its parent, NAME_TAKEN for a second one of a name under a parent,
 *   COLOR_INVALID, FIELD_INVALID for a name that cannot be one or a class below itself.
 */
export async function putClass(db: Db, projectId: string, draft: ClassDraft, newId: () => string): Promise<ClassRow> {
  const name = checkClassName(draft.name);
  if (draft.color !== "" && !COLOR.test(draft.color)) throw refusal("COLOR_INVALID", "a colour has six hexadecimal digits");
  return db.transaction(async (tx) => {
    await lockTree(tx, projectId);
    const rows = await classRows(tx, projectId);
    const there = rows.find((row) => row.id === draft.id);
    if (draft.id !== "" && there === undefined) throw noClass(draft.id);
    checkPlace(rows, draft, name);
    const row: ClassRow = {
      id: there?.id ?? newId(),
      project_id: projectId,
      name,
      parent_id: draft.parent === "" ? null : draft.parent,
      color: draft.color === "" ? (there?.color ?? defaultColor(rows.length)) : draft.color.toLowerCase(),
      key: checkKey(rows, draft),
    };
    await storeClass(tx, row);
    return row;
  });
}

/** Writes a class as it is to be. */
export async function storeClass(tx: Db, row: ClassRow): Promise<void> {
  await tx.query(
    `insert into class (id, project_id, name, parent_id, color, key) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id, color = excluded.color, key = excluded.key`,
    [row.id, row.project_id, row.name, row.parent_id, row.color, row.key],
  );
}

function checkKey(rows: readonly ClassRow[], { id, key }: ClassDraft): string {
  if (!KEY.test(key)) throw refusal("FIELD_INVALID", "a key is one letter a-z or digit", { field: "key" });
  const other = key === "" ? undefined : rows.find((row) => row.key === key && row.id !== id);
  if (other === undefined) return key;
  throw new ArgosyError("already_exists", `the key ${key} gives the class ${other.name} already`, { details: { class: other.id } });
}

function checkPlace(rows: readonly ClassRow[], draft: ClassDraft, name: string): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parent = draft.parent === "" ? undefined : byId.get(draft.parent);
  if (draft.parent !== "" && parent === undefined) throw noClass(draft.parent);
  for (let above = parent; above !== undefined; above = byId.get(above.parent_id ?? "")) {
    if (above.id === draft.id) throw refusal("FIELD_INVALID", "a class cannot lie below itself", { field: "parent" });
  }
  const twin = rows.find((row) => row.name === name && row.id !== draft.id && (row.parent_id ?? "") === draft.parent);
  if (twin !== undefined) {
    throw refusal("NAME_TAKEN", `there is a class ${name} in this place already`, { class: twin.id });
  }
}

/**
 * Deletes a class that nobody uses.
 *
 * @throws {ArgosyError} `not_found`; `failed_precondition` while objects have it or classes lie below it.
 */
export async function deleteClass(db: Db, projectId: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockTree(tx, projectId);
    // Locked against labels that are being given: they refer to the row.
    const row = await tx.one<ClassRow>("select * from class where id = $1 and project_id = $2 for update", [id, projectId]);
    if (row === undefined) throw noClass(id);
    const used = await tx.one<{ objects: number; below: number }>(
      `select (select count(*) from label where class_id = $1)::int as objects, (select count(*) from class where parent_id = $1)::int as below`,
      [id],
    );
    const { objects, below } = used!;
    if (objects + below > 0) {
      const message = `the class ${row.name} is in use: ${objects} objects have it, ${below} classes lie below it`;
      throw new ArgosyError("failed_precondition", message, { details: { class: id, objects, below } });
    }
    await tx.query("delete from class where id = $1", [id]);
  });
}

/** Finds each class by id or name; with `create` those that are not there yet are made. What cannot be found is left out. */
export async function findClasses(
  tx: Db,
  projectId: string,
  texts: Iterable<string>,
  create: { readonly newId: () => string } | undefined,
): Promise<{ readonly found: ReadonlyMap<string, ClassRow>; readonly problems: ReadonlyMap<string, ArgosyError> }> {
  if (create !== undefined) await lockTree(tx, projectId);
  const rows = await classRows(tx, projectId);
  const found = new Map<string, ClassRow>();
  const problems = new Map<string, ArgosyError>();
  for (const text of new Set(texts)) {
    try {
      const row = create === undefined ? new ClassNames(rows).find(text) : await findOrMake(tx, projectId, rows, text, create.newId);
      if (row === undefined) problems.set(text, noClass(text));
      else found.set(text, row);
    } catch (error) {
      if (!(error instanceof ArgosyError) || error.reason !== "FIELD_INVALID") throw error;
      problems.set(text, error);
    }
  }
  return { found, problems };
}

/** The class of a text, made with those above it where it is not there; `rows` is the whole tree and grows. */
export async function findOrMake(tx: Db, projectId: string, rows: ClassRow[], text: string, newId: () => string): Promise<ClassRow> {
  const known = new ClassNames(rows).find(text);
  if (known !== undefined) return known;
  const [name, ...above] = namesIn(text);
  const parent = above.length === 0 ? undefined : await findOrMake(tx, projectId, rows, above.join("<"), newId);
  const row: ClassRow = {
    id: newId(),
    project_id: projectId,
    name: name!,
    parent_id: parent?.id ?? null,
    color: defaultColor(rows.length),
    key: "",
  };
  await storeClass(tx, row);
  rows.push(row);
  return row;
}

export function noClass(text: string): ArgosyError {
  return new ArgosyError("not_found", `there is no class ${text.slice(0, 250)}`, { details: { class: text.slice(0, 250) } });
}

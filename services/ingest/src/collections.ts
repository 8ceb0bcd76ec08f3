import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import { readNamesAgain } from "./read-names-again.ts";

/** A row of the table of collections, with counts. */
export interface CollectionRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly names_pattern: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly created_at: Date;
  readonly images: number;
  readonly refused: number;
  readonly files: number;
}

const SELECT = `
  select c.*,
         (select count(*) from image i where i.collection_id = c.id)::int as images,
         (select count(*) from file f where f.collection_id = c.id)::int as files,
         (select count(*) from file f where f.collection_id = c.id and f.state = 'refused')::int as refused
    from collection c`;

/** What an import is put into. */
export interface CollectionWish {
  readonly id: string;
  readonly projectId: string;
  /** As a person named it; empty: after the source. */
  readonly name: string;
  /** What the source is called when nobody named it. */
  readonly sourceName: string;
  /** Tells sources apart that are called alike. */
  readonly source: string;
  readonly names: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * The collection of a name, or without one that of the same source; made when it is not there. Two sources of one name get two
 * collections, the second with a number.
 */
export async function takeCollection(db: Db, wish: CollectionWish): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", [`collection ${wish.projectId}`]);
    const there = await tx.one<{ id: string }>(
      wish.name === ""
        ? "select id from collection where project_id = $1 and source = $2"
        : "select id from collection where project_id = $1 and name = $2",
      [wish.projectId, wish.name === "" ? wish.source : wish.name],
    );
    if (there !== undefined) {
      await tx.query(
        "update collection set names_pattern = case when $2 = '' then names_pattern else $2 end, metadata = metadata || $3::jsonb where id = $1",
        [there.id, wish.names, JSON.stringify(wish.metadata)],
      );
      return there.id;
    }
    const name = wish.name === "" ? await freeName(tx, wish) : wish.name;
    await tx.query("insert into collection (id, project_id, name, names_pattern, source, metadata) values ($1, $2, $3, $4, $5, $6)", [
      wish.id,
      wish.projectId,
      name,
      wish.names,
      wish.name === "" ? wish.source : null,
      JSON.stringify(wish.metadata),
    ]);
    return wish.id;
  });
}

async function freeName(tx: Db, wish: CollectionWish): Promise<string> {
  const rows = await tx.query<{ name: string }>("select name from collection where project_id = $1", [wish.projectId]);
  const taken = new Set(rows.map((row) => row.name));
  let name = wish.sourceName;
  for (let number = 2; taken.has(name); number++) name = `${wish.sourceName} (${number})`;
  return name;
}

/** Gives a collection another name; with another pattern the names of its files are read anew. @throws NAME_TAKEN */
export async function changeCollection(db: Db, id: string, change: { readonly name: string; readonly names: string }): Promise<void> {
  await db.transaction(
    async (tx) => {
      const row = await tx.one<{ names_pattern: string }>("select names_pattern from collection where id = $1 for update", [id]);
      const twin = await tx.one(
        "select 1 from collection c join collection own using (project_id) where own.id = $1 and c.name = $2 and c.id <> $1",
        [id, change.name],
      );
      if (twin !== undefined) throw refusal("NAME_TAKEN", "there is a collection of this name already", { name: change.name });
      const old = row?.names_pattern ?? "";
      await tx.query("update collection set name = $2, names_pattern = $3 where id = $1", [id, change.name, change.names]);
      if (old !== change.names) await readNamesAgain(tx, id, old, change.names);
    },
    { statementTimeoutMs: 0 },
  );
}

export async function findCollection(db: Db, projectId: string, id: string): Promise<CollectionRow | undefined> {
  return db.one<CollectionRow>(`${SELECT} where c.id = $1 and c.project_id = $2`, [id, projectId]);
}

export async function listCollections(db: Db, projectId: string, after: string, limit: number): Promise<CollectionRow[]> {
  return db.query<CollectionRow>(
    `${SELECT} where c.project_id = $1 and ($2 = '' or (c.created_at, c.id) < (select created_at, id from collection where id = $2))
      order by c.created_at desc, c.id desc limit $3`,
    [projectId, after, limit],
  );
}

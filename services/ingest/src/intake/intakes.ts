import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import { FATES_OF_INTAKES } from "./intake-files.ts";

/** A row of the table of intakes. */
export interface IntakeRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly collection: string;
  readonly names_pattern: string;
  readonly metadata_table: Uint8Array | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly drop_originals: boolean;
  readonly default_pixel_size: number;
  readonly author: string;
  readonly state: "listing" | "sending" | "importing";
  readonly import_id: string;
  readonly job_id: string | null;
  readonly collection_id: string | null;
  readonly created_at: Date;
}

/** An intake with how far it is. */
export interface IntakeView extends Omit<IntakeRow, "metadata_table"> {
  readonly files: number;
  readonly bytes: number;
  readonly received: number;
  /** Files by what became of them. */
  readonly fates: Readonly<Record<string, number>>;
}

const VIEW = `
  select i.id, i.project_id, i.name, i.collection, i.names_pattern, i.metadata, i.drop_originals, i.default_pixel_size, i.author, i.state, i.import_id, i.job_id,
         i.collection_id, i.created_at,
         (select count(*) from intake_file f where f.intake_id = i.id)::int as files,
         (select coalesce(sum(size), 0) from intake_file f where f.intake_id = i.id)::bigint as bytes,
         (select coalesce(sum(case when u.state = 'receiving' then u.position::float8 / greatest(u.size, 1) * p.bytes
                                   when u.id is not null then p.bytes else 0 end), 0)
            from intake_parcel p left join upload u on u.id = p.upload_id where p.intake_id = i.id)::bigint as received,
         (${FATES_OF_INTAKES}) as fates
    from intake i`;

export async function insertIntake(
  db: Db,
  intake: Pick<
    IntakeRow,
    "id" | "project_id" | "name" | "collection" | "names_pattern" | "drop_originals" | "default_pixel_size" | "author" | "import_id"
  > & {
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly metadata_table: Uint8Array | undefined;
  },
): Promise<void> {
  await db.query(
    `insert into intake (id, project_id, name, collection, names_pattern, metadata_table, metadata, drop_originals, author, import_id, default_pixel_size)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      intake.id,
      intake.project_id,
      intake.name,
      intake.collection,
      intake.names_pattern,
      intake.metadata_table ?? null,
      JSON.stringify(intake.metadata),
      intake.drop_originals,
      intake.author,
      intake.import_id,
      intake.default_pixel_size,
    ],
  );
}

/**
 * The row of an intake; inside a transaction it may be locked.
 *
 * @throws {ArgosyError} `not_found`
 */
export async function findIntake(db: Db, projectId: string, id: string, lock = false): Promise<IntakeRow> {
  const row = await db.one<IntakeRow>(`select * from intake where id = $1 and project_id = $2 ${lock ? "for update" : ""}`, [
    id,
    projectId,
  ]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such intake", { details: { intake: id.slice(0, 64) } });
  return row;
}

export async function viewIntake(db: Db, projectId: string, id: string): Promise<IntakeView> {
  const row = await db.one<IntakeView>(`${VIEW} where i.id = $1 and i.project_id = $2`, [id, projectId]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such intake", { details: { intake: id.slice(0, 64) } });
  return row;
}

/** Those that wait for files first, then the newest. */
export async function listIntakes(db: Db, projectId: string, limit: number): Promise<IntakeView[]> {
  return db.query<IntakeView>(
    `${VIEW} where i.project_id = $1 order by i.state <> 'importing' desc, i.created_at desc, i.id desc limit $2`,
    [projectId, limit],
  );
}

export async function setIntakeState(db: Db, id: string, state: IntakeRow["state"]): Promise<void> {
  await db.query("update intake set state = $2 where id = $1", [id, state]);
}

export async function markImporting(db: Db, id: string, job: string, collection: string): Promise<void> {
  await db.query("update intake set state = 'importing', job_id = $2, collection_id = $3 where id = $1", [id, job, collection]);
}

export async function deleteIntake(tx: Db, id: string): Promise<void> {
  await tx.query("delete from intake where id = $1", [id]);
}

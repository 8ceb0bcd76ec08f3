import type { Db } from "@argosy/work";
import type { FileProblem } from "../files.ts";

/** A file of an intake as it was listed. */
export interface ListedRow {
  readonly intake_id: string;
  readonly n: number;
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly parcel: number | null;
  readonly problem: FileProblem | null;
}

/** What became of a file of an intake so far. */
export const FATES = ["queued", "sending", "received", "sniffed", "decoded", "ready", "refused"] as const;

/** A listed file with its fate. */
export interface IntakeFileView extends ListedRow {
  readonly state: (typeof FATES)[number];
}

const COLUMNS = { intake_id: "text", n: "integer", path: "text", size: "bigint", modified: "bigint", parcel: "integer", problem: "jsonb" };

// A file that was refused from the list never gets a row of its own name; for the others the import's row says more than the upload.
const FATE = `
  case when m.problem is not null then 'refused' when f.state = 'received' then 'received' when f.state is not null then f.state
       when u.state in ('complete', 'imported') then 'received' when u.position > 0 then 'sending' else 'queued' end`;
const JOINED = `
  intake_file m
    left join intake_parcel p on p.intake_id = m.intake_id and p.parcel = m.parcel
    left join upload u on u.id = p.upload_id
    left join intake o on o.id = m.intake_id
    left join file f on f.collection_id = o.collection_id and f.path = m.path`;

/** Counts by fate, for a row \`i\` of the intakes. */
export const FATES_OF_INTAKES = `
  select coalesce(jsonb_object_agg(state, count), '{}')
    from (select ${FATE} as state, count(*)::int as count from ${JOINED} where m.intake_id = i.id group by 1) c`;

export async function addIntakeFiles(tx: Db, files: readonly Omit<ListedRow, "parcel">[]): Promise<void> {
  await tx.insertMany("intake_file", COLUMNS, files);
}

/** How many files are listed, and which of some paths are among them. */
export async function listedSoFar(
  tx: Db,
  intake: string,
  paths: readonly string[],
): Promise<{ readonly count: number; readonly there: ReadonlySet<string> }> {
  const row = await tx.one<{ count: number }>("select count(*)::int as count from intake_file where intake_id = $1", [intake]);
  const same = await tx.query<{ path: string }>("select path from intake_file where intake_id = $1 and path = any($2)", [intake, paths]);
  return { count: row!.count, there: new Set(same.map(({ path }) => path)) };
}

/** Files that are to be sent and belong to no parcel, in their order. */
export async function unpackedFiles(tx: Db, intake: string): Promise<Pick<ListedRow, "n" | "path" | "size">[]> {
  return tx.query("select n, path, size from intake_file where intake_id = $1 and parcel is null and problem is null order by n", [intake]);
}

/** Files that were refused from the list. */
export async function refusedFiles(db: Db, intake: string): Promise<(ListedRow & { readonly problem: FileProblem })[]> {
  return db.query("select * from intake_file where intake_id = $1 and problem is not null order by n", [intake]);
}

export async function viewIntakeFiles(
  db: Db,
  intake: string,
  filter: { readonly state: string; readonly text: string; readonly offset: number; readonly limit: number },
): Promise<{ readonly files: IntakeFileView[]; readonly total: number }> {
  const where = "m.intake_id = $1 and ($2 = '' or state = $2) and ($3 = '' or position(lower($3) in lower(m.path)) > 0)";
  const from = `(select m.intake_id, m.n, m.path, m.size, m.modified, m.parcel, coalesce(m.problem, f.problem) as problem, ${FATE} as state
                   from ${JOINED} where m.intake_id = $1) m where ${where}`;
  const params = [intake, filter.state, filter.text];
  const files = await db.query<IntakeFileView>(`select * from ${from} order by n offset $4 limit $5`, [
    ...params,
    filter.offset,
    filter.limit,
  ]);
  const row = await db.one<{ total: number }>(`select count(*)::int as total from ${from}`, params);
  return { files, total: row!.total };
}

/** The files of a parcel in the order in which they are packed. */
export async function filesOfParcel(db: Db, intake: string, parcel: number): Promise<ListedRow[]> {
  return db.query<ListedRow>("select * from intake_file where intake_id = $1 and parcel = $2 order by n", [intake, parcel]);
}

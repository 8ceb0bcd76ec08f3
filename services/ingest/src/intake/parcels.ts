import { LIMITS } from "@argosy/core";
import type { Db } from "@argosy/work";

/** What is sent in one upload: a large file, or many small ones. */
export interface ParcelRow {
  readonly intake_id: string;
  readonly parcel: number;
  readonly kind: "file" | "tar";
  readonly name: string;
  /** Of its files. */
  readonly bytes: number;
  readonly upload_id: string | null;
}

/** A parcel with how far its upload is. */
export interface ParcelView extends ParcelRow {
  readonly position: number;
  readonly complete: boolean;
}

/** A parcel that was packed: with the places of its files in the list. */
export interface PackedParcel {
  readonly parcel: number;
  readonly kind: "file" | "tar";
  readonly name: string;
  readonly bytes: number;
  readonly files: readonly number[];
}

const SMALL_BYTES = 8 * 2 ** 20;
const PARCEL_BYTES = LIMITS.objectBytes;
const PARCEL_FILES = 1_000;

/** Packs files: each large one alone, the small ones together, in their order; numbers go on from `first`. */
export function packParcels(
  files: readonly { readonly n: number; readonly path: string; readonly size: number }[],
  name: string,
  first: number,
): PackedParcel[] {
  const parcels: PackedParcel[] = [];
  let open: { files: number[]; bytes: number } = { files: [], bytes: 0 };
  const close = (): void => {
    if (open.files.length === 0) return;
    const parcel = first + parcels.length;
    parcels.push({ parcel, kind: "tar", name: `${name.slice(0, 200)}-${parcel + 1}.tar`, bytes: open.bytes, files: open.files });
    open = { files: [], bytes: 0 };
  };
  for (const { n, path, size } of files) {
    if (size > SMALL_BYTES) {
      parcels.push({ parcel: first + parcels.length, kind: "file", name: path, bytes: size, files: [n] });
      continue;
    }
    if (open.files.length >= PARCEL_FILES || open.bytes + size > PARCEL_BYTES) close();
    open.files.push(n);
    open.bytes += size;
  }
  close();
  return parcels;
}

const COLUMNS = { intake_id: "text", parcel: "integer", kind: "text", name: "text", bytes: "bigint" };

/** Stores parcels and which files are in them. */
export async function insertParcels(tx: Db, intake: string, parcels: readonly PackedParcel[]): Promise<void> {
  await tx.insertMany(
    "intake_parcel",
    COLUMNS,
    parcels.map(({ files: _, ...parcel }) => ({ intake_id: intake, ...parcel })),
  );
  for (const { parcel, files } of parcels)
    await tx.query("update intake_file set parcel = $3 where intake_id = $1 and n = any($2)", [intake, files, parcel]);
}

const VIEW = `
  select p.*, coalesce(u.position, 0)::bigint as position, coalesce(u.state in ('complete', 'imported'), false) as complete,
         u.id as upload_id
    from intake_parcel p left join upload u on u.id = p.upload_id`;

export async function viewParcels(db: Db, intake: string): Promise<ParcelView[]> {
  return db.query<ParcelView>(`${VIEW} where p.intake_id = $1 order by p.parcel`, [intake]);
}

export async function viewParcel(db: Db, intake: string, parcel: number): Promise<ParcelView | undefined> {
  return db.one<ParcelView>(`${VIEW} where p.intake_id = $1 and p.parcel = $2`, [intake, parcel]);
}

/** The number that the next parcel gets: numbers are never used twice. */
export async function nextParcel(tx: Db, intake: string): Promise<number> {
  const row = await tx.one<{ next: number }>("select coalesce(max(parcel) + 1, 0)::int as next from intake_parcel where intake_id = $1", [
    intake,
  ]);
  return row!.next;
}

export async function setUpload(tx: Db, intake: string, parcel: number, upload: string): Promise<void> {
  await tx.query("update intake_parcel set upload_id = $3 where intake_id = $1 and parcel = $2", [intake, parcel, upload]);
}

/** Takes parcels apart; the files that are left in them belong to none any more. @returns Their uploads. */
export async function openParcels(tx: Db, intake: string, parcels: readonly number[]): Promise<string[]> {
  await tx.query("update intake_file set parcel = null where intake_id = $1 and parcel = any($2)", [intake, parcels]);
  const rows = await tx.query<{ upload_id: string | null }>(
    "delete from intake_parcel where intake_id = $1 and parcel = any($2) returning upload_id",
    [intake, parcels],
  );
  return rows.flatMap(({ upload_id }) => upload_id ?? []);
}

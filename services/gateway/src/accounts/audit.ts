import { createHash } from "node:crypto";
import { canonicalJson } from "@argosy/core";
import type { Db } from "@argosy/work";

/** What somebody did. */
export interface AuditEntry {
  readonly accountId: string;
  readonly projectId: string | undefined;
  /** Name of the operation in the OpenAPI document. */
  readonly operation: string;
  /** Address that it was done at, without its query. */
  readonly target: string;
  readonly trace: string;
}

interface AuditRow {
  readonly position: number;
  readonly at: Date;
  readonly account_id: string;
  readonly project_id: string | null;
  readonly operation: string;
  readonly target: string | null;
  readonly trace: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

const START = Buffer.alloc(32);
const BATCH = 1_000;

/** Adds one entry to the chain. Entries wait for each other: a chain has one end. */
export async function appendAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtext('argosy audit'))");
    const last = await tx.one<{ position: number; hash: Buffer }>("select position, hash from audit order by position desc limit 1");
    const now = await tx.one<{ at: Date }>("select date_trunc('milliseconds', clock_timestamp()) as at");
    const row = {
      position: (last?.position ?? 0) + 1,
      at: now!.at,
      account_id: entry.accountId,
      project_id: entry.projectId ?? null,
      operation: entry.operation,
      target: entry.target,
      trace: entry.trace,
      previous: last?.hash ?? START,
    };
    await tx.query(
      `insert into audit (position, at, account_id, project_id, operation, target, trace, previous, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [row.position, row.at, row.account_id, row.project_id, row.operation, row.target, row.trace, row.previous, hashOf(row)],
    );
  });
}

/** An entry as the one who made it reads it. */
export interface OwnEntry {
  readonly position: number;
  readonly at: Date;
  readonly operation: string;
  readonly target: string;
  /** Empty: none. */
  readonly project: string;
}

/** What an account did, the last first; below `before` where that is given. */
export async function listOwnAudit(db: Db, accountId: string, before: number | undefined, limit: number): Promise<OwnEntry[]> {
  return db.query<OwnEntry>(
    `select position, at, operation, coalesce(target, '') as target, coalesce(project_id, '') as project from audit
      where account_id = $1 and ($2::bigint is null or position < $2) order by position desc limit $3`,
    [accountId, before ?? null, limit],
  );
}

/** What a check of the chain found. */
export interface AuditCheck {
  readonly entries: number;
  /** One sentence a fault; none when the chain holds. */
  readonly faults: readonly string[];
}

/** Follows the chain from its beginning: positions without gap, each row's hash right and joined to the one before. */
export async function verifyAudit(db: Db): Promise<AuditCheck> {
  const faults: string[] = [];
  let entries = 0;
  let previous: Buffer = START;
  for (;;) {
    const rows = await db.query<AuditRow>("select * from audit where position > $1 order by position limit $2", [entries, BATCH]);
    for (const row of rows) {
      if (row.position !== entries + 1) return { entries, faults: [...faults, `the entry ${entries + 1} is missing`] };
      entries++;
      if (!row.previous.equals(previous)) faults.push(`the entry ${row.position} does not follow the one before`);
      if (!hashOf(row).equals(row.hash)) faults.push(`the entry ${row.position} was changed`);
      previous = row.hash;
    }
    if (rows.length < BATCH) return { entries, faults };
  }
}

function hashOf(row: Omit<AuditRow, "hash">): Buffer {
  const { position, account_id, project_id, operation, target, trace } = row;
  const text = canonicalJson({ position, at: row.at.toISOString(), account_id, project_id, operation, target, trace });
  return createHash("sha256").update(row.previous).update(text).digest();
}

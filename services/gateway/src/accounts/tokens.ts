import { newId } from "@argosy/core";
import type { Role } from "@argosy/rpc";
import type { Clock, Db } from "@argosy/work";
import { hashSecret, newSecret } from "./secrets.ts";

/** A row of the table of tokens. */
export interface TokenRow {
  readonly id: string;
  readonly account_id: string;
  readonly kind: "session" | "api" | "local";
  readonly name: string;
  readonly project_id: string | null;
  readonly role: Role;
  readonly local: boolean;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

/** A token about to be made. */
export interface NewToken {
  readonly accountId: string;
  readonly kind: TokenRow["kind"];
  readonly name: string;
  readonly project?: string;
  readonly role?: Role;
  readonly local?: boolean;
  readonly ttlMs: number;
}

const COLUMNS = "id, account_id, kind, name, project_id, role, local, created_at, expires_at, revoked_at";
const DAY = 24 * 3_600_000;

/** How long a browser stays signed in. */
export const SESSION_MS = 30 * DAY;
const LOCAL_MS = 3_650 * DAY;
const CODE_MS = DAY;

/** Makes a token. The secret is in no other place than this answer. */
export async function insertToken(db: Db, clock: Clock, token: NewToken): Promise<{ readonly row: TokenRow; readonly secret: string }> {
  const { secret, hash } = newSecret();
  const row = await db.one<TokenRow>(
    `insert into token (id, account_id, kind, name, hash, project_id, role, local, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${COLUMNS}`,
    [
      newId(),
      token.accountId,
      token.kind,
      token.name,
      hash,
      token.project ?? null,
      token.role ?? "owner",
      token.local ?? false,
      new Date(clock.now()),
      new Date(clock.now() + token.ttlMs),
    ],
  );
  return { row: row!, secret };
}

export async function findToken(db: Db, secret: string): Promise<TokenRow | undefined> {
  return db.one<TokenRow>(`select ${COLUMNS} from token where hash = $1`, [hashSecret(secret)]);
}

/** The tokens that an account made for programs and that still count. */
export async function listApiTokens(db: Db, clock: Clock, accountId: string): Promise<TokenRow[]> {
  return db.query<TokenRow>(
    `select ${COLUMNS} from token where account_id = $1 and kind = 'api' and revoked_at is null and expires_at > $2 order by created_at desc, id`,
    [accountId, new Date(clock.now())],
  );
}

/** Ends a token; `false` when the account has none of this id that still counts. */
export async function revokeToken(db: Db, clock: Clock, accountId: string, id: string): Promise<boolean> {
  const rows = await db.query("update token set revoked_at = $3 where account_id = $1 and id = $2 and revoked_at is null returning id", [
    accountId,
    id,
    new Date(clock.now()),
  ]);
  return rows.length > 0;
}

/** A token for commands on the same machine; those made before end. */
export async function makeLocalToken(db: Db, clock: Clock, accountId: string): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.query("update token set revoked_at = $2 where account_id = $1 and kind = 'local' and revoked_at is null", [
      accountId,
      new Date(clock.now()),
    ]);
    const { secret } = await insertToken(tx, clock, { accountId, kind: "local", name: "this machine", local: true, ttlMs: LOCAL_MS });
    return secret;
  });
}

/** A code that signs a browser in, once, within a day. */
export async function issueSignInCode(db: Db, clock: Clock, accountId: string): Promise<string> {
  const { secret, hash } = newSecret();
  await db.query("insert into sign_in_code (hash, account_id, expires_at) values ($1, $2, $3)", [
    hash,
    accountId,
    new Date(clock.now() + CODE_MS),
  ]);
  return secret;
}

/** Uses a code up; the account that it was issued for, or `undefined` when it is unknown, used or too old. */
export async function takeSignInCode(db: Db, clock: Clock, code: string): Promise<string | undefined> {
  const row = await db.one<{ account_id: string }>(
    "update sign_in_code set used_at = $2 where hash = $1 and used_at is null and expires_at > $2 returning account_id",
    [hashSecret(code), new Date(clock.now())],
  );
  return row?.account_id;
}

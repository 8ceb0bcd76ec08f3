import { newId, refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import { hashPassword } from "./secrets.ts";

/** A row of the table of accounts. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly local: boolean;
  readonly admin: boolean;
  readonly password_hash: string | null;
  readonly created_at: Date;
}

/** An account about to be made. */
export interface NewAccount {
  readonly name: string;
  readonly password?: string;
  readonly admin?: boolean;
}

/**
 * Makes an account.
 *
 * @throws {ArgosyError} NAME_TAKEN when there is one of this name, whatever its case.
 */
export async function createAccount(db: Db, { name, password, admin = false }: NewAccount): Promise<AccountRow> {
  if ((await findAccountByName(db, name)) !== undefined) throw refusal("NAME_TAKEN", "there is an account of this name already", { name });
  const hash = password === undefined ? null : await hashPassword(password);
  const row = await db.one<AccountRow>("insert into account (id, name, admin, password_hash) values ($1, $2, $3, $4) returning *", [
    newId(),
    name,
    admin,
    hash,
  ]);
  return row!;
}

export async function findAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  return db.one<AccountRow>("select * from account where id = $1", [id]);
}

/** Names by id; ids that are none of an account are left out. */
export async function accountNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; name: string }>("select id, name from account where id = any($1)", [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function findAccountByName(db: Db, name: string): Promise<AccountRow | undefined> {
  return db.one<AccountRow>("select * from account where lower(name) = lower($1)", [name]);
}

export async function listAccounts(db: Db): Promise<AccountRow[]> {
  return db.query<AccountRow>("select * from account order by created_at, id");
}

export async function setPassword(db: Db, id: string, password: string): Promise<void> {
  await db.query("update account set password_hash = $2 where id = $1", [id, await hashPassword(password)]);
}

/** The owner of the machine; made at the first start, with a project to begin with. */
export async function ensureLocalOwner(db: Db, projectName: string): Promise<AccountRow> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtext('argosy local owner'))");
    const there = await tx.one<AccountRow>("select * from account where local");
    if (there !== undefined) return there;
    const made = await tx.one<AccountRow>("insert into account (id, name, local, admin) values ($1, 'owner', true, true) returning *", [
      newId(),
    ]);
    await tx.query("insert into project (id, name, owner_id) values ($1, $2, $3)", [newId(), projectName, made!.id]);
    return made!;
  });
}

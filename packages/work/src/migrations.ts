import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";
import type { Db } from "./db.ts";

/** One numbered step of a schema: `0001-objects.sql` and its text. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The steps of one schema. Two sets may share a schema when their names differ. */
export interface MigrationSet {
  /** Lower case, `[a-z][a-z0-9_]*`. */
  readonly schema: string;
  /** The steps, or the folder whose `*.sql` files they are. */
  readonly migrations: readonly Migration[] | URL | string;
}

const NAME = /^\d{4}-[a-z0-9-]+\.sql$/;
const SCHEMA = /^[a-z][a-z0-9_]*$/;

/**
 * Brings every schema up to date. Steps are append-only: each is recorded in `public.migration` with its sha256, each runs in one
 * transaction with its schema first on the search path, and an advisory lock lets only one runner work at a time.
 * Recorded steps that the sets do not know are left alone: a newer program was here.
 *
 * @returns What was applied, as `schema/name`.
 * @throws {ArgosyError} `failed_precondition` when a recorded step has another text now, or a new one sorts before a recorded one.
 */
export async function applyMigrations(db: Db, sets: readonly MigrationSet[]): Promise<string[]> {
  await db.transaction(async (tx) => {
    await lock(tx);
    await tx.query(`create table if not exists public.migration (
      schema text not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
      primary key (schema, name))`);
  });
  const applied: string[] = [];
  for (const set of sets) {
    if (!SCHEMA.test(set.schema)) throw new ArgosyError("invalid_argument", "not a name for a schema", { details: { schema: set.schema } });
    const steps = await stepsOf(set);
    for (const [index, step] of steps.entries()) {
      const later = steps.slice(index + 1).map(({ name }) => name);
      if (await applyOne(db, set.schema, step, later)) applied.push(`${set.schema}/${step.name}`);
    }
  }
  return applied;
}

/** The `*.sql` files of a folder as migrations, in order of their names. */
export async function readMigrations(folder: URL | string): Promise<Migration[]> {
  const path = folder instanceof URL ? folder.pathname : folder;
  const names = (await readdir(path)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(path, name), "utf8") })));
}

async function stepsOf(set: MigrationSet): Promise<readonly Migration[]> {
  const given = set.migrations;
  const steps = typeof given === "string" || given instanceof URL ? await readMigrations(given) : [...given];
  for (const { name } of steps)
    if (!NAME.test(name)) throw new ArgosyError("invalid_argument", "a migration is named like 0001-what.sql", { details: { name } });
  return steps.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function applyOne(db: Db, schema: string, { name, sql }: Migration, later: readonly string[]): Promise<boolean> {
  const sha256 = createHash("sha256").update(sql).digest("hex");
  const work = async (tx: Db): Promise<boolean> => {
    await lock(tx);
    const known = await tx.one<{ sha256: string }>("select sha256 from public.migration where schema = $1 and name = $2", [schema, name]);
    if (known !== undefined) {
      if (known.sha256 !== sha256) throw refused("an applied migration was changed", schema, name);
      return false;
    }
    const jumped = await tx.one("select name from public.migration where schema = $1 and name = any($2)", [schema, later]);
    if (jumped !== undefined) throw refused("a new migration sorts before an applied one", schema, name);
    await tx.query(`create schema if not exists ${schema}`);
    await tx.query(`set local search_path to ${schema}, public`);
    await tx.query(sql);
    await tx.query("insert into public.migration (schema, name, sha256) values ($1, $2, $3)", [schema, name, sha256]);
    return true;
  };
  return db.transaction(work, { statementTimeoutMs: 0 });
}

async function lock(tx: Db): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtext('argosy migrations'))");
}

function refused(message: string, schema: string, name: string): ArgosyError {
  return new ArgosyError("failed_precondition", message, { details: { schema, name } });
}

import { refusal } from "@argosy/core";
import type { Db } from "./db.ts";
import type { Migration, MigrationSet } from "./migrations.ts";

const OUTPUT_TABLE: Migration = {
  name: "0000-output.sql",
  sql: `create table output (
  task_id text primary key,
  sha256 text not null,
  created_at timestamptz not null default now()
);
`,
};

/** The table that says which tasks have written their rows in a schema, and what they were. Goes before the service's own steps. */
export function outputMigration(schema: string): MigrationSet {
  return { schema, migrations: [OUTPUT_TABLE] };
}

/**
 * Notes that a task writes its rows; call it in the transaction that writes them, before them.
 *
 * @param sha256 - of everything that the task made.
 * @returns `false` when they are there already and equal: write nothing.
 * @throws {ArgosyError} OUTPUT_DIFFERS when they are there and differ.
 */
export async function recordOutput(tx: Db, taskId: string, sha256: string): Promise<boolean> {
  const rows = await tx.query("insert into output (task_id, sha256) values ($1, $2) on conflict do nothing returning task_id", [
    taskId,
    sha256,
  ]);
  if (rows.length > 0) return true;
  const there = await tx.one<{ sha256: string }>("select sha256 from output where task_id = $1", [taskId]);
  if (there?.sha256 !== sha256)
    throw refusal("OUTPUT_DIFFERS", "the task wrote other rows before", { task: taskId, first: there?.sha256, second: sha256 });
  return false;
}

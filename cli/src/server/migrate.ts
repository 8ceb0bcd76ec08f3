import type { Log } from "@argosy/core";
import type { Service } from "@argosy/runtime";
import { applyMigrations, createDb } from "@argosy/work";
import { addSpatialViews } from "./spatial-views.ts";

const READ = {
  schema: "read",
  migrations: [{ name: "0000-read.sql", sql: "comment on schema read is 'Views that every service may read.'" }],
};

/**
 * One runner brings every schema up to date; views of others need the schema `read` first.
 *
 * @param url - as the owner of the database: services may change rows, not tables.
 * @returns What was applied, as `schema/name`.
 */
export async function migrate(url: string, services: readonly Pick<Service, "migrations">[], log: Log): Promise<readonly string[]> {
  const db = createDb({ url, poolSize: 1, name: "argosy migrations", log });
  try {
    const applied = await applyMigrations(db, [READ, ...services.flatMap((service) => service.migrations)]);
    return [...applied, ...(await addSpatialViews(db, log))];
  } finally {
    await db.close();
  }
}

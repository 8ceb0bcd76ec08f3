import type { Log } from "@argosy/core";
import type { Db, MigrationSet } from "@argosy/work";
import { applyMigrations } from "@argosy/work";

/** Views with real geometries, for programs that know PostGIS. No service needs them. */
const SPATIAL: MigrationSet = { schema: "spatial", migrations: new URL("../../migrations/spatial/", import.meta.url) };

/**
 * Adds the views with geometries where the server has PostGIS and lets us use it; elsewhere nothing is done, now or at a later start.
 *
 * @returns What was applied, as `schema/name`.
 */
export async function addSpatialViews(db: Db, log: Log): Promise<readonly string[]> {
  if (!(await hasPostgis(db, log))) return [];
  return applyMigrations(db, [SPATIAL]);
}

async function hasPostgis(db: Db, log: Log): Promise<boolean> {
  const offered = await db.one("select 1 from pg_available_extensions where name = 'postgis'");
  if (offered === undefined) return false;
  try {
    await db.query("create extension if not exists postgis with schema public");
  } catch (error) {
    log.info("PostGIS is there but may not be used", { error });
    return false;
  }
  // The views find its functions by their bare names.
  const found = await db.one("select 1 from pg_extension where extname = 'postgis' and extnamespace = 'public'::regnamespace");
  return found !== undefined;
}

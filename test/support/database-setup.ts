import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import { createDb } from "@argosy/work";
import type { TestProject } from "vitest/node";
import { makeServiceRoles } from "../../cli/src/cluster/rights/database-rights.ts";
import { startPostgres } from "../../cli/src/postgres/start-postgres.ts";
import { rolePassword } from "./role-password.ts";
import { silentLog } from "./silent-log.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/** One PostgreSQL for a run of the tests; `ARGOSY_TEST_DATABASE_URL` names another one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["ARGOSY_TEST_DATABASE_URL"];
  if (given !== undefined) {
    await makeRoles(given);
    project.provide("databaseUrl", given);
    return async () => undefined;
  }
  const dataFolder = await mkdtemp(join(tmpdir(), "argosy-test-"));
  await chmod(dataFolder, 0o711);
  const postgres = await startPostgres({ dataFolder, log: silentLog });
  await makeRoles(postgres.url);
  project.provide("databaseUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}

/** Roles belong to the whole server, not to a test's database. */
async function makeRoles(url: string): Promise<void> {
  const db = createDb({ url, log: silentLog, poolSize: 1 });
  const passwords = SERVICE_NAMES.map((name) => [name, rolePassword(name)]);
  await makeServiceRoles(db, Object.fromEntries(passwords) as Record<ServiceName, string>);
  await db.close();
}

import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../cli/src/postgres/start-postgres.ts";
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
    project.provide("databaseUrl", given);
    return async () => undefined;
  }
  const dataFolder = await mkdtemp(join(tmpdir(), "argosy-test-"));
  await chmod(dataFolder, 0o711);
  const postgres = await startPostgres({ dataFolder, log: silentLog });
  project.provide("databaseUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}

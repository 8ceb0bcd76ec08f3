import { randomBytes } from "node:crypto";
import type { Db, DbOptions } from "@argosy/work";
import { createDb } from "@argosy/work";
import { inject } from "vitest";
import { silentLog } from "./silent-log.ts";

/** An empty database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  readonly db: Db;
  /** Another pool on the same database. */
  open(options?: Partial<DbOptions>): Db;
  drop(): Promise<void>;
}

/** Makes an empty database on the run's server. Call `drop` in `afterAll`. */
export async function freshDatabase(options: Partial<DbOptions> = {}): Promise<TestDatabase> {
  const server = inject("databaseUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = createDb({ url: server, log: silentLog, poolSize: 1 });
  await admin.query(`create database ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const opened: Db[] = [];
  const open = (more: Partial<DbOptions> = {}): Db => {
    const db = createDb({ url: address.href, log: silentLog, ...options, ...more });
    opened.push(db);
    return db;
  };
  return {
    url: address.href,
    db: open(),
    open,
    async drop() {
      await Promise.all(opened.map((db) => db.close()));
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

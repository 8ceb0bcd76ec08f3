import { access, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "@argosy/work";
import { startDatabase } from "../../cli/src/cluster/servers/postgres.ts";
import { databaseAccount } from "../../cli/src/postgres/account.ts";
import { binariesOf } from "../../cli/src/postgres/binaries.ts";
import { serverUrl, startServer } from "../../cli/src/postgres/server-process.ts";
import { BASEBACKUP, baseBackup, giveToDatabase } from "../cluster/backup.ts";
import { silentLog } from "../support/silent-log.ts";
import { until } from "./until.ts";

const LIMIT_MS = 60_000;

/** A PostgreSQL server that may fail for good. */
export interface DatabaseNode {
  readonly url: string;
  /** Ends it at once, and it does not come back. */
  fail(): Promise<void>;
  stop(): Promise<void>;
}

/** Why a standby cannot be made here; `undefined` when it can. */
export async function missingStandby(): Promise<string | undefined> {
  return access(BASEBACKUP).then(
    () => undefined,
    () => "there is no pg_basebackup of PostgreSQL 15",
  );
}

/** The first server, as clusters have it. */
export async function startPrimary(folder: string): Promise<DatabaseNode> {
  const server = await startDatabase(folder, silentLog);
  return {
    url: server.url,
    async fail() {
      await server.crash();
      // Asked at once, it is not started again.
      await server.stop();
    },
    stop: () => server.stop(),
  };
}

/** A standby of a server, which has everything that is committed there: the other one waits for it with each commit. */
export async function startStandby(primary: DatabaseNode): Promise<DatabaseNode> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-standby-"));
  const socketFolder = await mkdtemp("/tmp/argosy-pg-");
  const account = await databaseAccount();
  for (const path of [folder, socketFolder]) await chown(path, account.uid, account.gid);
  await baseBackup(primary.url, folder, ["-R"]);
  await giveToDatabase(join(folder, "pg"));
  const cluster = { folder: join(folder, "pg"), password: decodeURIComponent(new URL(primary.url).password) };
  const binaries = binariesOf(join(BASEBACKUP, ".."));
  const logFile = join(folder, "postgres.log");
  const server = await startServer({ binaries, account, cluster, socketFolder, logFile, settings: { max_connections: "300" } });
  await waitForStandby(primary.url);
  const stop = async () => {
    await server.stop();
    for (const path of [folder, socketFolder]) await rm(path, { recursive: true, force: true });
  };
  return {
    url: serverUrl({ cluster, socketFolder }),
    async fail() {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
    },
    stop,
  };
}

/** Makes a standby the server that takes writes. */
export async function promote({ url }: DatabaseNode): Promise<void> {
  await owned(url, async (query) => {
    await query("select pg_promote(true)");
  });
}

async function waitForStandby(url: string): Promise<void> {
  await owned(url, async (query) => {
    await query("alter system set synchronous_standby_names = '*'");
    await query("select pg_reload_conf()");
    const look = async () => ((await query("select from pg_stat_replication where sync_state = 'sync'")).length > 0 ? true : undefined);
    await until("the standby has what is committed", look, LIMIT_MS);
  });
}

async function owned(url: string, work: (query: (sql: string) => Promise<readonly object[]>) => Promise<void>): Promise<void> {
  const db = createDb({ url, poolSize: 1, name: "fault test", log: silentLog });
  try {
    await work((sql) => db.query(sql));
  } finally {
    await db.close();
  }
}

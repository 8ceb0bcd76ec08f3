import { chown, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "@argosy/core";
import { databaseAccount } from "./account.ts";
import { binariesOf, findBinaries } from "./binaries.ts";
import { openCluster } from "./cluster.ts";
import type { ServerOptions, ServerProcess } from "./server-process.ts";
import { serverUrl, startServer } from "./server-process.ts";
import { clearStaleServer, removeRunRecord, writeRunRecord } from "./stale-server.ts";

/** A database of our own. */
export interface Postgres {
  /** For node-postgres; a socket only this machine's owner of the data folder can use, and a password. */
  readonly url: string;
  /** The postmaster's process. It changes when the server was started again. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Which server is run, and how. */
export interface PostgresOptions {
  readonly dataFolder: string;
  readonly log: Log;
  /** Folder of `initdb` and `postgres`; default: those from npm. */
  readonly programs?: string;
  /** Settings of the server in place of those for a laptop, or besides them. */
  readonly settings?: Readonly<Record<string, string>>;
}

// Unix socket paths end at 104 (macOS) or 108 bytes; the name in the folder takes 18.
const SOCKET_FOLDER_BYTES = 80;
const RESTARTS = 5;

/**
 * Runs PostgreSQL for a data folder; makes the database at the first start. A server that a killed process left behind is stopped first;
 * one that dies under us is started again, five times at most, at the same address.
 *
 * @param dataFolder - exists; as root it should be enterable by everybody (mode 0711) so that the database can lie in it.
 * @throws {ArgosyError} `DATA_FOLDER_IN_USE`, `DB_UNAVAILABLE`, or `failed_precondition` with what is missing.
 */
export async function startPostgres({ dataFolder, log, programs, settings }: PostgresOptions): Promise<Postgres> {
  const data = await realpath(dataFolder);
  const account = await databaseAccount();
  const binaries = programs === undefined ? await findBinaries(account) : binariesOf(programs);
  const cluster = await openCluster(data, account, binaries);
  await clearStaleServer(data, cluster.folder, log);
  const place = tmpdir().length + 20 > SOCKET_FOLDER_BYTES ? "/tmp" : tmpdir();
  const socketFolder = await mkdtemp(join(place, "argosy-pg-"));
  await chown(socketFolder, account.uid, account.gid);
  await writeRunRecord(data, socketFolder);
  const options: ServerOptions = {
    binaries,
    account,
    cluster,
    socketFolder,
    logFile: join(data, "postgres.log"),
    settings: settings ?? {},
  };
  const cleanUp = async () => {
    await rm(socketFolder, { recursive: true, force: true });
    await removeRunRecord(data);
  };
  try {
    return supervise(await startServer(options), options, log, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

function supervise(first: ServerProcess, options: ServerOptions, log: Log, cleanUp: () => Promise<void>): Postgres {
  let server = first;
  let stopping = false;
  const watch = async () => {
    for (let left = RESTARTS; ; left--) {
      await server.ended;
      if (stopping || left === 0) break;
      log.error("the database ended unexpectedly and is started again", { restartsLeft: left - 1 });
      server = await startServer(options);
      if (stopping) await server.stop();
    }
    if (!stopping) log.error("the database ended too often and stays down");
  };
  const watching = watch().catch((error: unknown) => log.error("the database could not be started again", { error }));
  return {
    url: serverUrl(options),
    get pid() {
      return server.pid;
    },
    async stop() {
      stopping = true;
      await server.stop();
      await watching;
      await cleanUp();
    },
  };
}

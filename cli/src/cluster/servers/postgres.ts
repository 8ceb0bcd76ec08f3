import { access } from "node:fs/promises";
import { dirname } from "node:path";
import type { Log } from "@argosy/core";
import { startPostgres } from "../../postgres/start-postgres.ts";
import type { Server } from "./server.ts";

const DEBIAN = "/usr/lib/postgresql/15/bin";
/** Each process holds a few connections, and every service may run many times. */
const SETTINGS = { max_connections: "300", shared_buffers: "256MB" };

/** A database server; its address carries the password of its owner. */
export type DatabaseServer = Server;

/** Starts PostgreSQL 15 where Debian has it, else the one from npm. It is started again by itself when it ends. */
export async function startDatabase(folder: string, log: Log): Promise<DatabaseServer> {
  const debian = await access(`${DEBIAN}/postgres`).then(
    () => true,
    () => false,
  );
  const postgres = await startPostgres({ dataFolder: folder, log, settings: SETTINGS, ...(debian ? { programs: DEBIAN } : {}) });
  return {
    name: "postgres",
    program: debian ? `postgres (${dirname(DEBIAN)})` : "postgres (npm)",
    url: postgres.url,
    folder,
    pid: () => postgres.pid,
    crash: async () => void process.kill(postgres.pid, "SIGKILL"),
    start: async () => undefined,
    stop: () => postgres.stop(),
  };
}

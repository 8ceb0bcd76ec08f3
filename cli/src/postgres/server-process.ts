import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile, stat, truncate } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { ArgosyError } from "@argosy/core";
import pg from "pg";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Cluster } from "./cluster.ts";
import { NAME } from "./cluster.ts";

/** How one server is started. */
export interface ServerOptions {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly cluster: Cluster;
  readonly socketFolder: string;
  readonly logFile: string;
  /** In place of the usual settings, or besides them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A running postmaster. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends its sessions, writes a checkpoint, ends it. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;
const LOG_BYTES = 8 * 2 ** 20;

// For a laptop: everything durable, little memory, no network, no parallel workers (their shared memory is scarce in containers).
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "",
  max_connections: "60",
  shared_buffers: "128MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  fsync: "on",
  synchronous_commit: "on",
  wal_compression: "on",
  max_wal_size: "1GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  huge_pages: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_destination: "stderr",
  logging_collector: "off",
  log_min_messages: "warning",
  log_min_error_statement: "panic",
};

// Ends the server when our end of its input closes, that is, when we are gone however that came. The number in the lock file
// guards against a process that has got the server's number since.
const WATCHDOG = 'cat >/dev/null; [ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -INT "$1"';

/**
 * Starts a server on a cluster and waits until it answers.
 *
 * It is a process group of its own, so that Ctrl-C reaches only us; when this process dies, a watchdog of a few kilobytes ends it.
 *
 * @throws {ArgosyError} `DB_UNAVAILABLE` with the last lines of its log when it does not come up.
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  for (const start = Date.now(); ; ) {
    const server = await launch(options);
    if (await isReady(server, options)) return server;
    await server.stop();
    const reason = await logTail(options.logFile);
    // Sessions of a server that was killed need a moment to notice.
    const wait = /pre-existing shared memory block|lock file .* already exists/.test(reason) && Date.now() - start < STOP_MS;
    if (!wait) throw new ArgosyError("unavailable", "the database did not start", { reason: "DB_UNAVAILABLE", details: { log: reason } });
    await delay(100);
  }
}

/** The address of the server for node-postgres. */
export function serverUrl({ cluster, socketFolder }: Pick<ServerOptions, "cluster" | "socketFolder">, database: string = NAME): string {
  return `postgres://${NAME}:${cluster.password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

async function launch({ binaries, account, cluster, socketFolder, logFile, settings: own }: ServerOptions): Promise<ServerProcess> {
  const size = await stat(logFile).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > LOG_BYTES) await truncate(logFile, 0);
  const settings = { ...SETTINGS, unix_socket_directories: socketFolder, ...own };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
  const log = await open(logFile, "a", 0o600);
  try {
    const stdio = ["ignore", log.fd, log.fd] as const;
    const server = spawn(binaries.postgres, ["-D", cluster.folder, ...args], {
      ...account,
      env,
      cwd: "/",
      detached: true,
      stdio: [...stdio],
    });
    const ended = once(server, "close").then(() => undefined);
    await once(server, "spawn");
    const pid = server.pid!;
    const watchdogArgs = ["-c", WATCHDOG, "argosy-watchdog", String(pid), cluster.folder];
    const watchdog = spawn("/bin/sh", watchdogArgs, { ...account, env, cwd: "/", detached: true, stdio: ["pipe", "ignore", "ignore"] });
    watchdog.on("error", () => undefined);
    watchdog.stdin?.on("error", () => undefined);
    watchdog.unref();
    (watchdog.stdin as unknown as { unref(): void }).unref();
    server.unref();
    return { pid, ended, stop: () => stopServer(server, watchdog, ended) };
  } finally {
    await log.close();
  }
}

async function stopServer(server: ChildProcess, watchdog: ChildProcess, ended: Promise<void>): Promise<void> {
  server.ref();
  const running = () => server.exitCode === null && server.signalCode === null;
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!running()) break;
    server.kill(signal);
    const limit = new AbortController();
    await Promise.race([ended, delay(STOP_MS, undefined, { signal: limit.signal }).catch(() => undefined)]);
    limit.abort();
  }
  watchdog.stdin?.end();
  await ended;
}

async function isReady(server: ServerProcess, options: ServerOptions): Promise<boolean> {
  let alive = true;
  void server.ended.then(() => {
    alive = false;
  });
  for (const start = Date.now(); alive && Date.now() - start < READY_MS; await delay(15)) {
    if (await answers(serverUrl(options, "postgres"))) return true;
  }
  return false;
}

/** Makes the database where it is missing, so a server counts as ready when it has one. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query("select from pg_database where datname = $1", [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
    return true;
  } catch {
    // Not listening yet, or still recovering: the caller asks again until his time is up.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function logTail(logFile: string): Promise<string> {
  const text = await readFile(logFile, "utf8").catch(() => "");
  return text.trim().split("\n").slice(-4).join("\n");
}

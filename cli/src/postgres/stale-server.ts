import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "@argosy/core";
import { refusal } from "@argosy/core";
import { commandLine, startMark, waitForEnd } from "./process-info.ts";

const FAST_MS = 8_000;
const IMMEDIATE_MS = 5_000;

/** What `DATA/postgres-run.json` says while a server runs: whose it is, and where its socket lies. */
export interface RunRecord {
  readonly parent: number;
  readonly parentMark: string;
  readonly socketFolder: string;
}

/** Notes that this process runs the server of a data folder. */
export async function writeRunRecord(dataFolder: string, socketFolder: string): Promise<void> {
  const record: RunRecord = { parent: process.pid, parentMark: (await startMark(process.pid)) ?? "", socketFolder };
  await writeFile(runFile(dataFolder), JSON.stringify(record), { mode: 0o600 });
}

/** Takes the note away. */
export async function removeRunRecord(dataFolder: string): Promise<void> {
  await rm(runFile(dataFolder), { force: true });
}

/**
 * Stops what a killed process left behind: its server, its socket, a lock file without a server.
 *
 * @throws {ArgosyError} `DATA_FOLDER_IN_USE` when the process that runs the server is alive.
 */
export async function clearStaleServer(dataFolder: string, cluster: string, log: Log): Promise<void> {
  const record = await readRunRecord(dataFolder);
  if (record !== undefined && record.parent !== process.pid && (await startMark(record.parent)) === record.parentMark)
    throw refusal("DATA_FOLDER_IN_USE", "another process runs the database of this folder", { process: record.parent });
  await stopLeftServer(cluster, log);
  if (record !== undefined) await rm(record.socketFolder, { recursive: true, force: true });
  await removeRunRecord(dataFolder);
}

async function stopLeftServer(cluster: string, log: Log): Promise<void> {
  const lock = join(cluster, "postmaster.pid");
  const text = await readFile(lock, "utf8").catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split("\n")[0]);
  // Signals would go to whoever has this number now: it must be a postgres of this very cluster.
  const command = Number.isInteger(pid) && pid > 1 ? await commandLine(pid) : undefined;
  if (command?.includes("postgres") && command.includes(cluster)) {
    log.warn("stopping the database that an ended process left running", { process: pid });
    signal(pid, "SIGINT");
    if (await waitForEnd(pid, FAST_MS)) return;
    signal(pid, "SIGQUIT");
    if (await waitForEnd(pid, IMMEDIATE_MS)) return;
    signal(pid, "SIGKILL");
    await waitForEnd(pid, IMMEDIATE_MS);
  }
  await rm(lock, { force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function readRunRecord(dataFolder: string): Promise<RunRecord | undefined> {
  const text = await readFile(runFile(dataFolder), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as RunRecord;
  } catch {
    // Its writer was killed while he wrote; he is not alive then.
    return undefined;
  }
}

function runFile(dataFolder: string): string {
  return join(dataFolder, "postgres-run.json");
}

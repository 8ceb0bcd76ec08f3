import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, watch } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Db } from "@argosy/work";
import { createDb } from "@argosy/work";
import { serverUrl } from "../../cli/src/postgres/server-process.ts";
import { ApiClient } from "../../cli/src/server/api-client.ts";
import { findServer } from "../../cli/src/server/data-folder.ts";
import { silentLog } from "../support/silent-log.ts";

const MAIN = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));

/** How a command ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** A command of ours in a process of its own. */
export interface ArgosyProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Exit>;
}

/** Starts `argosy ARGS`. */
export function startArgosy(args: readonly string[], env: Readonly<Record<string, string>> = {}): ArgosyProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: { ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (data: Buffer) => (output += data));
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, output }) as Exit);
  return { child, ended };
}

/** Runs `argosy ARGS` to its end. */
export async function argosy(...args: readonly string[]): Promise<Exit> {
  return startArgosy(args).ended;
}

/** A client of the server that `process` runs on a data folder, once it answers. */
export async function clientOf({ child, ended }: ArgosyProcess, data: string): Promise<ApiClient> {
  await mkdir(data, { recursive: true });
  const changes = watch(data);
  try {
    for (;;) {
      const changed = once(changes, "change");
      const server = await findServer(data);
      if (server !== undefined && server.pid === child.pid) return new ApiClient(server.url, server.token);
      const over = await Promise.race([changed.then(() => undefined), ended]);
      if (over !== undefined) throw new Error(`the server ended before it answered: ${over.output}`);
    }
  } finally {
    changes.close();
  }
}

/** The database of a running server, past all services. */
export async function databaseOf(data: string): Promise<Db> {
  const { password } = JSON.parse(await readFile(join(data, "postgres.json"), "utf8")) as { password: string };
  const { socketFolder } = JSON.parse(await readFile(join(data, "postgres-run.json"), "utf8")) as { socketFolder: string };
  const url = serverUrl({ cluster: { folder: join(data, "pg"), password }, socketFolder });
  return createDb({ url, poolSize: 1, name: "fault test", log: silentLog });
}

/** Every process below one, itself first: decoders, database, watchdog. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const status = readFileSync(`/proc/${entry}/stat`, "utf8");
      const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch (error) {
      // It has ended since the folder was read.
      if (!["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

/** SIGKILL for all of them, before any can take leave. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

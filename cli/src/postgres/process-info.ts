import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whether a process exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A text that tells a process from a later one that got its number, or `undefined` when there is none. */
export async function startMark(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform !== "linux") return ps(pid, "lstart=");
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // Fields after the command's name, which may hold spaces: state is the first, the start time the twentieth (proc_pid_stat(5)).
  const fields = status?.slice(status.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined || fields[0] === "Z") return undefined;
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return `${boot.trim()} ${fields[19]}`;
}

/** The command line of a process, or `undefined`. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform !== "linux") return ps(pid, "command=");
  const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  return text?.replaceAll("\0", " ").trim();
}

/** Waits until a process has ended; `false` when it has not within `limitMs`. For processes that are not our children. */
export async function waitForEnd(pid: number, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs;
  while ((await startMark(pid)) !== undefined) {
    if (Date.now() >= end) return false;
    await delay(20);
  }
  return true;
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  const answer = await run("ps", ["-o", column, "-p", String(pid)]).catch(() => undefined);
  return answer?.stdout.trim() || undefined;
}

import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { ArgosyError } from "@argosy/core";

/** A program to run beside us. */
export interface Program {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it says is added here. */
  readonly logFile: string;
  /** Whom it runs as; default: ourselves. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** A program at work. */
export interface Child {
  readonly pid: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  running(): boolean;
  /** Asks it to end, and makes it end after `graceMs` (default 15,000). */
  stop(graceMs?: number): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

const GRACE_MS = 15_000;
// Ends the program when our end of its input closes, that is, when we are gone however that came.
const WATCHDOG = 'cat >/dev/null; kill -TERM "$1" 2>/dev/null; sleep 3; kill -KILL "$1" 2>/dev/null';

/** Starts a program in a process group of its own, so that Ctrl-C reaches only us. It does not outlive this process. */
export async function startChild({ name, file, args, env, logFile, account }: Program): Promise<Child> {
  const log = await open(logFile, "a", 0o600);
  try {
    const child = spawn(file, [...args], { ...account, env, cwd: "/", detached: true, stdio: ["ignore", log.fd, log.fd] });
    const ended = once(child, "close").then(() => undefined);
    await once(child, "spawn").catch((cause: unknown) => {
      throw new ArgosyError("failed_precondition", `${name} could not be started`, { cause });
    });
    const watchdog = watch(child);
    void ended.then(() => watchdog.kill("SIGKILL"));
    const running = () => child.exitCode === null && child.signalCode === null;
    return {
      pid: child.pid!,
      ended,
      running,
      kill: (signal) => void child.kill(signal),
      stop: (graceMs = GRACE_MS) => stop(child, ended, graceMs),
    };
  } finally {
    await log.close();
  }
}

function watch(child: ChildProcess): ChildProcess {
  const watchdog = spawn("/bin/sh", ["-c", WATCHDOG, "argosy-watchdog", String(child.pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.on("error", () => undefined);
  watchdog.stdin?.on("error", () => undefined);
  watchdog.unref();
  (watchdog.stdin as unknown as { unref(): void }).unref();
  return watchdog;
}

async function stop(child: ChildProcess, ended: Promise<void>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return ended;
  child.kill("SIGTERM");
  const limit = new AbortController();
  const late = delay(graceMs, true, { signal: limit.signal }).catch(() => false);
  if (await Promise.race([ended.then(() => false), late])) child.kill("SIGKILL");
  limit.abort();
  await ended;
}

/**
 * Waits until a program answers.
 *
 * @throws {ArgosyError} `unavailable` with the last lines of its log when it ends before, or is not there after `limitMs`.
 */
export async function untilReady(child: Child, program: Program, answers: () => Promise<boolean>, limitMs = 60_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await answers().catch(() => false))) {
    if (child.running() && performance.now() < end) {
      await delay(50);
      continue;
    }
    const said = (await readFile(program.logFile, "utf8").catch(() => "")).trim().split("\n").slice(-6).join("\n");
    throw new ArgosyError("unavailable", `${program.name} ${child.running() ? "does not answer" : "ended at once"}: ${said}`);
  }
}

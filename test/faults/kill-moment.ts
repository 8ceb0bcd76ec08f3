import { rm } from "node:fs/promises";
import { ArgosyError } from "@argosy/core";
import type { Job } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { expect } from "vitest";
import type { ApiClient } from "../../cli/src/server/api-client.ts";
import { clientOf, databaseOf, familyOf, killAll, startArgosy } from "./argosy-process.ts";
import { jobEvents } from "./job-events.ts";

/** Milliseconds after which an attempt to find a moment looks for one. */
export type NextMs = (attempt: number) => number;

/** When a command was killed, or is to be. */
export interface Moment {
  readonly job: string;
  /** Since the job began. */
  readonly ms: number;
  /** Tasks that the database had as running. */
  readonly inHand: readonly string[];
}

/**
 * Starts a command and kills it while a job of that kind has a task in hand: a run between a tenth and nine tenths of the time that it
 * takes, an import once it has begun. Where the machine was faster than before, it is started anew for another moment.
 *
 * @param nextMs - how long after the job began, each attempt sooner.
 * @param family - kill every process that it started too, at once; else these have to notice.
 */
export async function killDuring(
  kind: Job["kind"],
  args: readonly string[],
  data: string,
  family: boolean,
  nextMs: NextMs,
): Promise<Moment> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const command = startArgosy(args);
    const stop = new AbortController();
    try {
      const api = await clientOf(command, data);
      const db = await databaseOf(data);
      const moment = await rightMoment(api, db, kind, nextMs(attempt), stop.signal);
      killAll(family ? familyOf(command.child.pid!) : [command.child.pid!]);
      await db.close();
      const { signal } = await command.ended;
      if (moment !== undefined) {
        expect(signal).toBe("SIGKILL");
        return moment;
      }
    } finally {
      stop.abort();
      killAll(command.child.exitCode === null ? familyOf(command.child.pid!) : []);
    }
    await rm(data, { recursive: true, force: true });
  }
  throw new Error("the work always ended before there was a moment to kill it with a task in hand");
}

/** The moment so long after the first job of that kind has changed, where it has a task in hand then. */
export async function rightMoment(
  api: ApiClient,
  db: Db,
  kind: Job["kind"],
  afterMs: number,
  signal: AbortSignal,
): Promise<Moment | undefined> {
  for await (const job of jobEvents(api, signal)) {
    if (job.kind !== kind) continue;
    const begun = performance.now();
    // In the middle of a task, not just when one has ended.
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    const inHand = await inHandOf(db, job.id);
    if (inHand.length > 0) return { job: job.id, ms: performance.now() - begun, inHand };
    if (kind === "run") return undefined;
  }
  return undefined;
}

/** None where the command has ended meanwhile, and its database with it. */
async function inHandOf(db: Db, job: string): Promise<string[]> {
  const sql =
    "select t.id from pipeline.job_task jt join pipeline.task t on t.id = jt.task_id where jt.job_id = $1 and t.state = 'running'";
  try {
    return (await db.query<{ id: string }>(sql, [job])).map((row) => row.id);
  } catch (error) {
    if (error instanceof ArgosyError && error.reason === "DB_UNAVAILABLE") return [];
    throw error;
  }
}

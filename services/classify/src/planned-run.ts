import { ArgosyError } from "@argosy/core";
import type { StagePlan } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** A run with what it does. */
export interface PlannedRun {
  readonly id: string;
  readonly plan: { readonly stages: readonly StagePlan[] };
}

/** A run of a project; without an id the newest that was not cancelled. @throws {ArgosyError} `not_found`. */
export async function findRun(db: Db, projectId: string, runId: string): Promise<PlannedRun> {
  const run = await db.one<PlannedRun>(
    `select id, plan from read.run where project_id = $1 and (id = $2 or ($2 = '' and state <> 'cancelled'))
      order by created_at desc, id desc limit 1`,
    [projectId, runId],
  );
  if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: runId } });
  return run;
}

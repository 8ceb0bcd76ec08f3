import { ArgosyError } from "@argosy/core";
import type { ServiceName } from "@argosy/rpc";
import { expect } from "vitest";
import type { FaultHome, Imported } from "./fault-home.ts";
import { stillInHand, untilBegunAgain, untilInHand } from "./tasks-in-hand.ts";
import { until } from "./until.ts";

const TRIES = 3;
const LIMIT_MS = 60_000;

/**
 * Kills the only process of a service while it has tasks of a job in hand, and waits until these are begun again.
 *
 * @param share - how much of the stage is done before, from 0 to 1.
 * @returns Milliseconds from the kill until then.
 */
export async function killWithTask(home: FaultHome, service: ServiceName, job: string, share: number): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seen = await untilInHand(home.db, job, service, attempt === 0 ? share : 0);
    const killed = performance.now();
    await kill(home, service);
    const hit = await stillInHand(home.db, seen);
    if ((await untilBegunAgain(home.db, hit)).length > 0) return performance.now() - killed;
  }
  throw new Error(`${service} always ended what it had in hand before it was killed`);
}

/**
 * Kills the only process of pipeline while it writes a run: a lock that we hold keeps it in the middle.
 *
 * @returns The job of the run, begun anew where it was not answered, and milliseconds from the kill until then.
 */
export async function killWhilePlanning(home: FaultHome, imported: Imported): Promise<{ readonly job: string; readonly ms: number }> {
  const request = { kind: "run", project: imported.project, collection: imported.collection, graph: "plankton" };
  let killed = 0;
  const answer = await home.db.transaction(async (tx) => {
    await tx.query("lock table pipeline.run in exclusive mode");
    const asked = home.api.post<{ id: string }>("/api/jobs", request).catch((error: unknown) => error);
    await until("pipeline writes the run", async () => ((await planning(home)) ? true : undefined), LIMIT_MS, 5);
    killed = performance.now();
    await kill(home, "pipeline");
    return asked;
  });
  expect(answer).toBeInstanceOf(ArgosyError);
  expect(answer).toMatchObject({ code: "unavailable" });
  const job = await home.beginRun(imported);
  const ms = performance.now() - killed;
  const runs = await home.db.query("select from pipeline.run where project_id = $1", [imported.project]);
  expect(runs, "a run that was not answered is not there").toHaveLength(1);
  return { job, ms };
}

/** Kills a process and waits until it has ended. */
export async function kill(home: FaultHome, service: ServiceName): Promise<void> {
  const victim = home.process(service);
  const pid = victim.pid();
  expect(pid, `${service} runs`).toBeDefined();
  victim.kill("SIGKILL");
  await until(`${service} has ended`, async () => (victim.pid() === pid ? undefined : true), LIMIT_MS, 2);
}

async function planning(home: FaultHome): Promise<boolean> {
  const waiting = await home.db.query(
    "select from pg_stat_activity where application_name = 'argosy pipeline' and wait_event_type = 'Lock' and query like 'insert into run%'",
  );
  return waiting.length > 0;
}

import { newId } from "@argosy/core";
import type { Job } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports, Service } from "@argosy/runtime";
import { runTasks } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { servicesWith } from "../../../test/support/all-services.ts";
import type { ServiceHome } from "../../../test/support/service-home.ts";
import { startServiceHome } from "../../../test/support/service-home.ts";
import { pipelineService } from "../src/index.ts";
import { setDraining } from "../src/stages.ts";
import { forgetHeld, releaseTask, takeTask } from "../src/take-task.ts";

const RULE = { attempts: 3, lostMs: 12_000 };
const LONG_AGO = "state = 'running', attempts = 1, published_at = null, started_at = now(), touched_at = now() - interval '1 minute'";
const project = newId();
/** How many tasks were in hand at once while it was worked on, each time, by the first digit of the task's id. */
const beside: Record<string, number[]> = {};
let inHand = 0;
let worker: Ports;
let pipeline: Ports;
let home: ServiceHome;

const startCounting: Service["start"] = async (ports) => {
  worker = ports;
  const subscription = await runTasks(ports, "segment", 3, async ({ id }) => {
    inHand++;
    let most = inHand;
    // Whoever else may begin now has begun when the database has answered so often.
    for (let turn = 0; turn < 10; turn++) {
      await ports.db.query("select 1");
      most = Math.max(most, inHand);
    }
    beside[id[0]!] = [...(beside[id[0]!] ?? []), most];
    inHand--;
    return { sha256: id };
  });
  return { api: [], subscriptions: [subscription], stop: async () => undefined };
};
const startWatched: Service["start"] = (ports) => {
  pipeline = ports;
  return pipelineService.start(ports);
};

const idOf = (digit: string) => digit.repeat(64);
const rowOf = (digit: string) =>
  pipeline.db.one("select state, attempts, lost, problem->>'reason' as reason from task where id = $1", [idOf(digit)]);
const take = (digit: string, alone: boolean) =>
  pipeline.db.transaction((tx) => takeTask(tx, idOf(digit), alone, RULE)).then(({ taken }) => taken);
const change = (digit: string, set: string) => pipeline.db.query(`update task set ${set} where id = $1`, [idOf(digit)]);

/** A job with a task for each of the digits, none of which is handed out yet. */
async function hold(digits: string): Promise<Job> {
  await setDraining(pipeline.db, "segment", true);
  const tasks = [...digits].map((digit) => ({ id: idOf(digit), stage: "segment", work: {}, needs: [], title: digit, weight: 1 }));
  return worker.calls(PipelineServiceDefinition).createJob({ project, kind: "run", title: "t", tasks, results: {}, growing: false });
}

beforeAll(async () => {
  home = await startServiceHome(project, servicesWith({ segment: startCounting, pipeline: startWatched }));
});
afterAll(() => home.stop());

describe("a task whose process ended while it was in hand", () => {
  test("is done alone; what was never lost is done beside others", async () => {
    const job = await hold("abcde");
    await change("c", LONG_AGO);
    await setDraining(pipeline.db, "segment", false);
    expect((await home.ended(project, job.id)).state).toBe("done");
    expect(await rowOf("c")).toMatchObject({ state: "done", attempts: 2, lost: 1 });
    expect(beside["c"]).toEqual([1]);
    expect(await rowOf("a")).toMatchObject({ state: "done", attempts: 1, lost: 0 });
    expect(
      Object.values(beside)
        .flat()
        .some((count) => count > 1),
    ).toBe(true);
  });
  test("has failed when that happened as often as it may be tried, and others of its job have not", async () => {
    const job = await hold("12");
    await change("1", `${LONG_AGO}, lost = 2`);
    await setDraining(pipeline.db, "segment", false);
    const ended = await home.ended(project, job.id);
    expect(ended).toMatchObject({ state: "failed", done: 1, failed: 1 });
    expect(ended.failedItems).toMatchObject([{ name: "1", problem: { reason: "WORKER_CRASHED" } }]);
    expect(await rowOf("1")).toMatchObject({ state: "failed", lost: 3, reason: "WORKER_CRASHED" });
    expect(beside["1"]).toBeUndefined();
  });
  test("that is tried once more by hand runs alone from the first attempt on", async () => {
    const { jobs } = await worker.calls(PipelineServiceDefinition).getTask({ project, task: idOf("1") });
    await home.client(PipelineServiceDefinition).retryJob({ project, job: jobs[0]! });
    expect((await home.ended(project, jobs[0]!)).state).toBe("done");
    expect(await rowOf("1")).toMatchObject({ state: "done", attempts: 1, lost: 1 });
    expect(beside["1"]).toEqual([1]);
  });
});

test("a task is begun, suspected, left with who has it, given back, or lost", async () => {
  await hold("34");
  await pipeline.db.query("delete from drain");
  await pipeline.db.query("update task set published_at = now() where id = any($1)", [[idOf("3"), idOf("4")]]);
  expect(await take("3", false)).toBe("begun");
  // A second message for what is in hand.
  expect(await take("3", false)).toBe("begun");
  await releaseTask(pipeline.db, idOf("3"));
  expect(await rowOf("3")).toMatchObject({ state: "queued", attempts: 1, lost: 0 });
  await change("3", LONG_AGO);
  expect(await take("3", false)).toBe("suspect");
  expect(await take("3", false)).toBe("suspect");
  expect(await rowOf("3")).toMatchObject({ state: "queued", attempts: 1, lost: 1 });
  expect(await take("3", true)).toBe("begun");
  expect(await take("3", false)).toBe("nothing");
  // The same one asks again, for he heard no answer.
  expect(await take("3", true)).toBe("begun");
  await forgetHeld(pipeline.db);
  expect(await rowOf("3")).toMatchObject({ state: "queued", attempts: 3, lost: 2 });
  await change("3", LONG_AGO);
  expect(await take("3", true)).toBe("lost");
  expect(await take("a", false)).toBe("nothing");
});

import { newId } from "@argosy/core";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports, Service } from "@argosy/runtime";
import { runTasks } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { servicesWith } from "../../../test/support/all-services.ts";
import type { ServiceHome } from "../../../test/support/service-home.ts";
import { startServiceHome } from "../../../test/support/service-home.ts";
import { pipelineService } from "../src/index.ts";
import { requeueTask } from "../src/requeue-task.ts";
import { listStages, setDraining } from "../src/stages.ts";
import { troubledTasks } from "../src/troubled-tasks.ts";

const SILENT_MS = 60_000;
const project = newId();
const taken: string[] = [];
const entered = Promise.withResolvers<void>();
const gate = Promise.withResolvers<void>();
let worker: Ports;
let pipeline: Ports;
let home: ServiceHome;

/** Works off one task at a time, and keeps the first in hand until the gate opens. */
const startGated: Service["start"] = async (ports) => {
  worker = ports;
  const subscription = await runTasks(ports, "segment", 1, async ({ id }) => {
    taken.push(id);
    entered.resolve();
    await gate.promise;
    return { sha256: id };
  });
  return { api: [], subscriptions: [subscription], stop: async () => undefined };
};
const startWatched: Service["start"] = (ports) => {
  pipeline = ports;
  return pipelineService.start(ports);
};

const idOf = (digit: string) => digit.repeat(64);
const segmentStage = async () => (await listStages(pipeline.db, SILENT_MS)).find(({ stage }) => stage === "segment")!;

beforeAll(async () => {
  home = await startServiceHome(project, servicesWith({ segment: startGated, pipeline: startWatched }));
});
afterAll(() => home.stop());

test("a stage that is drained finishes what is in hand, takes nothing more, and goes on when it is let", async () => {
  const tasks = ["a", "b"].map((digit) => ({ id: idOf(digit), stage: "segment", work: {}, needs: [], title: "t", weight: 1 }));
  const job = await worker
    .calls(PipelineServiceDefinition)
    .createJob({ project, kind: "run", title: "t", tasks, results: {}, growing: false });
  await entered.promise;
  expect(await segmentStage()).toMatchObject({ draining: false, running: 1, ready: 1 });
  await setDraining(pipeline.db, "segment", true);
  expect(await segmentStage()).toMatchObject({ draining: true, running: 1 });
  gate.resolve();
  await expect.poll(async () => (await segmentStage()).running, { timeout: 20_000 }).toBe(0);
  expect(taken.length).toBe(1);
  expect(await segmentStage()).toMatchObject({ draining: true, running: 0, ready: 1 });
  await setDraining(pipeline.db, "segment", false);
  expect((await home.ended(project, job.id)).state).toBe("done");
  expect(taken.sort()).toEqual([idOf("a"), idOf("b")]);
});

describe("trouble", () => {
  const HOUR = "now() - interval '1 hour'";
  /** Rows as they look when something went wrong; none of them is handed out while the test looks, for all stages are drained. */
  async function insert(digit: string, stage: string, columns: Readonly<Record<string, string>>): Promise<void> {
    const all: Readonly<Record<string, string>> = { state: "'queued'", created_at: HOUR, ...columns };
    await pipeline.db.query(
      `insert into task (id, project_id, stage, title, weight, work, ${Object.keys(all).join(", ")}) values ($1, $2, $3, 'secret.png', 1, '{}', ${Object.values(all).join(", ")})`,
      [idOf(digit), project, stage],
    );
  }

  test("is told by its kind, with what it waits for; what only takes its time is none", async () => {
    // Nobody works for measure here: its service takes its tasks, so it is drained.
    await setDraining(pipeline.db, "measure", true);
    await insert("1", "measure", { state: "'failed'", finished_at: HOUR, problem: `'{"reason": "OBJECT_CORRUPT"}'`, attempts: "3" });
    await insert("2", "export", { missing: "1" });
    await pipeline.db.query("insert into task_need (task_id, needs) values ($1, $2)", [idOf("2"), idOf("1")]);
    await insert("3", "measure", {});
    await insert("4", "measure", { state: "'running'", touched_at: HOUR, started_at: HOUR, published_at: HOUR });
    await insert("5", "measure", { state: "'waiting'", waiting_for: "'storage'", touched_at: HOUR });
    await insert("6", "measure", { state: "'running'", touched_at: "now()", started_at: HOUR });
    const found = await troubledTasks(pipeline.db, { which: "both", silentMs: SILENT_MS, limit: 100 });
    expect(Object.fromEntries(found.map(({ id, reason, waiting_for }) => [id[0], [reason, waiting_for]]))).toEqual({
      1: ["OBJECT_CORRUPT", ""],
      2: ["BLOCKED", idOf("1")],
      3: ["DRAINED", ""],
      4: ["SILENT", ""],
      5: ["WAITING", "storage"],
    });
    for (const { seconds } of found) expect(seconds).toBeGreaterThan(3_500);
    expect(JSON.stringify(found)).not.toContain("secret");
    const dead = await troubledTasks(pipeline.db, { which: "dead", silentMs: SILENT_MS, limit: 100 });
    expect(dead.map(({ id, attempts }) => [id[0], attempts])).toEqual([["1", 3]]);
  });
  test("passes by a second try where that helps, and is refused where not", async () => {
    const refused = async (digit: string) =>
      expect(requeueTask(pipeline.db, idOf(digit), SILENT_MS)).rejects.toMatchObject({ reason: "TASK_NOT_STUCK" });
    for (const digit of ["a", "2", "6"]) await refused(digit);
    await expect(requeueTask(pipeline.db, idOf("f"), SILENT_MS)).rejects.toMatchObject({ code: "not_found" });
    for (const digit of ["1", "4", "5"]) await requeueTask(pipeline.db, idOf(digit), SILENT_MS);
    const rows = await pipeline.db.query<{ id: string; state: string; attempts: number; out: boolean }>(
      "select left(id, 1) as id, state, attempts, published_at is not null or not_before is not null as out from task where stage = 'measure' order by id",
    );
    expect(rows.slice(0, 5).map(({ id, state, out }) => [id, state, out])).toEqual([
      ["1", "queued", false],
      ["3", "queued", false],
      ["4", "running", false],
      ["5", "waiting", false],
      ["6", "running", false],
    ]);
    expect(rows[0]!.attempts).toBe(0);
  });
});

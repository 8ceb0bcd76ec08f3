import { randomInt } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../cli/src/demo/random.ts";
import { missingServers } from "../cluster/cluster-home.ts";
import { untilTaken } from "./bus-stream.ts";
import type { FaultHome } from "./fault-home.ts";
import { startFaultHome } from "./fault-home.ts";
import type { BusOrders } from "./mains/faulty-bus.ts";
import { FAITHFUL, SAID } from "./mains/faulty-bus.ts";
import { noteRecovery, noteTry } from "./recoveries.ts";
import { until } from "./until.ts";

const TRIES = Number(process.env["ARGOSY_FAULT_TRIES"] ?? 1);
const SEED = Number(process.env["ARGOSY_FAULT_SEED"] ?? randomInt(2 ** 31));
/** Longer than any bus here remembers what it has seen. */
const AGAIN_MS = 5_500;
const PIPELINE = join(import.meta.dirname, "mains/pipeline-with-faulty-bus.ts");
const random = createRandom(SEED);
const tries = Array.from({ length: TRIES }, (_, i) => ({ number: i + 1 }));
const missing = await missingServers();

/** A line of pipeline's log about a message of tasks. */
interface TaskLine {
  readonly message: string;
  readonly time: string;
  readonly body: { readonly taskIds: readonly string[] };
}

describe.skipIf(missing !== undefined)(`messages in the cluster home${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  let home: FaultHome;
  let faultFree: string;
  const order = (orders: Partial<BusOrders>) => writeFile(join(folder, "orders"), JSON.stringify({ ...FAITHFUL, ...orders }));
  beforeAll(async () => {
    console.info(`ARGOSY_FAULT_SEED=${SEED}`);
    folder = await mkdtemp(join(tmpdir(), "argosy-orders-"));
    await order({});
    const settings = { FAULTY_BUS_ORDERS: join(folder, "orders") };
    home = await startFaultHome({ segment: 2, measure: 2 }, { settings, mains: { pipeline: PIPELINE } });
    faultFree = await home.canonicalOf(await home.endedJob(await home.beginRun(await home.imported())));
    expect(faultFree.length).toBeGreaterThan(10_000);
  }, 300_000);
  afterAll(async () => {
    await home?.end();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** What pipeline has said of messages of tasks since the log had so many characters. */
  async function said(what: string, since: number): Promise<readonly TaskLine[]> {
    const lines = (await home.logOf("pipeline")).slice(since).split("\n");
    const parsed = lines.filter((line) => line.includes(`"${what}"`)).map((line) => JSON.parse(line) as TaskLine);
    return parsed.filter(({ message, body }) => message === what && "taskIds" in body);
  }
  const logLength = async () => (await home.logOf("pipeline")).length;

  test.each(tries)("F17 try $number: every message three times, in any order, some again later", { timeout: 300_000 }, async () => {
    const since = await logLength();
    await order({ copies: 3, shuffleMs: 400, againMs: AGAIN_MS, seed: random.integer(1, 1e6) });
    const imported = await home.imported();
    const job = await home.endedJob(await home.beginRun(imported));
    const tasks = await home.db.query("select from pipeline.task where project_id = $1", [imported.project]);
    expect((await said(SAID.copied, since)).length).toBeGreaterThanOrEqual(tasks.length);
    const again = (await said(SAID.again, since)).map(({ time }) => Date.parse(time));
    expect(again.length).toBeGreaterThan(2);
    await order({});
    await until("the last one goes out again", async () => (Date.now() > Math.max(...again) + AGAIN_MS + 200 ? true : undefined), 60_000);
    await untilTaken(home);
    expect(await home.canonicalOf(job)).toBe(faultFree);
    await home.expectClean(imported.project);
    noteTry("F17");
  });

  test.each(tries)("F18 try $number: one message of five is lost after it was marked as sent", { timeout: 300_000 }, async () => {
    const since = await logLength();
    await order({ loseOneOf: 5, seed: random.integer(1, 1e6) });
    const imported = await home.imported();
    const job = await home.endedJob(await home.beginRun(imported));
    await order({});
    const lost = await said(SAID.lost, since);
    expect(lost.length).toBeGreaterThan(1);
    const pauses = await Promise.all(lost.map(({ time, body }) => msUntilStarted(time, body.taskIds[0]!)));
    noteRecovery("F18", Math.max(...pauses));
    expect(await home.canonicalOf(job)).toBe(faultFree);
    await home.expectClean(imported.project);
  });

  /** From a time of the log to the start of a task. */
  async function msUntilStarted(time: string, task: string): Promise<number> {
    const row = await home.db.one<{ ms: number }>(
      "select 1000 * extract(epoch from started_at - $2::timestamptz)::float8 as ms from pipeline.task where id = $1 and state = 'done'",
      [task, time],
    );
    expect(row, "a task whose message was lost is done").toBeDefined();
    return row!.ms;
  }
});

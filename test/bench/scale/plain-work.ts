import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Db } from "@argosy/work";
import { MALLOC, NODE_FLAGS } from "../../../cli/src/cluster/node-settings.ts";

/** What the plain loop is given, as JSON. */
export interface PlainWork {
  readonly databaseUrl: string;
  readonly s3: { readonly endpoint: string; readonly bucket: string; readonly accessKey: string; readonly secretKey: string };
  readonly warmUp: readonly PlainTask[];
  readonly tasks: readonly PlainTask[];
}

/** A task as the plain loop does it. */
export interface PlainTask {
  readonly id: string;
  readonly project: string;
  readonly stage: string;
  readonly work: { readonly reads?: Readonly<Record<string, string>> };
}

/**
 * The tasks of a run under other ids, unit by unit: what they write lies beside what the services wrote. Segmenting comes first, for
 * measuring reads it. No two rounds write the same.
 */
export async function plainTasks(db: Db, jobId: string, round: number): Promise<PlainTask[]> {
  const tasks = await db.query<PlainTask>(
    `select t.id, t.project_id as project, t.stage, t.work from pipeline.job_task jt join pipeline.task t on t.id = jt.task_id
      where jt.job_id = $1 and t.stage in ('segment', 'measure') order by t.work->'unit'->>'array', t.stage desc`,
    [jobId],
  );
  return tasks.map(({ id, work, ...task }) => {
    const reads = Object.fromEntries(Object.entries(work.reads ?? {}).map(([stage, read]) => [stage, plainId(read, round)]));
    return { ...task, id: plainId(id, round), work: { ...work, reads } };
  });
}

function plainId(id: string, round: number): string {
  return createHash("sha256").update(`plain ${round} ${id}`).digest("hex");
}

/** What the plain loop says of itself. */
export interface PlainCost {
  readonly cpuSeconds: number;
  readonly seconds: number;
}

/** Runs the plain loop as a process of its own, by Node as it runs services; `around` is called before and after what counts. */
export async function runPlainLoop(work: PlainWork, around: () => Promise<void>): Promise<PlainCost> {
  const child = spawn(process.execPath, [...NODE_FLAGS, join(import.meta.dirname, "plain-loop.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...MALLOC },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done === true) throw new Error("the plain loop ended early");
    return line.value;
  };
  try {
    child.stdin.write(`${JSON.stringify(work)}\n`);
    await said();
    await around();
    child.stdin.write("go\n");
    const cost = JSON.parse(await said()) as PlainCost;
    await around();
    return cost;
  } finally {
    child.stdin.end("end\n");
  }
}

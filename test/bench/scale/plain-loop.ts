import { createInterface } from "node:readline";
import { measureUnit } from "@argosy/measure";
import type { Ports, TaskHandler } from "@argosy/runtime";
import { createWorkerPool, FRAME_WORKER } from "@argosy/runtime";
import { segmentUnit } from "@argosy/segment";
import { S3Store } from "@argosy/storage";
import { createDb } from "@argosy/work";
import { silentLog } from "../../support/silent-log.ts";
import type { PlainWork } from "./plain-work.ts";

/**
 * A program that does the work of segmenting and measuring tasks one after another in this one process, with one worker thread: the same
 * kernels, codec, objects in the store and rows as the services, without tasks, messages and calls.
 *
 * It reads its work as JSON on standard input, does what warms it up, says `warm`, does the rest when it gets a line, and says what CPU
 * seconds that took.
 */
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const work = JSON.parse((await lines.next()).value as string) as PlainWork;
const { databaseUrl, s3 } = work;
const store = new S3Store(s3);
const workers = createWorkerPool({ size: 1, module: FRAME_WORKER });
const dbOf = (schema: string) =>
  createDb({ url: databaseUrl, searchPath: [schema, "public"], poolSize: 4, name: `plain ${schema}`, log: silentLog });
const databases = { segment: dbOf("segment"), measure: dbOf("measure") };
// What the two take of a service's ports.
const portsOf = (schema: keyof typeof databases) => ({ db: databases[schema], store, workers }) as unknown as Ports;
const handlers: Readonly<Record<string, TaskHandler<never>>> = {
  segment: segmentUnit(portsOf("segment")),
  measure: measureUnit(portsOf("measure")),
};

await workOff(work.warmUp);
process.stdout.write("warm\n");
await lines.next();
const before = process.cpuUsage();
const begun = performance.now();
await workOff(work.tasks);
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ cpuSeconds: (user + system) / 1e6, seconds: (performance.now() - begun) / 1_000 })}\n`);
await lines.next();
await workers.close();
await Promise.all(Object.values(databases).map((db) => db.close()));
process.exit();

async function workOff(tasks: PlainWork["tasks"]): Promise<void> {
  const { signal } = new AbortController();
  for (const { id, project, stage, work: chain } of tasks)
    await handlers[stage]!({ id, project, work: chain as never, jobs: [], trace: "" }, { signal });
}

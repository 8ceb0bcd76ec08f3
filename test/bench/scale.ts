import { chmod, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { machine, writeSection } from "./bench-report.ts";
import type { ScaledCost, ScaledRun } from "./scale/run-scaled.ts";
import { ROUNDS, runScaled } from "./scale/run-scaled.ts";
import { drawFrames, FRAME } from "./small-frames/draw-frames.ts";

/** Frames that one task takes at most. */
const UNIT = 64;
const FRAMES = 64 * UNIT;
const WARM_UP = 4 * UNIT;
/** CPU seconds a frame with two workers, as times of those with one. */
const MOST_CPU = 1.1;
/** How many times as fast two workers are, where there are cores for more than both. */
const LEAST_SPEED = 1.7;
/** What tasks and bus may take, as a part of the plain loop. */
const MOST_OVERHEAD = 0.15;

/**
 * The same run with one and with two (with four cores or more also four) segmenting and measuring processes, of one thread and one task
 * each; and the same work as a plain loop in one process.
 *
 * `npm run bench -- scale [FRAMES]`; the report is written for the full number alone. The processes have worked on other frames before.
 *
 * @throws {Error} when more workers take more CPU, or the tasks and the bus take too much of it.
 */
export async function run(_samples: string, [count = String(FRAMES)]: readonly string[]): Promise<void> {
  const frames = Number(count);
  const cores = availableParallelism();
  const scratch = await mkdtemp(join(tmpdir(), "argosy-scale-"));
  await chmod(scratch, 0o711);
  try {
    const folders = { warmUp: join(scratch, "warm-up"), frames: join(scratch, "frames") };
    await drawFrames(folders.frames, frames);
    await drawFrames(folders.warmUp, Math.min(WARM_UP, frames), frames);
    const runs: ScaledRun[] = [];
    for (const workers of cores >= 4 ? [1, 2, 4] : [1, 2]) {
      runs.push(await runScaled(workers, folders, scratch, workers === 1));
      console.log(`${workers}: ${runs.at(-1)!.cost.seconds.toFixed(1)} s, ${cpuOf(runs.at(-1)!.cost).toFixed(1)} CPU seconds`);
    }
    const lines = report(frames, runs);
    console.log(lines.join("\n"));
    if (frames === FRAMES) await writeSection("More workers, and what the queue costs", lines);
    judge(runs, cores);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function cpuOf({ own, servers }: ScaledCost): number {
  return own + servers;
}

function overheadOf({ cost, plain }: ScaledRun): number {
  return cpuOf(cost) / cpuOf(plain!) - 1;
}

function report(frames: number, runs: readonly ScaledRun[]): string[] {
  const one = runs[0]!;
  const ms = (seconds: number) => ((1_000 * seconds) / frames).toFixed(2);
  const costRow = (name: string, { seconds, own, servers }: ScaledCost) =>
    `| ${name} | ${seconds.toFixed(1)} | ${ms(own)} | ${ms(servers)} | ${ms(own + servers)} |`;
  return [
    machine(),
    "",
    `${frames} drawn grey frames of ${FRAME.width} x ${FRAME.height} in units of ${UNIT}, segmented and measured by the steps of MorphoCut in the cluster home over`,
    "PostgreSQL, NATS and an S3 server on the same machine; each segmenting and measuring process has one thread and one task in hand.",
    "All processes have worked on other frames before. The plain loop is one process with one thread that does the same work with the same",
    "kernels, codec, objects in the store and rows, one unit after another, without tasks, messages and calls.",
    `Medians of ${ROUNDS} rounds, a run and the loop in turn.`,
    "",
    "| | seconds | CPU ms a frame, our processes | the servers | all |",
    "|---|---|---|---|---|",
    ...runs.map(({ workers, cost }) => costRow(workers === 1 ? "1 worker of each" : `${workers} workers of each`, cost)),
    costRow("plain loop", one.plain!),
    "",
    "| | times the CPU of one | times as fast |",
    "|---|---|---|",
    ...runs
      .slice(1)
      .map(
        ({ workers, cost }) =>
          `| ${workers} workers | ${(cpuOf(cost) / cpuOf(one.cost)).toFixed(2)} | ${(one.cost.seconds / cost.seconds).toFixed(2)} |`,
      ),
    "",
    `CPU ms a frame by service, one worker: ${Array.from(one.cost.services, ([name, seconds]) => `${name} ${ms(seconds)}`).join(", ")}.`,
    "",
    `Tasks and bus take ${(100 * overheadOf(one)).toFixed(0)} % more CPU than the plain loop (at most ${100 * MOST_OVERHEAD} %): ${((1_000 * (cpuOf(one.cost) - cpuOf(one.plain!))) / one.tasks).toFixed(0)} ms a task.`,
    "",
    "| a task, one worker | with tasks and bus | plain loop |",
    "|---|---|---|",
    ...COUNTS.map(([key, name, digits]) => {
      const text = (cost: ScaledCost) => (cost.counts[key] / one.tasks / (digits === 2 ? 1_000 : 1)).toFixed(digits === 2 ? 1 : digits);
      return `| ${name} | ${text(one.cost)} | ${text(one.plain!)} |`;
    }),
    "",
    `Requests to the store a frame: ${(one.cost.counts.requests / frames).toFixed(2)}.`,
  ];
}

/** What is counted, how it is called, and decimals; 2 stands for thousands. */
const COUNTS = [
  ["transactions", "transactions, everything that looks at the progress included", 1],
  ["logBytes", "kB of the database's log", 2],
  ["publishes", "messages published", 1],
  ["messages", "messages in and out of the bus, questions and answers included", 1],
  ["messageBytes", "kB of them", 2],
  ["requests", "requests to the store", 1],
] as const;

function judge(runs: readonly ScaledRun[], cores: number): void {
  const [one, two] = runs as [ScaledRun, ScaledRun];
  const ratio = cpuOf(two.cost) / cpuOf(one.cost);
  if (ratio > MOST_CPU) throw new Error(`two workers take ${ratio.toFixed(2)} times the CPU of one, not ${MOST_CPU}`);
  const speed = one.cost.seconds / two.cost.seconds;
  if (cores >= 4 && speed < LEAST_SPEED) throw new Error(`two workers are ${speed.toFixed(2)} times as fast as one, not ${LEAST_SPEED}`);
  const overhead = overheadOf(one);
  if (overhead > MOST_OVERHEAD) throw new Error(`tasks and bus take ${(100 * overhead).toFixed(0)} % more than a plain loop`);
}

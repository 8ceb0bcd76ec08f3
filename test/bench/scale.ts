import { chmod, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { machine, writeSection } from "./bench-report.ts";
import type { ScaledCluster, ScaledCost, ScaledRun } from "./scale/run-scaled.ts";
import { openScaled } from "./scale/run-scaled.ts";
import { drawFrames, FRAME } from "./small-frames/draw-frames.ts";

/** Frames that one task takes at most. */
const UNIT = 64;
const FRAMES = 64 * UNIT;
const WARM_UP = 4 * UNIT;
const ROUNDS = 5;
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
    const clusters: ScaledCluster[] = [];
    const rounds: Round[] = [];
    try {
      for (const workers of cores >= 4 ? [1, 2, 4] : [1, 2]) clusters.push(await openScaled(workers, folders, scratch));
      for (let round = 0; round < ROUNDS; round++) rounds.push(await runRound(clusters, round));
    } finally {
      for (const cluster of clusters) await cluster.close();
    }
    const lines = report(frames, clusters, rounds);
    console.log(lines.join("\n"));
    if (frames === FRAMES) await writeSection("More workers, and what the queue costs", lines);
    judge(clusters, rounds, cores);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function cpuOf({ own, servers }: ScaledCost): number {
  return own + servers;
}

/** Runs with one and with more workers, and the plain loop, one after another. */
interface Round {
  /** In the order of the clusters. */
  readonly runs: readonly ScaledRun[];
  readonly plain: ScaledCost;
}

/** The plain loop lies between the runs: a machine that is slower for some minutes is so for all of them. */
async function runRound(clusters: readonly ScaledCluster[], round: number): Promise<Round> {
  const [one, ...more] = clusters as [ScaledCluster, ...ScaledCluster[]];
  const runs = [await one.run(round)];
  const plain = await one.plain();
  for (const cluster of more) runs.push(await cluster.run(round));
  const text = (cost: ScaledCost) => `${cost.seconds.toFixed(1)} s, ${cpuOf(cost).toFixed(1)} CPU seconds`;
  for (const [index, { cost }] of runs.entries()) console.log(`${clusters[index]!.workers}: ${text(cost)}`);
  console.log(`plain loop: ${text(plain)}`);
  return { runs, plain };
}

function median(rounds: readonly Round[], of: (round: Round) => number): number {
  return rounds.map(of).toSorted((a, b) => a - b)[rounds.length >> 1]!;
}

const overhead = ({ runs, plain }: Round) => cpuOf(runs[0]!.cost) / cpuOf(plain) - 1;
const timesCpu = (index: number) => (round: Round) => cpuOf(round.runs[index]!.cost) / cpuOf(round.runs[0]!.cost);
const timesFast = (index: number) => (round: Round) => round.runs[0]!.cost.seconds / round.runs[index]!.cost.seconds;

function report(frames: number, clusters: readonly ScaledCluster[], rounds: readonly Round[]): string[] {
  const ms = (of: (round: Round) => number) => ((1_000 * median(rounds, of)) / frames).toFixed(2);
  const row = (name: string, of: (round: Round) => ScaledCost) =>
    `| ${name} | ${median(rounds, (round) => of(round).seconds).toFixed(1)} | ${ms((round) => of(round).own)} | ${ms((round) => of(round).servers)} | ${ms((round) => cpuOf(of(round)))} |`;
  const one = ({ runs }: Round) => runs[0]!.cost;
  const { tasks, cost } = rounds[0]!.runs[0]!;
  const services = [...cost.services.keys()].map((name) => `${name} ${ms((round) => one(round).services.get(name)!)}`);
  const perTask = 1_000 * median(rounds, (round) => cpuOf(one(round)) - cpuOf(round.plain));
  return [
    machine(),
    "",
    `${frames} drawn grey frames of ${FRAME.width} x ${FRAME.height} in units of ${UNIT}, segmented and measured by the steps of MorphoCut in the cluster home over`,
    "PostgreSQL, NATS and an S3 server on the same machine; each segmenting and measuring process has one thread and one task in hand.",
    "All processes have worked on other frames before. The plain loop is one process with one thread that does the same work with the same",
    "kernels, codec, objects in the store and rows, one unit after another, without tasks, messages and calls.",
    `All take their turn in ${rounds.length} rounds; each figure is the median over the rounds, a ratio that of the ratios within a round.`,
    "",
    "| | seconds | CPU ms a frame, our processes | the servers | all |",
    "|---|---|---|---|---|",
    ...clusters.map(({ workers }, i) =>
      row(workers === 1 ? "1 worker of each" : `${workers} workers of each`, ({ runs }) => runs[i]!.cost),
    ),
    row("plain loop", ({ plain }) => plain),
    "",
    "| | times the CPU of one | times as fast |",
    "|---|---|---|",
    ...clusters
      .slice(1)
      .map(
        ({ workers }, i) =>
          `| ${workers} workers | ${median(rounds, timesCpu(i + 1)).toFixed(2)} | ${median(rounds, timesFast(i + 1)).toFixed(2)} |`,
      ),
    "",
    `CPU ms a frame by service, one worker: ${services.join(", ")}.`,
    "",
    `Tasks and bus take ${(100 * median(rounds, overhead)).toFixed(0)} % more CPU than the plain loop (at most ${100 * MOST_OVERHEAD} %; by round ${rounds.map((round) => (100 * overhead(round)).toFixed(0)).join(", ")}): ${(perTask / tasks).toFixed(0)} ms a task.`,
    "",
    "| a task, one worker | with tasks and bus | plain loop |",
    "|---|---|---|",
    ...COUNTS.map(([key, name, digits]) => {
      const text = (of: (round: Round) => ScaledCost) =>
        (median(rounds, (round) => of(round).counts[key]) / tasks / (digits === 2 ? 1_000 : 1)).toFixed(digits === 2 ? 1 : digits);
      return `| ${name} | ${text(one)} | ${text(({ plain }) => plain)} |`;
    }),
    "",
    `Requests to the store a frame: ${(median(rounds, (round) => one(round).counts.requests) / frames).toFixed(2)}.`,
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

function judge(clusters: readonly ScaledCluster[], rounds: readonly Round[], cores: number): void {
  const two = clusters.findIndex(({ workers }) => workers === 2);
  const ratio = median(rounds, timesCpu(two));
  if (ratio > MOST_CPU) throw new Error(`two workers take ${ratio.toFixed(2)} times the CPU of one, not ${MOST_CPU}`);
  const speed = median(rounds, timesFast(two));
  if (cores >= 4 && speed < LEAST_SPEED) throw new Error(`two workers are ${speed.toFixed(2)} times as fast as one, not ${LEAST_SPEED}`);
  const more = median(rounds, overhead);
  if (more > MOST_OVERHEAD) throw new Error(`tasks and bus take ${(100 * more).toFixed(0)} % more than a plain loop`);
}

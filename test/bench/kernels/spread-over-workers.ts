import { createWorkerPool } from "@argosy/runtime";
import { machine, writeSection } from "../bench-report.ts";
import { FAMILIES } from "./family-cases.ts";

/** How much faster two threads must be than one. */
const TARGET = 1.7;
const FRAMES = 4;
const ROUNDS = 5;
const WARM_UP = 2;
/** What has taken longer than this is run no further. */
const ENOUGH_MS = 6_000;

/** Times four frames, or parts of a task, in one worker thread and in two, by the clock. Gives what was missed. */
export async function spreadOverWorkers(family: string, folder: string): Promise<readonly string[]> {
  const module = new URL("case-worker.ts", import.meta.url);
  const missed: string[] = [];
  const rows: string[] = [];
  const [alone, pair] = [createWorkerPool({ size: 1, module }), createWorkerPool({ size: 2, module })];
  try {
    for (const { name, limits, spread = Object.values(limits).some((limit) => limit !== 8) } of FAMILIES[family]!) {
      if (!spread) continue;
      const frames = async (pool: typeof alone, count: number): Promise<number> => {
        const begun = performance.now();
        await Promise.all(Array.from({ length: count }, () => pool.run({ task: "run", input: { folder, family, name } })));
        return performance.now() - begun;
      };
      // Each thread opens the scene and warms up.
      for (let k = 0; k < WARM_UP; k++) {
        await frames(alone, 1);
        await frames(pair, 2);
      }
      // By turns, and the best of each: whatever else the machine does only makes them slower.
      let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      const begun = performance.now();
      for (let round = 0; round < ROUNDS && (round === 0 || performance.now() - begun < ENOUGH_MS); round++) {
        one = Math.min(one, await frames(alone, FRAMES));
        two = Math.min(two, await frames(pair, FRAMES));
      }
      const times = one / two;
      rows.push(`| ${name} | ${one.toFixed(0)} | ${two.toFixed(0)} | ${times.toFixed(2)} |`);
      if (times < TARGET) missed.push(`${name}: two workers are ${times.toFixed(2)} times as fast as one, not ${TARGET}`);
    }
  } finally {
    await Promise.all([alone.close(), pair.close()]);
  }
  if (rows.length === 0) return [];
  const head = [`| kernel | one worker, ms | two workers, ms | times as fast |`, "|---|---|---|---|"];
  console.log([...head, ...rows].join("\n"));
  await writeSection(`Kernels over two workers: ${family}`, [
    machine(),
    "",
    `${FRAMES} frames of 4096 x 4096, or parts of a task, in worker threads, the best of up to ${ROUNDS} times.`,
    "",
    ...head,
    ...rows,
  ]);
  return missed;
}

import type { ForestTraining, GrownTrees } from "@argosy/kernels";
import type { WorkerPool } from "../worker-pool.ts";
import type { ForestResult, GrowTreesJob, JoinForestJob } from "./frame-job.ts";

/**
 * Trains a forest whose trees are grown by all threads of a pool, each a part of them; the forest is the same for any number of threads.
 *
 * @param training - Without `onTree`.
 * @throws {ArgosyError} as `trainForest`, and as {@link WorkerPool.run}.
 */
export async function trainInWorkers(
  workers: WorkerPool,
  training: ForestTraining & { readonly trees: number },
  signal?: AbortSignal,
): Promise<ForestResult> {
  const { trees } = training;
  const parts = Math.max(1, Math.min(workers.size, trees));
  const end = (part: number): number => Math.floor((part * trees) / parts);
  const grown = await Promise.all(
    Array.from({ length: parts }, (_, part) => {
      const input: GrowTreesJob = { training, from: end(part), to: end(part + 1) };
      return workers.run<GrownTrees>({ task: "grow-trees", input }, { signal });
    }),
  );
  const input: JoinForestJob = { training, parts: grown };
  return workers.run<ForestResult>(
    { task: "join-forest", input },
    { signal, transfer: grown.flatMap(({ drawn }) => [drawn.buffer as ArrayBuffer]) },
  );
}

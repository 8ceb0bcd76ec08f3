/** How far a stage of a job is. Counts are of images. */
export interface StageWork {
  readonly stage: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Of those done: were there before the job. */
  readonly reused: number;
  readonly running: number;
  /** Seconds since the first task of the stage that was not reused began. */
  readonly since: number | null;
  /** Seconds that tasks of the stage have taken, those at work included; and that those took that are done. */
  readonly busy: number;
  readonly spent: number;
}

/** Share of the work before which nothing is foretold: the first task may look at all files for those after it. */
const EARLY = 0.05;
/** What an image costs in a stage, beside the segmentation. */
const USUAL_COST: Readonly<Record<string, number>> = { ingest: 0.3, segment: 1, measure: 0.35, classify: 0.1, export: 0.3 };

/**
 * Seconds to the end of each stage's work, as if the job did nothing else meanwhile: their sum is what the job has left, as stages share
 * the machine. What a task of a stage costs is taken from those that are done, and how many are worked on at a time from all so far. A
 * stage of which nothing is done yet is taken to cost its usual share of the others.
 *
 * @returns `undefined` while so little has been done that it tells nothing.
 */
export function secondsLeft(stages: readonly StageWork[]): number[] | undefined {
  const worked = stages.map(({ done, reused }) => done - Math.min(reused, done));
  const all = stages.reduce((sum, { total, reused }) => sum + total - reused, 0);
  if (worked.reduce((sum, count) => sum + count, 0) < EARLY * all) return undefined;
  const usual = stages.map(({ stage }) => USUAL_COST[stage] ?? 1);
  const spent = stages.reduce((sum, stage) => sum + stage.spent, 0);
  const expected = worked.reduce((sum, count, index) => sum + count * usual[index]!, 0);
  const elapsed = Math.max(...stages.map(({ since }) => since ?? 0));
  const busy = stages.reduce((sum, stage) => sum + stage.busy, 0);
  if (expected === 0 || elapsed <= 0 || busy <= 0) return undefined;
  return stages.map((stage, index) => {
    const cost = worked[index]! > 0 ? stage.spent / worked[index]! : (usual[index]! * spent) / expected;
    const underWay = Math.min(stage.busy - stage.spent, stage.running * cost);
    return Math.max(0, (stage.total - stage.done - stage.failed) * cost - underWay) * (elapsed / busy);
  });
}

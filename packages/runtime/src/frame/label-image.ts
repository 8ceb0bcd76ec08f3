import type { ChainWork } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** Which label image: of the objects that a step of a task found in an image, or of the inner ones that are only their children. */
export interface LabelImageName {
  readonly task: string;
  readonly step: number;
  readonly image: string;
  readonly slot: "labels" | "inner";
}

/** Where a label image lies. */
export interface LabelImagePlace extends LabelImageName {
  readonly array: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
}

/** Where a label image lies; `undefined` when the task does not keep it. */
export async function findLabelImage(db: Db, projectId: string, name: LabelImageName): Promise<LabelImagePlace | undefined> {
  const facet = await db.one<Omit<LabelImagePlace, keyof LabelImageName>>(
    `select array_id as array, t, width, height from read.facet
      where task_id = $1 and step = $2 and image_id = $3 and slot = $4 and project_id = $5`,
    [name.task, name.step, name.image, name.slot, projectId],
  );
  return facet === undefined ? undefined : { ...name, ...facet };
}

/**
 * The label image that a run gave for an image: the one of the last step that found objects.
 *
 * @returns `undefined` while the run has not done it, and when it finds no objects.
 */
export async function labelImageOfRun(db: Db, projectId: string, runId: string, imageId: string): Promise<LabelImagePlace | undefined> {
  const task = await db.one<{ id: string; keeps: ChainWork["keeps"] }>(
    `select rt.task_id as id, rt.work->'keeps' as keeps from read.run_task rt join read.facet f on f.task_id = rt.task_id
      where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment' and rt.state = 'done' and f.image_id = $3 limit 1`,
    [runId, projectId, imageId],
  );
  const step = task?.keeps.findLast((keep) => keep.kind === "objects")?.step;
  if (task === undefined || step === undefined) return undefined;
  return findLabelImage(db, projectId, { task: task.id, step, image: imageId, slot: "labels" });
}

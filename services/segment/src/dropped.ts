import type { Unit } from "@argosy/nodes";
import type { FrameResult } from "@argosy/runtime";
import type { Db } from "@argosy/work";

/** Stores why specks of the images are no objects. */
export async function insertDropped(
  tx: Db,
  task: { readonly taskId: string; readonly project: string },
  unit: Unit,
  frames: readonly FrameResult[],
): Promise<void> {
  const rows = unit.images.flatMap((image, index) =>
    frames[index]!.objects.flatMap(({ step, value }) =>
      value.dropped.map((dropped) => ({
        task_id: task.taskId,
        project_id: task.project,
        image_id: image.id,
        step,
        reason: dropped.reason,
        count: dropped.count,
        examples: dropped.examples.map(({ box, value: size }) => ({ ...box, value: size })),
      })),
    ),
  );
  await tx.insertMany(
    "dropped",
    { task_id: "text", project_id: "text", image_id: "text", step: "integer", reason: "text", count: "integer", examples: "jsonb" },
    rows,
  );
}

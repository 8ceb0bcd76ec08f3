import type { ChainWork, Unit } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** Ids of the objects of a unit by image and label; inner objects are not measured. */
export async function labelsToObjects(
  db: Db,
  projectId: string,
  work: ChainWork,
  unit: Unit,
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const rows = await db.query<{ id: string; image_id: string; label: number }>(
    `select id, image_id, label from read.object
      where task_id = $1 and project_id = $2 and image_id = any($3) and not inner_object and replaced_by is null`,
    [work.reads?.segment ?? "", projectId, unit.images.map((image) => image.id)],
  );
  const byImage = new Map<string, Map<number, string>>();
  for (const row of rows) {
    let objects = byImage.get(row.image_id);
    if (objects === undefined) {
      objects = new Map();
      byImage.set(row.image_id, objects);
    }
    objects.set(row.label, row.id);
  }
  return byImage;
}

import type { Box } from "@argosy/core";
import { ArgosyError, colorOfShare, refusal } from "@argosy/core";
import type { LabelImagePlace } from "@argosy/runtime";
import { featureSetsOfRun, findLabelImage } from "@argosy/runtime";
import type { Db } from "@argosy/work";

/** An object with where its pixels lie. */
export interface ObjectPlace {
  readonly image: string;
  readonly label: number;
  readonly box: Box;
  readonly crop: Box;
  readonly labels: LabelImagePlace;
}

interface ObjectRow {
  readonly task_id: string;
  readonly image_id: string;
  readonly step: number;
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly crop_x: number;
  readonly crop_y: number;
  readonly crop_width: number;
  readonly crop_height: number;
  readonly inner_object: boolean;
}

/** An object of a project. @throws {ArgosyError} `not_found` for one that is not there, or whose pixels were not kept. */
export async function findObject(db: Db, project: string, id: string, signal: AbortSignal): Promise<ObjectPlace> {
  const row = await db.one<ObjectRow>(
    `select task_id, image_id, step, label, x, y, width, height, crop_x, crop_y, crop_width, crop_height, inner_object
       from read.object where id = $1 and project_id = $2`,
    [id, project],
    { signal },
  );
  if (row === undefined) throw new ArgosyError("not_found", "there is no such object", { details: { object: id } });
  const slot = row.inner_object ? "inner" : "labels";
  const labels = await findLabelImage(db, project, { task: row.task_id, step: row.step, image: row.image_id, slot });
  if (labels === undefined) throw new ArgosyError("not_found", "the pixels of the object were not kept", { details: { object: id } });
  return {
    image: row.image_id,
    label: row.label,
    box: { x: row.x, y: row.y, width: row.width, height: row.height },
    crop: { x: row.crop_x, y: row.crop_y, width: row.crop_width, height: row.crop_height },
    labels,
  };
}

/** The colour of the class of every object of a label image that has one, by label; a person's word goes before the run's prediction. */
export async function classColors(
  db: Db,
  project: string,
  run: string,
  place: LabelImagePlace,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const rows = await db.query<{ label: number; color: string }>(
    `select o.label, c.color
       from read.object o
       join read.run r on r.id = $4 and r.project_id = $1
       left join read.label l on l.object_id = o.id
       left join read.prediction p on p.object_id = o.id and p.model_id = r.model_id
       join lateral (select color from read.class c
                      where c.project_id = $1 and (c.id = l.class_id or (l.class_id is null and c.name = p.class))
                      order by c.id limit 1) c on true
      where o.project_id = $1 and o.task_id = $2 and o.image_id = $3 and o.step = $5 and not o.inner_object and o.replaced_by is null`,
    [project, place.task, place.image, run, place.step],
    { signal },
  );
  return new Map(rows.map(({ label, color }) => [label, color]));
}

/** A column that colours objects, from one end of the scale to the other. */
export interface MeasureScale {
  readonly column: string;
  readonly low: number;
  readonly high: number;
}

/**
 * The colour of every object of a label image by one of its measures, by label; what was not measured has none.
 *
 * @throws {ArgosyError} FIELD_INVALID for a column that the run does not have.
 */
export async function measureColors(
  db: Db,
  project: string,
  run: string,
  place: LabelImagePlace,
  { column, low, high }: MeasureScale,
): Promise<ReadonlyMap<number, string>> {
  const sets = await featureSetsOfRun(db, project, run);
  const set = sets.find(({ columns }) => columns.some(({ name }) => name === column));
  const index = set?.columns.findIndex(({ name }) => name === column) ?? -1;
  if (set === undefined || index < 0) throw refusal("FIELD_INVALID", `there is no column "${column.slice(0, 100)}"`, { field: "by" });
  const rows = await db.query<{ label: number; value: number }>(
    `select o.label, m.values[$6] as value
       from read.object o join read.measurement m on m.object_id = o.id and m.feature_set_id = $5
      where o.project_id = $1 and o.task_id = $2 and o.image_id = $3 and o.step = $4 and not o.inner_object and o.replaced_by is null`,
    [project, place.task, place.image, place.step, set.id, index + 1],
  );
  const known = rows.filter(({ value }) => Number.isFinite(value));
  return new Map(known.map(({ label, value }) => [label, colorOfShare(high > low ? (value - low) / (high - low) : 0.5)]));
}

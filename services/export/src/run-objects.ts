import type { Db } from "@argosy/work";

/** Which results of the objects of some images are wanted. */
export interface WantedObjects {
  readonly project: string;
  /** Tasks that found them; each image belongs to one of them. */
  readonly segmentTasks: readonly string[];
  /** Only those of this step; all where it is left out. */
  readonly step?: number | undefined;
  readonly images: readonly string[];
  /** Feature sets in the order of their columns. */
  readonly sets: readonly string[];
  readonly model: string | undefined;
}

/** An object with everything that a table or a bundle tells of it. */
export interface ObjectRow {
  readonly id: string;
  readonly image: string;
  readonly name: string;
  readonly label: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly crop_x: number;
  readonly crop_y: number;
  readonly crop_width: number;
  readonly crop_height: number;
  readonly area: number;
  readonly centroid_x: number;
  readonly centroid_y: number;
  readonly children: number;
  readonly children_area: number;
  /** A person's word, else the prediction. */
  readonly class: string | null;
  readonly status: string | null;
  /** The person whose word it is, and when it was said. */
  readonly author: string | null;
  readonly set_at: Date | null;
  /** By feature set; `null` where the object was not measured by it. */
  readonly values: readonly (readonly number[] | null)[];
}

const COLUMNS = `o.id, o.image_id as image, o.name, o.label, o.x, o.y, o.width, o.height, o.crop_x, o.crop_y, o.crop_width, o.crop_height,
  o.area, o.centroid_x, o.centroid_y, o.children, o.children_area,
  coalesce(l.class, p.class) as class, coalesce(l.status, case when p.class is not null then 'predicted' end) as status,
  l.author, l.set_at`;

/** The objects of some images by image, ordered by label, in one statement; children are left out. */
export async function objectsOfImages(db: Db, wanted: WantedObjects, signal?: AbortSignal): Promise<ReadonlyMap<string, ObjectRow[]>> {
  const values = wanted.sets.map((_, k) => `, m${k}.values as v${k}`).join("");
  const joins = wanted.sets.map(
    (_, k) => `left join read.measurement m${k} on m${k}.object_id = o.id and m${k}.feature_set_id = $${k + 6}`,
  );
  const rows = await db.query<Record<string, unknown> & { image: string; label: number }>(
    `select ${COLUMNS}${values}
       from read.object o
       left join read.label l on l.object_id = o.id
       left join read.prediction p on p.object_id = o.id and p.model_id = $3
       ${joins.join("\n")}
      where o.project_id = $1 and o.task_id = any($2) and o.image_id = any($4) and ($5::integer is null or o.step = $5)
        and not o.inner_object and o.replaced_by is null`,
    [wanted.project, wanted.segmentTasks, wanted.model ?? null, wanted.images, wanted.step ?? null, ...wanted.sets],
    { signal },
  );
  const byImage = new Map<string, ObjectRow[]>(wanted.images.map((image) => [image, []]));
  for (const row of rows) {
    const measured = wanted.sets.map((_, k) => row[`v${k}`] as number[] | null);
    byImage.get(row.image)?.push({ ...(row as unknown as ObjectRow), values: measured });
  }
  for (const objects of byImage.values()) objects.sort((a, b) => a.label - b.label);
  return byImage;
}

/** Children of an object that persons have given one class. */
export interface ChildrenOfClass {
  readonly parent: string;
  readonly class: string;
  readonly count: number;
  readonly area: number;
}

/** How many children of each class the objects of some images have, as far as persons have said. */
export async function childrenByClass(
  db: Db,
  wanted: WantedObjects,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ChildrenOfClass[]>> {
  const rows = await db.query<ChildrenOfClass>(
    `select o.parent_id as parent, l.class, count(*) as count, sum(o.area) as area
       from read.object o join read.label l on l.object_id = o.id
      where o.project_id = $1 and o.task_id = any($2) and o.image_id = any($3) and o.inner_object and o.parent_id is not null
        and o.replaced_by is null and l.class is not null
      group by o.parent_id, l.class order by o.parent_id, l.class collate "C"`,
    [wanted.project, wanted.segmentTasks, wanted.images],
    { signal },
  );
  return Map.groupBy(rows, (row) => row.parent);
}

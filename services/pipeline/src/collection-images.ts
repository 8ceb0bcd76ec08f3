import { createHash } from "node:crypto";
import type { Db } from "@argosy/work";

/** An image of a collection as planning needs it. */
export interface PlannedImage {
  readonly id: string;
  readonly name: string;
  readonly array: string;
  readonly manifest: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
  readonly dtype: string;
  readonly channels: number;
  readonly pixel_width: number | null;
  readonly pixel_height: number | null;
  readonly pixel_size_provenance: string | null;
}

/** A file of a collection that is no image, such as an instrument's table. */
export interface PlannedTable {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
}

/** Every image of a collection that can be read, by name. */
export async function imagesOf(db: Db, projectId: string, collectionId: string): Promise<PlannedImage[]> {
  return db.query<PlannedImage>(
    `select i.id, i.name, i.array_id as array, a.manifest_sha256 as manifest, i.t, i.width, i.height,
            a.dtype, a.shape[2] as channels, i.pixel_width, i.pixel_height, i.pixel_size_provenance
       from read.image i join read.array a on a.id = i.array_id
      where i.project_id = $1 and i.collection_id = $2
      order by i.name`,
    [projectId, collectionId],
  );
}

export async function tablesOf(db: Db, projectId: string, collectionId: string): Promise<PlannedTable[]> {
  return db.query<PlannedTable>(
    `select id, path, sha256 from read.file
      where project_id = $1 and collection_id = $2 and kind = 'table' and state = 'ready' order by path`,
    [projectId, collectionId],
  );
}

/** SHA-256 of all that persons have said of the objects and given with the images of a collection. */
export async function factsOf(db: Db, projectId: string, collectionId: string): Promise<string> {
  const hash = createHash("sha256");
  const labels = await db.query<{ line: string }>(
    `select jsonb_build_array(o.id, l.class, l.status, l.author)::text as line
       from read.label l join read.object o on o.id = l.object_id join read.image i on i.id = o.image_id
      where l.project_id = $1 and i.collection_id = $2 order by o.id`,
    [projectId, collectionId],
  );
  for (const { line } of labels) hash.update(`${line}\n`);
  const metadata = await db.query<{ line: string }>(
    `select jsonb_build_array(i.id, i.metadata, c.metadata)::text as line
       from read.image i join read.collection c on c.id = i.collection_id
      where i.project_id = $1 and i.collection_id = $2 order by i.id`,
    [projectId, collectionId],
  );
  for (const { line } of metadata) hash.update(`${line}\n`);
  return hash.digest("hex");
}

import type { Db } from "@argosy/work";
import type { RunImage } from "../run-images.ts";
import type { ImageFacts } from "./place-images.ts";

interface FactsRow {
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly shared: Readonly<Record<string, unknown>>;
  readonly collection: string;
}

/** The metadata of images; what is said of an image wins over what is said of its collection. */
export async function factsOfImages(db: Db, project: string, images: readonly RunImage[], signal?: AbortSignal): Promise<ImageFacts[]> {
  const rows = await db.query<FactsRow>(
    `select i.id, i.metadata, c.metadata as shared, c.name as collection
       from read.image i join read.collection c on c.id = i.collection_id
      where i.id = any($1) and i.project_id = $2`,
    [images.map(({ image }) => image.id), project],
    { signal },
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return images.flatMap(({ image }) => {
    const row = byId.get(image.id);
    if (row === undefined) return [];
    return [{ id: image.id, collection: row.collection, metadata: { ...row.shared, ...row.metadata }, pixelSize: image.pixelSize }];
  });
}

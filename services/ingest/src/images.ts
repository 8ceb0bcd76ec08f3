import type { Db } from "@argosy/work";
import type { PixelSource } from "./sheet/sheet-rows.ts";

/** A row of the table of images. */
export interface ImageRow {
  readonly id: string;
  readonly project_id: string;
  readonly collection_id: string;
  readonly file_id: string;
  readonly page: number;
  readonly name: string;
  readonly task_id: string;
  readonly array_id: string;
  readonly t: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly dtype: string;
  readonly colour: "grey" | "rgb" | "multi";
  readonly pixel_width: number | null;
  readonly pixel_height: number | null;
  readonly pixel_size_provenance: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

const COLUMNS = {
  id: "text",
  project_id: "text",
  collection_id: "text",
  file_id: "text",
  page: "integer",
  name: "text",
  task_id: "text",
  array_id: "text",
  t: "integer",
  width: "integer",
  height: "integer",
  channels: "integer",
  dtype: "text",
  colour: "text",
  pixel_width: "float8",
  pixel_height: "float8",
  pixel_size_provenance: "text",
  metadata: "jsonb",
  notes: "jsonb",
} as const;

const REPLACED = Object.keys(COLUMNS)
  .filter((column) => column !== "id" && column !== "project_id" && column !== "collection_id" && column !== "name")
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

/** Stores images; one of the same name in the collection is replaced and keeps its id. */
export async function putImages(tx: Db, images: readonly ImageRow[]): Promise<void> {
  await tx.insertMany("image", COLUMNS, images, {
    onConflict: `(collection_id, name) do update set ${REPLACED}, sheet_row = null, pixel_size_source = null`,
  });
}

/** An image with what its file and array say. */
export type ImageView = ImageRow & {
  readonly sha256: string | null;
  readonly levels: number;
  readonly pixel_size_source: PixelSource | null;
};

const SELECT = `
  select i.id, i.project_id, i.collection_id, i.file_id, i.page, i.name, i.task_id, i.array_id, i.t, i.width, i.height, i.channels, i.dtype,
         i.colour, i.pixel_width, i.pixel_height, i.pixel_size_provenance, i.pixel_size_source, i.notes, f.sha256, a.levels,
         i.metadata || coalesce(s.cells - 'process_pixel', '{}') as metadata
    from image i join file f on f.id = i.file_id join stored_array a on a.id = i.array_id left join sheet_row s on s.id = i.sheet_row`;

export async function findImage(db: Db, projectId: string, id: string): Promise<ImageView | undefined> {
  return db.one<ImageView>(`${SELECT} where i.id = $1 and i.project_id = $2`, [id, projectId]);
}

export async function listImages(db: Db, projectId: string, collection: string, after: string, limit: number): Promise<ImageView[]> {
  return db.query<ImageView>(`${SELECT} where i.project_id = $1 and i.collection_id = $2 and i.name > $3 order by i.name limit $4`, [
    projectId,
    collection,
    after,
    limit,
  ]);
}

/** Metadata and pixel size as a person gives them; they win over what the file said. */
export async function patchImage(
  db: Db,
  projectId: string,
  id: string,
  patch: {
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly pixelWidth: number | undefined;
    readonly pixelHeight: number | undefined;
    readonly source: PixelSource;
  },
): Promise<void> {
  await db.query(
    `update image set metadata = metadata || $3::jsonb,
            pixel_width = coalesce($4, pixel_width), pixel_height = coalesce($5, pixel_height),
            pixel_size_provenance = case when $4::float8 is null and $5::float8 is null then pixel_size_provenance else 'person' end,
            pixel_size_source = case when $4::float8 is null and $5::float8 is null then pixel_size_source else $6::jsonb end
      where id = $1 and project_id = $2`,
    [id, projectId, JSON.stringify(patch.metadata), patch.pixelWidth ?? null, patch.pixelHeight ?? null, JSON.stringify(patch.source)],
  );
}

import type { Db } from "@argosy/work";

/** Sets the pixel size that a person gave to a row on its images, with its source. */
export async function applyPixelSizes(tx: Db, rows: readonly string[]): Promise<void> {
  await tx.query(
    `update image set pixel_width = (r.cells->>'process_pixel')::float8, pixel_height = (r.cells->>'process_pixel')::float8,
            pixel_size_provenance = coalesce(r.pixel_source->>'how', 'person'), pixel_size_source = r.pixel_source
       from sheet_row r
      where r.id = image.sheet_row and r.id = any($1) and r.cells ? 'process_pixel'`,
    [rows],
  );
}

/** Gives the images of rows back the pixel size that their files, names or tables say. */
export async function restorePixelSizes(tx: Db, rows: readonly string[]): Promise<void> {
  await tx.query(
    `update image set pixel_width = case when turned then f.pixel_height else f.pixel_width end,
            pixel_height = case when turned then f.pixel_width else f.pixel_height end,
            pixel_size_provenance = f.pixel_size_provenance, pixel_size_source = null
       from file f, image i, lateral (select coalesce((f.header->'pages'->i.page->>'orientation')::int, 1) >= 5 as turned) o
      where i.id = image.id and f.id = i.file_id and i.sheet_row = any($1)`,
    [rows],
  );
}

/** How many images rows have. */
export async function imagesOfRows(tx: Db, rows: readonly string[]): Promise<number> {
  const row = await tx.one<{ count: number }>("select count(*)::int as count from image where sheet_row = any($1)", [rows]);
  return row!.count;
}

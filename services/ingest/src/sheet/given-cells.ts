import { columnsOfMetadata } from "@argosy/core";
import type { Db } from "@argosy/work";

/** What the images of a row say of a column: one value, or how far they differ. */
export type GivenCell =
  | { readonly value: string | number }
  | { readonly distinct: number; readonly least: string | number; readonly most: string | number };

/** What the images of a row say. */
export interface GivenRow {
  readonly images: number;
  readonly cells: Readonly<Record<string, GivenCell>>;
}

interface KeyRow {
  readonly row: string;
  readonly key: string;
  readonly images: number;
  readonly distinct: number;
  /** JSON. */
  readonly first: string;
  readonly last: string;
  readonly least: number | null;
  readonly most: number | null;
}

interface PixelRow {
  readonly row: string;
  readonly images: number;
  readonly known: number;
  readonly distinct: number;
  readonly least: number | null;
  readonly most: number | null;
}

/** What names, tables and files say of the images of each row of a sheet, by column. The database gathers; one message a key comes back. */
export async function givenCells(db: Db, collection: string, ids?: readonly string[]): Promise<ReadonlyMap<string, GivenRow>> {
  const wanted = "i.collection_id = $1 and i.sheet_row is not null and ($2::text[] is null or i.sheet_row = any($2))";
  const shared = await db.one<{ metadata: Readonly<Record<string, unknown>>; name: string }>(
    "select metadata, name from collection where id = $1",
    [collection],
  );
  const keys = await db.query<KeyRow>(
    `select i.sheet_row as row, e.key, count(*)::int as images, count(distinct e.value)::int as distinct,
            min(e.value::text) as first, max(e.value::text) as last,
            min(case when jsonb_typeof(e.value) = 'number' then e.value::float8 end) as least,
            max(case when jsonb_typeof(e.value) = 'number' then e.value::float8 end) as most
       from image i, jsonb_each(i.metadata) e where ${wanted} group by 1, 2`,
    [collection, ids ?? null],
  );
  const pixels = await db.query<PixelRow>(
    `select i.sheet_row as row, count(*)::int as images, count(i.pixel_width)::int as known, count(distinct i.pixel_width)::int as distinct,
            min(i.pixel_width) as least, max(i.pixel_width) as most
       from image i where ${wanted} group by 1`,
    [collection, ids ?? null],
  );
  const byRow = Map.groupBy(keys, ({ row }) => row);
  return new Map(
    pixels.map((pixel) => [
      pixel.row,
      { images: pixel.images, cells: { ...cellsOf(byRow.get(pixel.row) ?? [], pixel.images, shared), ...pixelCell(pixel) } },
    ]),
  );
}

function cellsOf(
  keys: readonly KeyRow[],
  images: number,
  shared: { readonly metadata: Readonly<Record<string, unknown>>; readonly name: string } | undefined,
): Record<string, GivenCell> {
  const agreed = keys.filter((key) => key.distinct === 1 && key.images === images);
  const metadata = { ...shared?.metadata, ...Object.fromEntries(agreed.map(({ key, first }) => [key, JSON.parse(first) as unknown])) };
  const cells: Record<string, GivenCell> = {};
  for (const { key, distinct, ...range } of keys) {
    if (Object.hasOwn(metadata, key)) continue;
    const [least, most] = [range.least ?? (JSON.parse(range.first) as unknown), range.most ?? (JSON.parse(range.last) as unknown)];
    const ends = [columnsOfMetadata({ [key]: least }), columnsOfMetadata({ [key]: most })] as const;
    for (const [column, value] of Object.entries(ends[0])) cells[column] = { distinct, least: value, most: ends[1][column] ?? value };
  }
  for (const [column, value] of Object.entries(columnsOfMetadata(metadata, true))) cells[column] = { value };
  cells["sample_id"] ??= { value: sampleOf(cells, shared?.name ?? "") };
  return cells;
}

function sampleOf(cells: Readonly<Record<string, GivenCell>>, collection: string): string | number {
  const parts = ["sample_cruise", "sample_station"].flatMap((column) => {
    const cell = cells[column];
    return cell !== undefined && "value" in cell ? [cell.value] : [];
  });
  return parts.length === 0 ? collection : parts.join("_");
}

function pixelCell({ images, known, distinct, least, most }: PixelRow): Record<string, GivenCell> {
  if (least === null || most === null) return {};
  if (distinct === 1 && known === images) return { process_pixel: { value: least } };
  return { process_pixel: { distinct: distinct + (known < images ? 1 : 0), least, most } };
}

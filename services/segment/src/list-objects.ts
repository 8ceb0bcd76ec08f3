import { refusal } from "@argosy/core";
import type { ListObjectsRequest } from "@argosy/rpc";
import type { FeatureSetView } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { findMeasure } from "./columns/measure-column.ts";
import type { ObjectColumns } from "./columns/object-columns.ts";
import type { RunState } from "./columns/run-state.ts";

/** An object of a run, with its class and the measures asked for. */
export interface ListedObject {
  readonly id: string;
  readonly image_id: string;
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
  readonly parent_id: string | null;
  readonly children: readonly string[];
  readonly made_by: string;
  readonly class: string | null;
  readonly class_id: string | null;
  readonly status: string | null;
  readonly score: number | null;
  readonly author: string | null;
  readonly measures: readonly (number | null)[];
}

/** What both a listed and a single object have. */
export type ObjectFields = Omit<ListedObject, "measures">;

/** One page, with the columns that its measures follow. */
export interface ObjectPage {
  readonly rows: readonly ListedObject[];
  readonly columns: readonly string[];
  readonly total: number;
  readonly nextCursor: string;
  readonly order: string;
}

const PAGE = { default: 100, most: 1_000 } as const;
const CURSOR = /^([0-9a-f]*)\.(\d{1,15})$/;

/**
 * A part of the objects of a run, sorted and filtered by any columns; inner objects are left out. Parts that name the same order fit
 * together, also while labels change.
 *
 * @throws {ArgosyError} FIELD_INVALID for a column or operator that is not there, `not_found` for a run that is not.
 */
export async function listObjects(db: Db, columns: ObjectColumns, request: ListObjectsRequest): Promise<ObjectPage> {
  const { project, run, sort, descending, image } = request;
  const at = placeIn(request);
  const ofImage = image === "" ? [] : [{ column: "image", operator: "eq", value: image }];
  const wanted = { project, run, sort, descending, filters: [...ofImage, ...request.filters] };
  const { places, order, state, table } = await columns.open({ ...wanted, ...(at.order === "" ? {} : { order: at.order }) });
  const limit = Math.min(request.page?.limit || PAGE.default, PAGE.most);
  const ids = Array.from(places.subarray(at.offset, at.offset + limit), (place) => table.objects.ids.at(place));
  const rows = await readRows(db, { state, sets: table.sets }, ids, request.columns);
  const end = at.offset + ids.length;
  return { rows, columns: request.columns, total: places.length, order, nextCursor: end < places.length ? `${order}.${end}` : "" };
}

function placeIn({ page, order, offset }: ListObjectsRequest): { readonly order: string; readonly offset: number } {
  const cursor = page?.cursor ?? "";
  if (cursor === "") return { order, offset };
  const [, named, place] = CURSOR.exec(cursor) ?? [];
  if (named === undefined) throw refusal("FIELD_INVALID", "the cursor is not one that a page gave", { field: "cursor" });
  return { order: named, offset: Number(place) };
}

/** Objects as they stand, in the order of their ids; one that was deleted in the meantime is left out. */
async function readRows(
  db: Db,
  { state, sets }: { readonly state: RunState; readonly sets: readonly FeatureSetView[] },
  ids: readonly string[],
  columns: readonly string[],
): Promise<ListedObject[]> {
  const params: unknown[] = [ids, state.project, state.model ?? ""];
  const joined = new Map<string, string>();
  const measures = columns.map((column) => {
    const found = findMeasure(sets, column);
    if (found === undefined) {
      if (column === "area") return "o.area";
      throw refusal("FIELD_INVALID", `there is no column "${column.slice(0, 100)}"`, { field: column.slice(0, 100) });
    }
    const alias = joined.get(found.set.id) ?? `m${joined.size}`;
    joined.set(found.set.id, alias);
    return `nullif(${alias}.values[${found.place + 1}], 'NaN')`;
  });
  const joins = Array.from(joined, ([id, alias]) => {
    params.push(id);
    return `left join read.measurement ${alias} on ${alias}.object_id = o.id and ${alias}.feature_set_id = $${params.length}`;
  });
  const rows = await db.query<ListedObject>(
    `select o.id, o.image_id, o.name, o.label, o.x, o.y, o.width, o.height, o.crop_x, o.crop_y, o.crop_width, o.crop_height,
            o.area, o.centroid_x, o.centroid_y, o.parent_id, o.made_by, p.score, l.author, l.class_id,
            coalesce(l.class, p.class) as class, coalesce(l.status, case when p.class is not null then 'predicted' end) as status,
            case when o.children = 0 then '{}' else array(
              select c.id from read.object c
               where c.task_id = o.task_id and c.image_id = o.image_id and c.parent_id = o.id order by c.label) end as children,
            array[${measures.join(", ")}]::float8[] as measures
       from read.object o
       left join read.label l on l.object_id = o.id
       left join read.prediction p on p.object_id = o.id and p.model_id = $3
       ${joins.join("\n")}
      where o.id = any($1) and o.project_id = $2`,
    params,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

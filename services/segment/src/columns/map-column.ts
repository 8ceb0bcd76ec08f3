import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import type { NumberColumn } from "./measure-column.ts";
import type { RunObjects } from "./run-objects.ts";

const NAME = /^map\.([0-9a-v]{26})\.([xy])$/;

/** Whether a column is a coordinate of the objects on a map: `map.<map>.x` or `map.<map>.y`. */
export function isMapped(name: string): boolean {
  return NAME.test(name);
}

/**
 * Reads where the objects of a run lie on a map; those that are not on it have no place.
 *
 * @throws {ArgosyError} FIELD_INVALID for a map that is not there.
 */
export async function readMapped(db: Db, project: string, objects: RunObjects, name: string): Promise<NumberColumn> {
  const [, map, axis] = NAME.exec(name) ?? [];
  const row = await db.one<{ objects: string; places: number[] }>(
    `select array_to_string(objects, '') as objects, ${axis === "x" ? "x" : "y"} as places from read.object_map
      where id = $1 and project_id = $2`,
    [map, project],
  );
  if (row === undefined) throw refusal("FIELD_INVALID", `there is no column "${name}"`, { field: name });
  const values = new Float64Array(objects.ids.size).fill(Number.NaN);
  for (const [index, place] of objects.ids.placesOf(row.objects).entries()) if (place >= 0) values[place] = row.places[index]!;
  return { values, bytes: values.byteLength };
}

import { compareNames } from "@argosy/core";
import type { Db } from "@argosy/work";
import { ID_LENGTH, IdTable } from "./id-table.ts";
import { float64s, int32s } from "./packed.ts";
import type { RunState } from "./run-state.ts";

/** The objects of a run by place: images by name, objects by label. All columns follow this order. */
export interface RunObjects {
  readonly ids: IdTable;
  /** By place in the run's images. */
  readonly images: readonly { readonly id: string; readonly name: string }[];
  /** By object: place of its image. */
  readonly image: Uint32Array;
  readonly label: Int32Array;
  readonly area: Float64Array;
  readonly bytes: number;
}

interface ImageRow {
  readonly image_id: string;
  readonly ids: string;
  readonly labels: Buffer;
  readonly steps: Buffer;
  readonly areas: Buffer;
}

const TASKS = 32;

/** Reads what all lists of a run need; inner objects and those that were replaced are left out. */
export async function readRunObjects(db: Db, { project, tasks }: RunState): Promise<RunObjects> {
  const rows: ImageRow[] = [];
  for (let at = 0; at < tasks.segment.length; at += TASKS) rows.push(...(await rowsOf(db, project, tasks.segment.slice(at, at + TASKS))));
  const ids = [...new Set(rows.map((row) => row.image_id))];
  const images = await db.query<{ id: string; name: string }>("select id, name from read.image where id = any($1) and project_id = $2", [
    ids,
    project,
  ]);
  images.sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return inOrder(images, rows);
}

async function rowsOf(db: Db, project: string, tasks: readonly string[]): Promise<ImageRow[]> {
  return db.query<ImageRow>(
    `select image_id, string_agg(id, '') as ids, string_agg(int4send(label), '') as labels, string_agg(int4send(step), '') as steps,
            string_agg(float8send(area), '') as areas
       from (select image_id, id, label, step, area from read.object
              where task_id = any($1) and project_id = $2 and not inner_object and replaced_by is null) o
      group by image_id`,
    [tasks, project],
  );
}

function inOrder(images: RunObjects["images"], rows: readonly ImageRow[]): RunObjects {
  const count = rows.reduce((sum, row) => sum + row.ids.length / ID_LENGTH, 0);
  const columns = { image: new Uint32Array(count), label: new Int32Array(count), area: new Float64Array(count) };
  const byImage = Map.groupBy(rows, (row) => row.image_id);
  const texts: string[] = [];
  let place = 0;
  for (const [index, { id }] of images.entries()) {
    for (const object of objectsOf(byImage.get(id) ?? [])) {
      texts.push(object.id);
      columns.image[place] = index;
      columns.label[place] = object.label;
      columns.area[place++] = object.area;
    }
  }
  const ids = new IdTable(texts.join(""));
  return { ids, images, ...columns, bytes: ids.bytes + 16 * count };
}

function objectsOf(rows: readonly ImageRow[]) {
  const objects = rows.flatMap((row) => {
    const [labels, steps, areas] = [int32s(row.labels), int32s(row.steps), float64s(row.areas)];
    return Array.from(labels, (label, k) => ({
      id: row.ids.slice(k * ID_LENGTH, (k + 1) * ID_LENGTH),
      label,
      step: steps[k]!,
      area: areas[k]!,
    }));
  });
  return objects.sort((a, b) => a.label - b.label || a.step - b.step || (a.id < b.id ? -1 : 1));
}

import type { Labels } from "@argosy/kernels";
import type { ChainWork } from "@argosy/nodes";
import type { ArrayReader, Ports } from "@argosy/runtime";
import { createArrayReader, decodeImage } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { lockLabels, tellOthers } from "./label-facts.ts";
import { findPartners } from "./label-partners.ts";

/** An object with a label, found by an earlier task in an image of the unit. */
interface LabelledObject {
  readonly object: string;
  readonly image: string;
  readonly task: string;
  readonly step: number;
  readonly label: number;
  readonly set_at: Date;
}

interface CarriedLabel {
  readonly from: LabelledObject;
  readonly to: string;
  readonly iou: number;
}

/**
 * Gives the labels by persons of older objects of the same images to the objects of a task: each to the one with the greatest IoU of
 * at least 0.5. Of several older ones that fit, the one labelled last counts. An object of which a person has said anything is left
 * alone, so a second execution changes nothing. Labels without a partner stay where they are.
 *
 * @returns How many labels were carried over.
 */
export async function carryLabelsOver(
  ports: Pick<Ports, "db" | "store">,
  task: { readonly project: string; readonly work: ChainWork; readonly trace: string },
  signal: AbortSignal,
): Promise<number> {
  const { project, work } = task;
  const segment = work.reads?.segment;
  if (segment === undefined || work.unit === undefined) return 0;
  const images = work.unit.images.map((image) => image.id);
  const older = await labelledObjects(ports.db, project, segment, images);
  if (older.length === 0) return 0;
  const reader = createArrayReader(ports.db, ports.store, project);
  const carried: CarriedLabel[] = [];
  for (const image of new Set(older.map((object) => object.image))) {
    signal.throwIfAborted();
    const ofImage = older.filter((object) => object.image === image);
    carried.push(...(await carryInImage({ db: ports.db, reader, project, segment }, image, ofImage, signal)));
  }
  return ports.db.transaction((tx) => storeCarried(tx, project, carried, task.trace));
}

async function labelledObjects(db: Db, project: string, segment: string, images: readonly string[]): Promise<LabelledObject[]> {
  return db.query<LabelledObject>(
    `select o.id as object, o.image_id as image, o.task_id as task, o.step, o.label, l.set_at
       from read.object o join label l on l.object_id = o.id
      where o.image_id = any($1) and o.project_id = $2 and o.task_id <> $3 and not o.inner_object and o.replaced_by is null
      order by o.image_id, o.task_id, o.step, o.label`,
    [images, project, segment],
  );
}

interface Place {
  readonly db: Db;
  readonly reader: ArrayReader;
  readonly project: string;
  readonly segment: string;
}

async function carryInImage(place: Place, image: string, older: readonly LabelledObject[], signal: AbortSignal): Promise<CarriedLabel[]> {
  const rows = await place.db.query<{ id: string; step: number; label: number }>(
    `select id, step, label from read.object
      where task_id = $1 and image_id = $2 and project_id = $3 and not inner_object and replaced_by is null order by step, label`,
    [place.segment, image, place.project],
  );
  const found: CarriedLabel[] = [];
  for (const step of new Set(rows.map((row) => row.step))) {
    const newer = await readLabels(place, { task: place.segment, step, image }, signal);
    const ids = new Map(rows.filter((row) => row.step === step).map((row) => [row.label, row.id]));
    if (newer !== undefined) for (const group of groupsOf(older)) found.push(...(await carryGroup(place, group, newer, ids, signal)));
  }
  return chosen(found);
}

/** Older objects by the label image that they lie in. */
function groupsOf(older: readonly LabelledObject[]): LabelledObject[][] {
  return [...Map.groupBy(older, (object) => `${object.task} ${object.step}`).values()];
}

async function carryGroup(
  place: Place,
  group: readonly LabelledObject[],
  newer: Labels,
  ids: ReadonlyMap<number, string>,
  signal: AbortSignal,
): Promise<CarriedLabel[]> {
  const labels = await readLabels(place, group[0]!, signal);
  // An image that was imported anew with another size shows something else.
  if (labels === undefined || labels.width !== newer.width || labels.height !== newer.height) return [];
  const partners = findPartners(labels, newer, new Set(group.map((object) => object.label)));
  return group.flatMap((from) => {
    const partner = partners.get(from.label);
    const to = partner === undefined ? undefined : ids.get(partner.label);
    return partner === undefined || to === undefined ? [] : [{ from, to, iou: partner.iou }];
  });
}

/** One older object for each new one: the one labelled last; then the better fit, the lower label, the lower task. */
function chosen(found: readonly CarriedLabel[]): CarriedLabel[] {
  const sorted = found.toSorted(
    (a, b) =>
      b.from.set_at.getTime() - a.from.set_at.getTime() ||
      b.iou - a.iou ||
      a.from.label - b.from.label ||
      (a.from.task < b.from.task ? -1 : 1),
  );
  const taken = new Set<string>();
  return sorted.filter(({ to }) => !taken.has(to) && taken.add(to));
}

async function readLabels(
  { db, reader, project }: Place,
  at: { readonly task: string; readonly step: number; readonly image: string },
  signal: AbortSignal,
): Promise<Labels | undefined> {
  const facet = await db.one<{ array: string; t: number; width: number; height: number }>(
    `select array_id as array, t, width, height from read.facet
      where task_id = $1 and step = $2 and image_id = $3 and project_id = $4 and kind = 'labels' order by slot limit 1`,
    [at.task, at.step, at.image, project],
  );
  if (facet === undefined) return undefined;
  const { channels } = decodeImage(await reader.readImage(facet, signal));
  return channels[0] as Labels;
}

async function storeCarried(tx: Db, project: string, carried: readonly CarriedLabel[], trace: string): Promise<number> {
  await lockLabels(tx, project);
  const rows = await tx.query<{ object_id: string }>(
    `with given as (
       select g.to_object, l.class_id, c.name as class, l.status, l.author, l.set_at, g.from_object
         from unnest($1::text[], $2::text[]) as g (from_object, to_object)
         join label l on l.object_id = g.from_object join class c on c.id = l.class_id
        where not exists (select 1 from label_history h where h.object_id = g.to_object)
     ), put as (
       insert into label (object_id, project_id, class_id, status, author, origin, set_at)
       select to_object, $3, class_id, status, author, 'carried-over', set_at from given
       on conflict (object_id) do nothing returning object_id
     )
     insert into label_history (object_id, project_id, class_id, class, status, author, origin, from_object)
     select put.object_id, $3, class_id, class, status, author, 'carried-over', from_object
       from given join put on put.object_id = given.to_object
     returning object_id`,
    [carried.map(({ from }) => from.object), carried.map(({ to }) => to), project],
  );
  const objects = rows.map((row) => row.object_id).sort();
  if (objects.length > 0) await tellOthers(tx, project, objects, trace);
  return objects.length;
}

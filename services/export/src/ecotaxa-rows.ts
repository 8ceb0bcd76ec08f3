import type { UnitTasks } from "@argosy/nodes";
import type { Ports } from "@argosy/runtime";
import { inOrder } from "@argosy/runtime";
import { createCropDrawer } from "./draw-crops.ts";
import type { EcotaxaAnnotation, EcotaxaRow } from "./ecotaxa/bundle-row.ts";
import type { ExportTask } from "./export-choice.ts";
import { takesImage } from "./export-choice.ts";
import { factsOfImages } from "./facts/image-facts.ts";
import type { ImagePlacement } from "./facts/place-images.ts";
import { placeImages } from "./facts/place-images.ts";
import { processSteps } from "./facts/process-steps.ts";
import { valuesOf } from "./measure-choice.ts";
import type { RunImage } from "./run-images.ts";
import { imagesOfTasks } from "./run-images.ts";
import type { ChildrenOfClass, ObjectRow } from "./run-objects.ts";
import { childrenByClass, objectsOfImages } from "./run-objects.ts";
import type { SinkSources } from "./run-work.ts";
import { sourcesOfSink } from "./run-work.ts";

/** The objects of one frame, not drawn yet. */
interface Frame extends RunImage {
  readonly reads: UnitTasks;
  readonly objects: readonly ObjectRow[];
  readonly childClasses: ReadonlyMap<string, ChildrenOfClass[]>;
}

/** Every object of an export task as a row of a bundle, in the order of the units, images and labels; pictures are drawn as they are taken. */
export async function* ecotaxaRows(ports: Ports, project: string, work: ExportTask, signal: AbortSignal): AsyncGenerator<EcotaxaRow> {
  const sources = await sourcesOfSink(ports.db, project, work);
  const units = work.units ?? [];
  const images = (await imagesOfTasks(ports.db, project, segmentTasks(units), signal)).filter(({ image }) =>
    takesImage(work.choice, image.id),
  );
  const placed = placeImages(await factsOfImages(ports.db, project, images, signal), processSteps(sources.chain, sources.model));
  const draw = createCropDrawer(ports, project, work, signal);
  const families = await hasChildren(ports, project, units);
  const drawn = inOrder(
    framesOf(ports, project, { units, images, sources, families }, signal),
    2 * ports.workers.size + 1,
    async (frame) => ({
      frame,
      pictures: frame.objects.length === 0 ? [] : await draw(frame, frame.objects),
    }),
  );
  const names = sources.measures.map(({ name }) => name);
  for await (const { frame, pictures } of drawn) {
    const placement = placed.get(frame.image.id);
    for (const [index, object] of frame.objects.entries()) {
      yield rowOf({
        object,
        pictures: pictures[index] ?? [],
        placement,
        sources,
        names,
        families: families ? frame.childClasses : undefined,
      });
    }
  }
}

interface FramesWish {
  readonly units: readonly UnitTasks[];
  readonly images: readonly RunImage[];
  readonly sources: SinkSources;
  readonly families: boolean;
}

/** Frames unit by unit; one statement a unit. */
async function* framesOf(ports: Ports, project: string, wish: FramesWish, signal: AbortSignal): AsyncGenerator<Frame> {
  const byTask = Map.groupBy(wish.images, ({ task }) => task);
  for (const reads of wish.units) {
    const images = byTask.get(reads.segment ?? "") ?? [];
    const wanted = {
      project,
      segmentTasks: segmentTasks([reads]),
      step: wish.sources.objectsStep,
      images: images.map(({ image }) => image.id),
      sets: wish.sources.sets.map((set) => set.id),
      model: wish.sources.model,
    };
    const objects = await objectsOfImages(ports.db, wanted, signal);
    const childClasses = wish.families ? await childrenByClass(ports.db, wanted, signal) : new Map<string, ChildrenOfClass[]>();
    for (const image of images) {
      const found = objects.get(image.image.id) ?? [];
      yield { ...image, reads, objects: found.filter((object) => wish.sources.takes(object)), childClasses };
    }
  }
}

interface RowParts {
  readonly object: ObjectRow;
  readonly pictures: readonly Uint8Array[];
  readonly placement: ImagePlacement | undefined;
  readonly sources: SinkSources;
  /** Of the measures. */
  readonly names: readonly string[];
  /** Classes of children by parent; `undefined` where no object of the run has any child. */
  readonly families: ReadonlyMap<string, ChildrenOfClass[]> | undefined;
}

const NO_FACTS = {};

function rowOf({ object, pictures, placement, sources, names, families }: RowParts): EcotaxaRow {
  const annotation = annotationOf(object);
  const file = object.name.replaceAll("/", "_").replaceAll("#", "_");
  return {
    objectId: object.name,
    imageFiles: pictures.map((bytes, index) => ({ name: `${file}${index === 0 ? "" : `_${index + 1}`}.png`, bytes })),
    object: { ...placement?.object, ...(annotation === undefined ? {} : { annotation }) },
    sample: placement?.sample ?? NO_FACTS,
    acquisition: placement?.acquisition ?? NO_FACTS,
    process: placement?.process ?? NO_FACTS,
    numbers: { names, values: valuesOf(object.values, sources.measures) },
    measures: [...(families === undefined ? [] : familyOf(object, families)), ...Object.entries(placement?.own ?? {})],
  };
}

function annotationOf({ class: category, status, author, set_at }: ObjectRow): EcotaxaAnnotation | undefined {
  if (category === null || status === null) return undefined;
  if (author === null || set_at === null) return { category, status };
  const [date, time] = set_at.toISOString().replaceAll(/[-:]/g, "").slice(0, 15).split("T");
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(author) ? { personEmail: author } : {};
  return { category, status, personName: author, ...email, date: date!, time: time! };
}

function familyOf(object: ObjectRow, families: ReadonlyMap<string, ChildrenOfClass[]>): [string, number][] {
  const classes = families.get(object.id) ?? [];
  return [
    ["children.count", object.children],
    ["children.area", object.children_area],
    ...classes.flatMap((child): [string, number][] => [
      [`children.count_${child.class}`, child.count],
      [`children.area_${child.class}`, child.area],
    ]),
  ];
}

async function hasChildren({ db }: Ports, project: string, units: readonly UnitTasks[]): Promise<boolean> {
  const row = await db.one("select 1 from read.object where task_id = any($1) and project_id = $2 and inner_object limit 1", [
    segmentTasks(units),
    project,
  ]);
  return row !== undefined;
}

function segmentTasks(units: readonly UnitTasks[]): string[] {
  return units.flatMap(({ segment }) => (segment === undefined ? [] : [segment]));
}

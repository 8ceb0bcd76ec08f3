import { ArgosyError } from "@argosy/core";
import type { ChainWork } from "@argosy/nodes";
import type { ExplainPlaceRequest, PlaceExplained } from "@argosy/rpc";
import type { PlaceJob, PlaceResult, Ports } from "@argosy/runtime";
import { buffersOfFrame, createArrayReader, findLabelImage, readCompanions } from "@argosy/runtime";
import { openArray } from "@argosy/storage";
import { placeSentence } from "./place-words.ts";

interface SegmentTask {
  readonly id: string;
  readonly state: string;
  readonly work: ChainWork;
}

/** Facts with a unit of their own where the parameter has none. */
const GREY = "grey value";

/**
 * What lies at a place of an image in a run: an object, or the step that took it out and why. Objects are looked up where they are
 * stored; for anything else the chain is run once more on the image, so that the answer is that of the very same nodes.
 *
 * @throws {ArgosyError} `not_found` for the run, or an image that it has not worked on; `invalid_argument` for a place beyond the image.
 */
export async function explainPlaceOf(ports: Ports, request: ExplainPlaceRequest, signal: AbortSignal): Promise<PlaceExplained> {
  const { project, run, image: imageId } = request;
  const task = await findTask(ports, request);
  const image = task.work.unit?.images.find(({ id }) => id === imageId);
  const step = task.work.keeps.findLast((keep) => keep.kind === "objects")?.step;
  const [x, y] = [Math.floor(request.x), Math.floor(request.y)];
  if (image === undefined || step === undefined)
    throw new ArgosyError("not_found", "the run looks for no objects in this image", { details: { run, image: imageId } });
  if (!(x >= 0 && y >= 0 && x < image.width && y < image.height))
    throw new ArgosyError("invalid_argument", "the place lies beyond the image", { details: { x, y } });
  if (task.state !== "done") return { ...NOTHING, kind: "not_run", sentence: "The run has not worked on this image yet." };
  const label = await storedLabel(ports, project, { task: task.id, step, image: imageId }, { x, y }, signal);
  if (label !== 0) {
    const object = await objectOf(ports, project, { task: task.id, step, image: imageId, label });
    return { ...NOTHING, kind: "object", object, sentence: "This is an object." };
  }
  const reader = createArrayReader(ports.db, ports.store, project);
  const { t, width, height } = image;
  const input: PlaceJob = {
    steps: task.work.steps,
    image,
    frame: await reader.readImage({ array: task.work.unit!.array, t, width, height }, signal),
    ...(await readCompanions(ports, reader, project, image, signal)),
    stored: {},
    at: { x, y, step },
  };
  const found = await ports.workers.run<PlaceResult>({ task: "explain-place", input }, { signal, transfer: buffersOfFrame(input) });
  const parent = found.facts.label;
  const object = parent === undefined ? "" : await objectOf(ports, project, { task: task.id, step, image: imageId, label: parent });
  return explained(task.work, found, object);
}

const NOTHING: PlaceExplained = {
  kind: "",
  object: "",
  instance: "",
  node: "",
  title: "",
  parameter: "",
  parameterTitle: "",
  unit: "",
  box: undefined,
  sentence: "",
};

function explained(work: ChainWork, found: PlaceResult, object: string): PlaceExplained {
  const { facts, title, parameterTitle, parameterUnit } = found;
  const { id: instance, node } = work.steps[facts.step]!;
  return {
    ...NOTHING,
    kind: facts.kind === "inner" ? "part_of_object" : facts.kind,
    object,
    instance,
    node,
    title,
    parameter: facts.parameter ?? "",
    parameterTitle,
    value: facts.value,
    limit: facts.limit,
    unit: facts.kind === "background" ? GREY : parameterUnit,
    box: facts.box,
    sentence: placeSentence(found),
  };
}

async function findTask({ db }: Pick<Ports, "db">, { project, run, image }: ExplainPlaceRequest): Promise<SegmentTask> {
  const task = await db.one<SegmentTask>(
    `select task_id as id, state, work from read.run_task
      where run_id = $1 and project_id = $2 and stage = 'segment' and work->'unit'->'images' @> $3::jsonb limit 1`,
    [run, project, JSON.stringify([{ id: image }])],
  );
  if (task === undefined) throw new ArgosyError("not_found", "the run does not have this image", { details: { run, image } });
  return task;
}

async function storedLabel(
  { db, store }: Pick<Ports, "db" | "store">,
  project: string,
  name: { readonly task: string; readonly step: number; readonly image: string },
  { x, y }: { readonly x: number; readonly y: number },
  signal: AbortSignal,
): Promise<number> {
  const place = await findLabelImage(db, project, { ...name, slot: "labels" });
  if (place === undefined) return 0;
  const stored = await db.one<{ prefix: string }>("select prefix from read.array where id = $1 and project_id = $2", [
    place.array,
    project,
  ]);
  if (stored === undefined) return 0;
  const array = await openArray(store, stored.prefix, { signal });
  const samples = await array.read(0, { x, y, width: 1, height: 1 }, { t: place.t, c: 0, z: 0 }, signal);
  return Number(samples[0]);
}

async function objectOf(
  { db }: Pick<Ports, "db">,
  project: string,
  at: { readonly task: string; readonly step: number; readonly image: string; readonly label: number },
): Promise<string> {
  const row = await db.one<{ id: string }>(
    `select id from object
      where project_id = $1 and task_id = $2 and step = $3 and image_id = $4 and label = $5 and not inner_object and replaced_by is null`,
    [project, at.task, at.step, at.image, at.label],
  );
  return row?.id ?? "";
}

import { ArgosyError } from "@argosy/core";
import type { BoundService, Implementation, Object as ObjectMessage, ObjectSet } from "@argosy/rpc";
import { bindService, SegmentServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { forgetting } from "@argosy/runtime";
import { countObjects } from "./columns/count-objects.ts";
import type { ObjectColumns, OrderedObjects } from "./columns/object-columns.ts";
import { scatterOf, spreadOf } from "./columns/spread.ts";
import { explainPlaceOf } from "./explain-place.ts";
import { facetsOf } from "./facets-of-object.ts";
import { keptOfProjects } from "./kept-of-projects.ts";
import { lineageOf } from "./lineage.ts";
import { countDropped, listDropped } from "./list-dropped.ts";
import type { ListedObject, ObjectFields } from "./list-objects.ts";
import { listObjects } from "./list-objects.ts";
import { listRunImages } from "./list-run-images.ts";
import { findObject } from "./one-object.ts";
import type { ImageSummaries } from "./summarise-image.ts";

type Methods = Implementation<typeof SegmentServiceDefinition>;

/** Ids in one message of a stream. */
const BATCH = 10_000;
/** Bytes of one message. */
const PART_BYTES = 2 ** 20;

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function segmentRpc(ports: Ports, columns: ObjectColumns, summaries: ImageSummaries): BoundService {
  return bindService(
    SegmentServiceDefinition,
    { ...objectMethods(ports, columns), ...setMethods(columns), ...imageMethods(ports, summaries), ...forgetting(ports, keptOfProjects) },
    {
      getObject: "viewer",
      listObjects: "viewer",
      listFacets: "viewer",
      getLineage: "viewer",
      streamObjectIds: "viewer",
      countObjects: "viewer",
      getHistogram: "viewer",
      getScatter: "viewer",
      listRunImages: "viewer",
      countDropped: "viewer",
      listDropped: "viewer",
      summariseImage: "viewer",
      explainPlace: "viewer",
      forgetProject: "service",
    },
    {
      forgetProject: { timeoutMs: 600_000 },
      listObjects: { timeoutMs: 30_000 },
      countObjects: { timeoutMs: 30_000 },
      getHistogram: { timeoutMs: 30_000 },
      getScatter: { timeoutMs: 30_000 },
    },
  );
}

function objectMethods({ db }: Ports, columns: ObjectColumns): Pick<Methods, "getObject" | "listObjects" | "listFacets" | "getLineage"> {
  return {
    async getObject({ project, object }) {
      const found = await findObject(db, project, object);
      if (found === undefined) throw new ArgosyError("not_found", "there is no such object", { details: { object } });
      return { ...objectMessage(project, found, {}), probabilities: found.probabilities };
    },
    async listObjects(request) {
      const page = await listObjects(db, columns, request);
      const measuresOf = (row: ListedObject) =>
        Object.fromEntries(page.columns.flatMap((column, index) => (row.measures[index] == null ? [] : [[column, row.measures[index]]])));
      return {
        objects: page.rows.map((row) => objectMessage(request.project, row, measuresOf(row))),
        nextCursor: page.nextCursor,
        total: page.total,
        order: page.order,
      };
    },
    listFacets: async ({ project, object }) => ({ facets: await facetsOf(db, project, object) }),
    getLineage: async ({ project, object }) => ({ steps: await lineageOf(db, project, object) }),
  };
}

function setMethods(columns: ObjectColumns): Pick<Methods, "streamObjectIds" | "countObjects" | "getHistogram" | "getScatter"> {
  const open = ({ project, run, filters }: ObjectSet, measures: readonly string[] = []): Promise<OrderedObjects> =>
    columns.open({ project, run, filters, sort: "", descending: false }, measures);
  return {
    async *streamObjectIds(request) {
      const { table, places } = await open(request);
      for (let at = 0; at < places.length; at += BATCH)
        yield { objects: Array.from(places.subarray(at, at + BATCH), (place) => table.objects.ids.at(place)) };
    },
    countObjects: async (request) => countObjects(await open(request)),
    getHistogram: async (request) => spreadOf(await open(request, [request.column]), request.column, request),
    getScatter: async (request) => scatterOf(await open(request, [request.x, request.y]), request.x, request.y, request.points),
  };
}

function imageMethods(
  ports: Ports,
  summaries: ImageSummaries,
): Pick<Methods, "listRunImages" | "countDropped" | "listDropped" | "summariseImage" | "explainPlace"> {
  const { db } = ports;
  return {
    explainPlace: (request, { signal }) => explainPlaceOf(ports, request, signal),
    listRunImages: (request) => listRunImages(db, request),
    countDropped: async (request) => ({ counts: await countDropped(db, request) }),
    listDropped: async (request) => ({ dropped: await listDropped(db, request) }),
    async *summariseImage({ project, image, definition, level, part, shared }, { signal }) {
      const wish = { project, image, definition: definition ?? {}, level, part: part ?? { x: 0, y: 0, width: 0, height: 0 }, shared };
      const packed = await summaries(wish, signal);
      for (let at = 0; at < packed.length; at += PART_BYTES) yield { data: packed.subarray(at, at + PART_BYTES) };
    },
  };
}

function objectMessage(project: string, row: ObjectFields, measures: Record<string, number>): ObjectMessage {
  return {
    id: row.id,
    project,
    image: row.image_id,
    name: row.name,
    label: row.label,
    box: { x: row.x, y: row.y, width: row.width, height: row.height },
    crop: { x: row.crop_x, y: row.crop_y, width: row.crop_width, height: row.crop_height },
    area: row.area,
    centroidX: row.centroid_x,
    centroidY: row.centroid_y,
    parent: row.parent_id ?? "",
    children: [...row.children],
    madeBy: row.made_by,
    class: row.class ?? "",
    status: row.status ?? "",
    score: row.score ?? undefined,
    author: row.author ?? "",
    measures,
    probabilities: {},
    classId: row.class_id ?? "",
  };
}

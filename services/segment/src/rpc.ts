import { ArgosyError } from "@argosy/core";
import type { BoundService, Object as ObjectMessage } from "@argosy/rpc";
import { bindService, SegmentServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { facetsOf } from "./facets-of-object.ts";
import { lineageOf } from "./lineage.ts";
import { countDropped, listDropped } from "./list-dropped.ts";
import type { ListedObject, ObjectFields } from "./list-objects.ts";
import { listObjects } from "./list-objects.ts";
import { findObject } from "./one-object.ts";
import type { ImageSummaries } from "./summarise-image.ts";

/** Bytes of one message. */
const PART_BYTES = 2 ** 20;

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function segmentRpc({ db }: Ports, summaries: ImageSummaries): BoundService {
  return bindService(
    SegmentServiceDefinition,
    {
      async getObject({ project, object }) {
        const found = await findObject(db, project, object);
        if (found === undefined) throw new ArgosyError("not_found", "there is no such object", { details: { object } });
        return { ...objectMessage(project, found, {}), probabilities: found.probabilities };
      },
      async listObjects(request) {
        const page = await listObjects(db, request);
        const measuresOf = (row: ListedObject) =>
          Object.fromEntries(page.columns.flatMap((column, index) => (row.measures[index] == null ? [] : [[column, row.measures[index]]])));
        return {
          objects: page.rows.map((row) => objectMessage(request.project, row, measuresOf(row))),
          nextCursor: page.nextCursor,
          total: page.total,
        };
      },
      listFacets: async ({ project, object }) => ({ facets: await facetsOf(db, project, object) }),
      countDropped: async (request) => ({ counts: await countDropped(db, request) }),
      listDropped: async (request) => ({ dropped: await listDropped(db, request) }),
      async *summariseImage({ project, image, definition, level, part }, { signal }) {
        const wish = { project, image, definition: definition ?? {}, level, part: part ?? { x: 0, y: 0, width: 0, height: 0 } };
        const packed = await summaries(wish, signal);
        for (let at = 0; at < packed.length; at += PART_BYTES) yield { data: packed.subarray(at, at + PART_BYTES) };
      },
      getLineage: async ({ project, object }) => ({ steps: await lineageOf(db, project, object) }),
    },
    {
      getObject: "viewer",
      listObjects: "viewer",
      listFacets: "viewer",
      countDropped: "viewer",
      listDropped: "viewer",
      summariseImage: "viewer",
      getLineage: "viewer",
    },
  );
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
  };
}

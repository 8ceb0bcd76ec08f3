import type { ClassifyServiceDefinition, Implementation, ObjectMap } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { callerOf } from "./caller.ts";
import type { MapRow } from "./object-maps.ts";
import { getMap, listMaps } from "./object-maps.ts";
import { planMap } from "./plan-map.ts";

type Methods = Implementation<typeof ClassifyServiceDefinition>;

/** Who may call the methods of maps. */
export const MAP_ROLES = { drawMap: "editor", listMaps: "viewer", getMap: "viewer" } as const;

/** Methods of maps that may take longer. */
export const MAP_OPTIONS = { drawMap: { timeoutMs: 60_000 } } as const;

/** The methods of the service that are about maps of objects. */
export function mapMethods(ports: Ports): Pick<Methods, keyof typeof MAP_ROLES> {
  const { db } = ports;
  return {
    drawMap: (request, { identity }) => planMap(ports, request, callerOf(identity)),
    listMaps: async ({ project, run }) => ({ maps: (await listMaps(db, project, run)).map(mapMessage) }),
    async getMap({ project, map }) {
      const found = await getMap(db, project, map);
      return { map: mapMessage(found), objects: [...found.objects], x: [...found.x], y: [...found.y] };
    },
  };
}

function mapMessage({ report, ...row }: MapRow): ObjectMap {
  return {
    id: row.id,
    project: row.project_id,
    run: row.run_id,
    objects: row.count,
    measured: Number(row.measured),
    columns: [...report.columns],
    neighbours: report.neighbours,
    minDist: report.minDist,
    seed: report.seed,
    method: report.method,
    library: report.library,
    sha256: row.sha256,
    author: row.author,
    createdAt: row.created_at.toISOString(),
  };
}

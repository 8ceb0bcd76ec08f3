import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";

/** How a map was made. */
export interface MapReport {
  readonly columns: readonly string[];
  readonly neighbours: number;
  readonly minDist: number;
  readonly seed: number;
  readonly method: "umap" | "components";
  readonly library: string;
}

/** A map of objects without their places. */
export interface MapRow {
  readonly id: string;
  readonly project_id: string;
  readonly run_id: string;
  readonly count: number;
  /** As the driver gives a bigint. */
  readonly measured: string;
  readonly author: string;
  readonly report: MapReport;
  readonly sha256: string;
  readonly created_at: Date;
}

/** A map with the places of its objects. */
export interface MapPlaces extends MapRow {
  readonly objects: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const COLUMNS = `m.id, m.project_id, r.run_id, cardinality(r.objects) as count, r.measured, r.author, m.report, m.sha256, m.created_at`;

/** The maps of a run, the newest first. */
export async function listMaps(db: Db, projectId: string, runId: string): Promise<MapRow[]> {
  return db.query<MapRow>(
    `select ${COLUMNS} from object_map m join map_request r on r.task_id = m.task_id
      where r.run_id = $1 and m.project_id = $2 order by m.created_at desc, m.id desc`,
    [runId, projectId],
  );
}

/** @throws {ArgosyError} `not_found`. */
export async function getMap(db: Db, projectId: string, id: string): Promise<MapPlaces> {
  const row = await db.one<MapPlaces>(
    `select ${COLUMNS}, r.objects, m.x, m.y from object_map m join map_request r on r.task_id = m.task_id
      where m.id = $1 and m.project_id = $2`,
    [id, projectId],
  );
  if (row === undefined) throw new ArgosyError("not_found", "there is no such map", { details: { map: id } });
  return row;
}

/** Stores a map. */
export async function insertMap(
  tx: Db,
  map: {
    readonly id: string;
    readonly project: string;
    readonly task: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly report: MapReport;
    readonly sha256: string;
  },
): Promise<void> {
  await tx.query("insert into object_map (id, project_id, task_id, x, y, report, sha256) values ($1, $2, $3, $4, $5, $6, $7)", [
    map.id,
    map.project,
    map.task,
    map.x,
    map.y,
    JSON.stringify(map.report),
    map.sha256,
  ]);
}

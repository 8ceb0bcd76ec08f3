import { createHash } from "node:crypto";
import { canonicalJson, idFromHash } from "@argosy/core";
import type { MapJob, MapResult, Ports, TaskHandler } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { featuresOfObjects } from "./features.ts";
import { findMapRequest } from "./mapped-objects.ts";
import { sha256Of } from "./models.ts";
import type { MapReport } from "./object-maps.ts";
import { insertMap } from "./object-maps.ts";
import type { MapWork } from "./work.ts";

/** Works off one map: lays the objects out in a worker and stores their places. Safe to run twice: equal work gives equal bytes. */
export function drawMap(ports: Ports): TaskHandler<MapWork> {
  return async ({ id, project, work }, { signal }) => {
    const { sets, columns, neighbours, minDist, seed, library } = work;
    const objects = await findMapRequest(ports.db, id, project);
    const features = await featuresOfObjects(ports.db, project, { sets, columns, objects }, signal);
    const input: MapJob = { features, n: objects.length, f: columns.length, neighbours, minDist, seed };
    const transfer = [features.buffer as ArrayBuffer];
    const { places, method } = await ports.workers.run<MapResult>({ task: "lay-out-rows", input }, { signal, transfer });
    const report: MapReport = { columns, neighbours, minDist, seed, method, library };
    const sha256 = sha256Of(new Uint8Array(places.buffer, places.byteOffset, places.byteLength));
    const output = sha256Of(canonicalJson({ report, sha256 }));
    const map = { id: mapId(id), project, task: id, x: every2nd(places, 0), y: every2nd(places, 1), report, sha256 };
    await ports.db.transaction(async (tx) => {
      if (await recordOutput(tx, id, output)) await insertMap(tx, map);
    });
    return { sha256: output, results: { map: map.id } };
  };
}

function every2nd(places: Float32Array, axis: 0 | 1): number[] {
  return Array.from({ length: places.length / 2 }, (_, object) => places[2 * object + axis]!);
}

function mapId(taskId: string): string {
  return idFromHash(createHash("sha256").update(`map ${taskId}`).digest());
}

import { ArgosyError } from "@argosy/core";
import type { BoundService } from "@argosy/rpc";
import { bindService, MeasureServiceDefinition } from "@argosy/rpc";
import type { FeatureSetView, Ports } from "@argosy/runtime";
import { featureSetsOfRun, forgetting } from "@argosy/runtime";
import { columnSpread } from "./column-spread.ts";
import { keptOfProjects } from "./kept-of-projects.ts";
import { rowsOfRun } from "./measurements.ts";

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function measureRpc(ports: Ports): BoundService {
  const { db } = ports;
  return bindService(
    MeasureServiceDefinition,
    {
      async listFeatureSets({ project, run }) {
        const sets = await featureSetsOfRun(db, project, run);
        return { sets: sets.map((set) => ({ ...set, columns: set.columns.map((column) => ({ ...column })) })) };
      },
      ...forgetting(ports, keptOfProjects),
      getColumnSpread: ({ project, run, column }) => columnSpread(db, project, run, column),
      async *streamMeasurements({ project, run }) {
        const found = await db.one("select id from read.run where id = $1 and project_id = $2", [run, project]);
        if (found === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run } });
        const sets = await featureSetsOfRun(db, project, run);
        yield { columns: sets.flatMap((set) => set.columns.map((column) => column.name)), rows: [] };
        const ids = sets.map((set) => set.id);
        for await (const rows of rowsOfRun(db, project, run, ids)) {
          yield {
            columns: [],
            rows: rows.map((row) => ({
              object: row.object,
              image: row.image,
              name: row.name,
              label: row.label,
              class: row.class ?? "",
              status: row.status ?? "",
              values: row.values.flatMap((values, index) => values ?? unmeasured(sets[index]!)),
            })),
          };
        }
      },
    },
    { listFeatureSets: "viewer", getColumnSpread: "viewer", streamMeasurements: "viewer", forgetProject: "service" },
    { streamMeasurements: { idleMs: 600_000 }, forgetProject: { timeoutMs: 600_000 } },
  );
}

function unmeasured(set: FeatureSetView): number[] {
  return set.columns.map(() => Number.NaN);
}

import type { FeatureTable } from "@argosy/kernels";
import type { ChainWork } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** What one measuring step gave, by image of the unit. */
export interface MeasuredSet {
  readonly id: string;
  readonly name: string;
  readonly step: ChainWork["steps"][number];
  readonly tables: readonly FeatureTable[];
}

/** Stores what the columns of a set mean; the same set again changes nothing. */
export async function putFeatureSet(tx: Db, projectId: string, set: MeasuredSet): Promise<void> {
  const columns = (set.tables[0]?.columns ?? []).map((column) => ({ ...column, name: `${set.name}.${column.name}` }));
  await tx.query(
    `insert into feature_set (id, project_id, name, node, version, params, sources, columns) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing`,
    [
      set.id,
      projectId,
      set.name,
      set.step.node,
      set.step.version,
      JSON.stringify(set.step.params),
      JSON.stringify(set.step.inputs),
      JSON.stringify(columns),
    ],
  );
}

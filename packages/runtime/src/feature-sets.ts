import { createHash } from "node:crypto";
import { canonicalJson, idFromHash } from "@argosy/core";
import type { StagePlan, Step } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** A set of measures: what one measuring node gives, with the names of its columns as they are used everywhere: `<set>.<measure>`. */
export interface FeatureSetView {
  readonly id: string;
  readonly name: string;
  readonly node: string;
  readonly version: number;
  readonly columns: readonly { readonly name: string; readonly unit: string; readonly definition: string }[];
}

/** The id of the feature set of a step: it follows from the chain up to it, so equal measures have one set in a project. */
export function featureSetId(projectId: string, steps: readonly Step[], step: number): string {
  const chain = steps.map(({ node, version, params, inputs }) => ({ node, version, params, inputs }));
  return idFromHash(
    createHash("sha256")
      .update(canonicalJson({ project: projectId, chain, step }))
      .digest(),
  );
}

/** The prefix of the columns of a measuring step: the last word of its node, numbered from the second step of the same node on. */
export function featureSetName(steps: readonly Step[], step: number): string {
  const { node } = steps[step]!;
  const earlier = steps.slice(0, step).filter((other) => other.node === node).length;
  const name = node.slice(node.lastIndexOf(".") + 1);
  return earlier === 0 ? name : `${name}${earlier + 1}`;
}

/** The feature sets of a run in the order of its steps; those of tasks that measured nothing yet are left out. */
export async function featureSetsOfRun(db: Db, projectId: string, runId: string): Promise<FeatureSetView[]> {
  const run = await db.one<{ plan: { stages: StagePlan[] } }>("select plan from read.run where id = $1 and project_id = $2", [
    runId,
    projectId,
  ]);
  const measure = run?.plan.stages.find((plan) => plan.stage === "measure");
  if (measure === undefined) return [];
  const ids = measure.keeps.filter((keep) => keep.kind === "table").map((keep) => featureSetId(projectId, measure.steps, keep.step));
  const sets = await db.query<FeatureSetView>("select id, name, node, version, columns from read.feature_set where id = any($1)", [ids]);
  return ids.flatMap((id) => sets.find((set) => set.id === id) ?? []);
}

import { createHash } from "node:crypto";
import { canonicalJson } from "@argosy/core";
import type { Step } from "@argosy/nodes";
import type { EcotaxaParent } from "../ecotaxa/bundle-row.ts";

/** Steps that get a column of their own; the rest stands in the summary only, because a project has 30 columns of a process. */
const OWN_COLUMNS = 20;

/** The nodes that led to the numbers, with versions and parameters, as columns of a process. Its id follows from them. */
export function processSteps(chain: readonly Step[], model: string | undefined): EcotaxaParent {
  const steps = withoutRepeats(chain);
  const work = steps.map(({ node, version, params }) => ({ node, version, params }));
  const sha256 = createHash("sha256").update(canonicalJson(work)).digest("hex");
  const columns: Record<string, string | number> = {
    id: `argosy_${sha256.slice(0, 12)}`,
    software: "Argosy",
    steps: steps.map(({ node, version }) => `${node}@${version}`).join(" "),
    ...(model === undefined ? {} : { model }),
  };
  for (const step of steps.slice(0, OWN_COLUMNS)) {
    const params = canonicalJson(step.params);
    columns[`${step.id}_step`] = `${step.node}@${step.version}${params === "{}" ? "" : ` ${params}`}`;
  }
  return columns;
}

/** A step that a later stage computes again is told once. */
function withoutRepeats(chain: readonly Step[]): Step[] {
  const seen = new Set<string>();
  return chain.filter((step) => {
    if (seen.has(step.id)) return false;
    seen.add(step.id);
    return true;
  });
}

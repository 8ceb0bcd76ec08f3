import { VERSION } from "@argosy/core";

/** As much of a run as a citation tells. */
export interface CitedRun {
  readonly id: string;
  readonly title: string;
  readonly graphName: string;
  readonly graphVersion: number;
  readonly createdAt: string;
  readonly images: number;
  readonly plan?: { readonly [name: string]: unknown };
}

interface Step {
  readonly id: string;
  readonly node: string;
  readonly version: number;
}

/** The steps of a run in their order, each once. */
function stepsOf({ plan }: CitedRun): readonly Step[] {
  const stages = (plan?.["stages"] ?? []) as readonly { readonly steps: readonly Step[] }[];
  return [...new Map(stages.flatMap(({ steps }) => steps).map((step) => [step.id, step])).values()];
}

/**
 * A sentence that says how a result was made, for a methods section: project, run, pipeline, the version of each step, and Argosy's own.
 *
 * @param objects - in the run; `undefined` while they are not known.
 */
export function citationOf(project: string, run: CitedRun, objects: number | undefined): string {
  const count = (number: number, word: string) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
  const found = objects === undefined ? "" : `, ${count(objects, "object")}`;
  const steps = [...new Set(stepsOf(run).map(({ node, version }) => `${node} ${version}`))].join(", ");
  return [
    `${project}: ${count(run.images, "image")}${found}, run ${run.id} of ${run.createdAt.slice(0, 10)}.`,
    `Pipeline ${run.graphName}, version ${run.graphVersion}${steps === "" ? "" : `, with the steps ${steps}`}.`,
    `Argosy ${VERSION}.`,
  ].join(" ");
}

import { appendFileSync } from "node:fs";

/** Tells what a step came to; added to the file that `ARGOSY_K8S_RECORD` names, a line each. */
export function noteStep(spec: string, step: string, found: string): void {
  console.info(`${spec}: ${step}: ${found}`);
  const file = process.env["ARGOSY_K8S_RECORD"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ spec, step, found })}\n`);
}

/** Seconds since a moment of `performance.now()`, as people read them. */
export function secondsSince(begun: number): string {
  return `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
}

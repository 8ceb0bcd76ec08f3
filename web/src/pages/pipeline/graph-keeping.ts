import type { Changes, Edit } from "./graph-draft.ts";

/** What was chosen and changed and is not stored yet: it outlives a look at another page, and a reload. */
export interface KeptWork {
  readonly chosen: string;
  readonly changes: Changes;
  readonly area: boolean;
  readonly edits: readonly Edit[];
}

const keyOf = (project: string) => `argosy-pipeline-${project}`;

export function keepWork(project: string, work: KeptWork): void {
  const empty = Object.keys(work.changes).length === 0 && work.edits.length === 0 && !work.area;
  if (empty) sessionStorage.removeItem(keyOf(project));
  else sessionStorage.setItem(keyOf(project), JSON.stringify(work));
}

/** @returns `undefined` where nothing was kept. */
export function keptWork(project: string): KeptWork | undefined {
  const text = sessionStorage.getItem(keyOf(project));
  return text === null ? undefined : { edits: [], ...(JSON.parse(text) as Omit<KeptWork, "edits"> & Partial<KeptWork>) };
}

import type { Changes, Edit } from "./graph-draft.ts";

/** What was chosen and changed and is not stored yet: it outlives a look at another page, and a reload. */
export interface KeptWork {
  readonly chosen: string;
  readonly changes: Changes;
  readonly area: boolean;
  readonly edits: readonly Edit[];
}

/** Characters that are kept: a browser has room for about five million. */
const ROOM = 4_000_000;

const keyOf = (project: string) => `argosy-pipeline-${project}`;

export function keepWork(project: string, work: KeptWork): void {
  const empty = Object.keys(work.changes).length === 0 && work.edits.length === 0 && !work.area;
  if (empty) sessionStorage.removeItem(keyOf(project));
  else sessionStorage.setItem(keyOf(project), fitting(work));
}

/** As text, where need be without the oldest edits: these can then not be taken back after a reload. */
function fitting(work: KeptWork): string {
  const text = JSON.stringify(work);
  return text.length <= ROOM || work.edits.length < 2 ? text : fitting({ ...work, edits: work.edits.slice(1) });
}

/** @returns `undefined` where nothing was kept. */
export function keptWork(project: string): KeptWork | undefined {
  const text = sessionStorage.getItem(keyOf(project));
  return text === null ? undefined : { edits: [], ...(JSON.parse(text) as Omit<KeptWork, "edits"> & Partial<KeptWork>) };
}

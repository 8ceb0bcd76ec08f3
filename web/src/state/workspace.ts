import type { InjectionKey } from "vue";
import { inject, ref, shallowRef } from "vue";
import { api, take } from "../api/client.ts";
import type { Live } from "../api/live.ts";
import { problemFrom } from "../api/request.ts";
import type { Collection, Problem } from "../api/types.ts";
import type { Jobs } from "../app/jobs.ts";
import { createIntakes } from "./intakes.ts";

/** What the pages share that bring images in. */
export function createWorkspace(project: string, jobs: Jobs, live: Live) {
  return { choice: createCollections(project, live), intakes: createIntakes(project, jobs) };
}

/** The collections of the project. */
function createCollections(project: string, live: Live) {
  const collections = shallowRef<readonly Collection[]>([]);
  const problem = shallowRef<Problem>();
  const ready = ref(false);

  async function refreshCollections(): Promise<void> {
    const asked = { params: { path: { project }, query: { limit: 1_000 } } };
    collections.value = (await take(api.GET("/api/projects/{project}/collections", asked))).collections;
  }

  /** Says what went wrong instead of throwing it. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  const open = () =>
    attempt(async () => {
      await refreshCollections();
      ready.value = true;
    });
  live.onBack(() => void open());
  return { collections, problem, ready, refreshCollections, attempt, open };
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** Under which the page gives its parts what they share. */
export const WORKSPACE: InjectionKey<Workspace> = Symbol("workspace");

/** What the parts of the page share. */
export function useWorkspace(): Workspace {
  const workspace = inject(WORKSPACE);
  if (workspace === undefined) throw new Error("no workspace was given to this part of the page");
  return workspace;
}

import type { ComputedRef, ShallowRef } from "vue";
import { computed, inject, onScopeDispose, shallowRef, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import { LIVE } from "../api/live.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";
import { useProject } from "../app/projects.ts";
import { timeOf } from "../ui/words.ts";

export type Run = Answer<"listRuns">["runs"][number];
export type FeatureSet = Answer<"listFeatureSets">["sets"][number];

/** The run of the address (`run`), or the newest that has ended well; with what it measures. */
export interface RunInView {
  readonly project: ComputedRef<string>;
  /** Newest first, without trials and exports; `undefined` until they are known. */
  readonly runs: Readonly<ShallowRef<readonly Run[] | undefined>>;
  /** `undefined` while there is none. */
  readonly run: ComputedRef<Run | undefined>;
  readonly sets: Readonly<ShallowRef<readonly FeatureSet[]>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  choose(run: string): void;
  refresh(): Promise<void>;
}

/** Call it where a component is set up. */
export function useRunInView(): RunInView {
  const { id: project } = useProject();
  const route = useRoute();
  const router = useRouter();
  const runs = shallowRef<readonly Run[]>();
  const sets = shallowRef<readonly FeatureSet[]>([]);
  const problem = shallowRef<Problem>();
  const live = inject(LIVE);

  const run = computed(() => {
    const asked = route.query["run"];
    const known = runs.value ?? [];
    return known.find(({ id }) => id === asked) ?? known.find(({ state }) => state === "done") ?? known[0];
  });

  async function refresh(): Promise<void> {
    try {
      const path = { project: project.value };
      const found = await take(api.GET("/api/projects/{project}/runs", { params: { path, query: { limit: 200 } } }));
      runs.value = found.runs.filter((one) => one.sample === undefined && !one.title.startsWith("Export"));
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  watch(
    () => run.value?.id,
    async (asked) => {
      sets.value = [];
      if (asked === undefined) return;
      try {
        const path = { project: project.value, run: asked };
        const found = await take(api.GET("/api/projects/{project}/runs/{run}/feature-sets", { params: { path } }));
        if (asked === run.value?.id) sets.value = found.sets;
      } catch (error) {
        problem.value = problemFrom(error);
      }
    },
  );
  if (live !== undefined) {
    onScopeDispose(
      live.on("job", (job) => {
        const ended = ["done", "failed", "cancelled"].includes(job.state);
        if (job.project === project.value && job.kind === "run" && ended) void refresh();
      }),
    );
    onScopeDispose(live.onBack(() => void refresh()));
  }
  void refresh();

  return {
    project,
    runs,
    run,
    sets,
    problem,
    choose: (id) => void router.replace({ query: { ...route.query, run: id } }),
    refresh,
  };
}

/** How a run is called in a list. */
export function runTitle(run: Run): string {
  const name = run.title !== "" ? run.title : run.graphName;
  return `${name}, ${timeOf(run.createdAt)}${run.state === "done" ? "" : ` (${run.state})`}`;
}

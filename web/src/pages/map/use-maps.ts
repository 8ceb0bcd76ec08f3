import type { ComputedRef, ShallowRef } from "vue";
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { Job } from "../../app/jobs.ts";
import { hasEnded, useJobs } from "../../app/jobs.ts";

export type ObjectMap = Answer<"listMaps">["maps"][number];

/** How a map is to be drawn. */
export interface MapWish {
  readonly neighbours: number;
  readonly minDist: number;
}

/** The maps of a run, and the one that is being drawn. */
export interface Maps {
  /** Newest first; `undefined` until they are known. */
  readonly all: Readonly<ShallowRef<readonly ObjectMap[] | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** The one that is looked at: the chosen or the newest. */
  readonly shown: ComputedRef<ObjectMap | undefined>;
  /** The job that draws one. */
  readonly drawing: ComputedRef<Job | undefined>;
  /** Why the last one was not drawn. */
  readonly failure: ComputedRef<Problem | undefined>;
  show(id: string): void;
  refresh(): Promise<void>;
  /** @throws {RequestFailure} */
  draw(wish: MapWish): Promise<void>;
  /** @throws {RequestFailure} */
  cancel(): Promise<void>;
}

/** Call it where a component is set up. */
export function useMaps(project: string, run: () => string): Maps {
  const jobs = useJobs();
  const all = shallowRef<readonly ObjectMap[]>();
  const problem = shallowRef<Problem>();
  const chosen = ref("");
  const ofRun = (job: Job) => job.kind === "map" && job.results["run"] === run();
  const drawing = computed(() => jobs.all.value.find((job) => ofRun(job) && !hasEnded(job)));

  async function refresh(): Promise<void> {
    const asked = run();
    if (asked === "") return;
    try {
      const { maps } = await take(api.GET("/api/projects/{project}/runs/{run}/maps", { params: { path: { project, run: asked } } }));
      if (asked !== run()) return;
      all.value = maps;
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  async function ended(job: Job): Promise<void> {
    if (!ofRun(job) || job.state !== "done") return;
    await refresh();
    chosen.value = job.results["map"] ?? chosen.value;
  }

  onScopeDispose(jobs.onEnd((job) => void ended(job)));
  watch(
    run,
    () => {
      all.value = undefined;
      chosen.value = "";
      void refresh();
    },
    { immediate: true },
  );

  return {
    all,
    problem,
    shown: computed(() => all.value?.find(({ id }) => id === chosen.value) ?? all.value?.[0]),
    drawing,
    failure: computed(() => {
      const last = jobs.all.value.find(ofRun);
      return last?.state === "failed" ? ((last.failedItems[0]?.problem ?? last.problem) as Problem | undefined) : undefined;
    }),
    show: (id) => {
      chosen.value = id;
    },
    refresh,
    async draw(wish) {
      jobs.put(await take(api.POST("/api/jobs", { body: { kind: "map", project, run: run(), ...wish } })));
    },
    async cancel() {
      if (drawing.value !== undefined) await jobs.cancel(drawing.value.id);
    },
  };
}

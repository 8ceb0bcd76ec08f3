import type { ComputedRef, InjectionKey, ShallowRef } from "vue";
import { computed, inject, shallowRef, triggerRef, watch } from "vue";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import type { Live } from "../api/live.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

export type Job = Answer<"getJob">;

/** The jobs of the project that is open, as they stand. */
export interface Jobs {
  /** Newest first. */
  readonly all: ComputedRef<readonly Job[]>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** Takes a job over that was answered to a request, before the stream tells of it. */
  put(job: Job): void;
  /** @throws {RequestFailure} */
  cancel(id: string): Promise<void>;
  /** Does again what failed. @throws {RequestFailure} */
  retry(id: string): Promise<void>;
  /** Called when a job of the project ended, however. */
  onEnd(handler: (job: Job) => void): () => void;
}

const ENDED = new Set(["done", "failed", "cancelled"]);

/** Whether nothing more will happen to a job by itself. */
export const hasEnded = ({ state }: { readonly state: string }): boolean => ENDED.has(state);

/** @param project - the project that is open; empty: none. */
export function createJobs(live: Live, project: () => string): Jobs {
  const known = shallowRef(new Map<string, Job>());
  const problem = shallowRef<Problem>();
  const ends = new Set<(job: Job) => void>();

  function put(job: Job): void {
    if (job.project !== project()) return;
    const before = known.value.get(job.id);
    known.value.set(job.id, job);
    triggerRef(known);
    if (before !== undefined && !hasEnded(before) && hasEnded(job)) for (const handler of ends) handler(job);
  }

  async function read(): Promise<void> {
    const asked = project();
    if (asked === "") return;
    try {
      const { jobs } = await take(api.GET("/api/jobs", { params: { query: { project: asked, limit: 50 } } }));
      for (const job of jobs) put(job);
      problem.value = undefined;
    } catch (error) {
      if (asked === project()) problem.value = problemFrom(error);
    }
  }

  watch(
    project,
    () => {
      known.value = new Map();
      void read();
    },
    { immediate: true },
  );
  live.on("job", put);
  live.onBack(() => void read());

  return {
    all: computed(() => [...known.value.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))),
    problem,
    put,
    cancel: async (id) => put(await take(api.DELETE("/api/jobs/{id}", { params: { path: { id } } }))),
    retry: async (id) => put(await take(api.POST("/api/jobs/{id}/retry", { params: { path: { id } } }))),
    onEnd(handler) {
      ends.add(handler);
      return () => ends.delete(handler);
    },
  };
}

/** Under which the application gives its parts the jobs. */
export const JOBS: InjectionKey<Jobs> = Symbol("jobs");

export function useJobs(): Jobs {
  const jobs = inject(JOBS);
  if (jobs === undefined) throw new Error("no jobs are known here");
  return jobs;
}

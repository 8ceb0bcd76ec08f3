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

  /** @param told - whether it has just happened: then a job that is heard of for the first time may have ended just now. */
  function store(job: Job, told: boolean): void {
    if (job.project !== project()) return;
    const before = known.value.get(job.id);
    known.value.set(job.id, job);
    triggerRef(known);
    const ended = hasEnded(job) && (before === undefined ? told : !hasEnded(before));
    if (ended) for (const handler of ends) handler(job);
  }

  function hear(job: Job): void {
    store(job, true);
  }

  async function read(): Promise<void> {
    const asked = project();
    if (asked === "") return;
    try {
      const { jobs } = await take(api.GET("/api/jobs", { params: { query: { project: asked, limit: 50 } } }));
      for (const job of jobs) store(job, false);
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
  live.on("job", hear);
  live.onBack(() => void read());

  return {
    all: computed(() => [...known.value.values()].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))),
    problem,
    put(job) {
      // A short one may be over before its request is answered: what the stream has told is newer.
      if (!known.value.has(job.id)) hear(job);
    },
    cancel: async (id) => hear(await take(api.DELETE("/api/jobs/{id}", { params: { path: { id } } }))),
    retry: async (id) => hear(await take(api.POST("/api/jobs/{id}/retry", { params: { path: { id } } }))),
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

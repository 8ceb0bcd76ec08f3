import { computed, ref, shallowRef, triggerRef } from "vue";
import { cancelJob, listJobs, retryJob } from "../api/calls.ts";
import type { Job } from "../api/types.ts";

const ENDED = new Set(["done", "failed", "cancelled"]);
const REOPEN_MS = 3_000;

/** Whether nothing more will happen to a job by itself. */
export const hasEnded = (job: Job) => ENDED.has(job.state);

/** The jobs of the project as they stand, kept so by one event stream; `onBack` is told when the server answers again. */
export function createJobFeed(onChange: (job: Job, ended: boolean) => void, onBack: () => void) {
  const known = shallowRef(new Map<string, Job>());
  const connected = ref(true);
  let project = "";
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  function take(job: Job): void {
    const before = known.value.get(job.id);
    known.value.set(job.id, job);
    triggerRef(known);
    if (job.project === project) onChange(job, hasEnded(job) && (before === undefined || !hasEnded(before)));
  }

  async function readAll(): Promise<void> {
    const asked = project;
    if (asked === "") return;
    const jobs = await listJobs(asked);
    // What happened while nobody listened is told as a change, too.
    for (const job of jobs.toReversed()) {
      const before = known.value.get(job.id);
      if (before === undefined || hasEnded(before) === hasEnded(job)) known.value.set(job.id, job);
      else take(job);
    }
    triggerRef(known);
  }

  function open(): void {
    source = new EventSource("/api/events");
    source.addEventListener("job", (event) => take(JSON.parse(event.data as string) as Job));
    source.addEventListener("open", () => void catchUp());
    source.addEventListener("error", () => {
      connected.value = false;
      // A refused stream is given up by the browser; a broken one is opened again by itself.
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, REOPEN_MS);
    });
  }

  async function catchUp(): Promise<void> {
    if (connected.value) return;
    try {
      await readAll();
      connected.value = true;
      onBack();
    } catch {
      again = setTimeout(() => void catchUp(), REOPEN_MS);
    }
  }

  return {
    connected,
    /** Newest first. */
    jobs: computed(() =>
      [...known.value.values()].filter((job) => job.project === project).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    ),
    listen: open,
    async follow(id: string): Promise<void> {
      project = id;
      triggerRef(known);
      await readAll();
    },
    take,
    cancel: async (id: string) => take(await cancelJob(id)),
    retry: async (id: string) => take(await retryJob(id)),
    close(): void {
      clearTimeout(again);
      source?.close();
    },
  };
}

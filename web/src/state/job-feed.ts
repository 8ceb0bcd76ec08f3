import { computed, onScopeDispose } from "vue";
import type { Live } from "../api/live.ts";
import type { Job } from "../api/types.ts";
import type { Jobs } from "../app/jobs.ts";
import { hasEnded } from "../app/jobs.ts";

export { hasEnded };

/** The jobs of the project as the workspace sees them; `onBack` is told when the server answers again. */
export function createJobFeed(jobs: Jobs, live: Live, onChange: (job: Job, ended: boolean) => void, onBack: () => void) {
  const known = computed(() => jobs.all.value as readonly Job[]);
  const stops = [
    jobs.onEnd((job) => onChange(job as Job, true)),
    live.on("job", (job) => {
      if (known.value.some(({ id }) => id === job.id) && !hasEnded(job)) onChange(job as Job, false);
    }),
    live.onBack(onBack),
  ];
  onScopeDispose(() => {
    for (const stop of stops) stop();
  });
  return {
    connected: live.connected,
    jobs: known,
    take: (job: Job) => jobs.put(job as Parameters<Jobs["put"]>[0]),
    cancel: jobs.cancel,
    retry: jobs.retry,
  };
}

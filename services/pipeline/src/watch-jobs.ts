import type { EventBus, JobChanged } from "@argosy/work";
import { parseEvent } from "@argosy/work";

/**
 * Ids of the jobs of a project that changed, as they change. A job that changes often is told once for all changes that the reader
 * had no time for.
 */
export async function* watchJobs(bus: EventBus, name: string, projectId: string, signal: AbortSignal): AsyncGenerator<string> {
  const changed = new Set<string>();
  let wake: () => void = () => {};
  const subscription = await bus.subscribe<JobChanged>("job.changed", { name, concurrency: 1, temporary: true }, async (message) => {
    const event = parseEvent("job.changed", message);
    if (event.projectId !== projectId) return;
    changed.add(event.jobId);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  try {
    while (!signal.aborted) {
      const ids = [...changed];
      changed.clear();
      yield* ids;
      if (changed.size === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    await subscription.stop({ graceMs: 0 });
  }
}

import { ArgosyError } from "@argosy/core";
import type { Job } from "@argosy/rpc";
import type { ApiClient } from "../server/api-client.ts";

/** Pause between two questions: a twentieth of what has passed, so that a long job is not asked for its progress all the time. */
const [LEAST_MS, MOST_MS] = [150, 1_000];

/** Waits until a job has ended, and tells of its progress meanwhile. */
export async function waitForJob(api: ApiClient, id: string, onProgress: (job: Job) => void, signal: AbortSignal): Promise<Job> {
  for (const begun = performance.now(); ; ) {
    const job = await api.get<Job>(`/api/jobs/${id}`, { signal });
    onProgress(job);
    if (job.state === "done" || job.state === "failed" || job.state === "cancelled") return job;
    await pause(Math.min(MOST_MS, Math.max(LEAST_MS, (performance.now() - begun) / 20)), signal);
  }
}

/**
 * The same, for a job that must succeed.
 *
 * @throws {ArgosyError} the first failure, when the job failed or was cancelled.
 */
export async function finishJob(api: ApiClient, id: string, onProgress: (job: Job) => void, signal: AbortSignal): Promise<Job> {
  const job = await waitForJob(api, id, onProgress, signal);
  if (job.state === "done") return job;
  const [first] = job.failedItems;
  const why = first === undefined ? (job.problem?.detail ?? "") : `${first.name}: ${first.problem?.detail ?? ""}`;
  throw new ArgosyError("failed_precondition", `${job.title} ${job.state}${why === "" ? "" : `: ${why}`}`, {
    details: {
      job: id,
      failed: job.failedItems.slice(0, 10).map(({ name, problem }) => ({ name, reason: problem?.reason, detail: problem?.detail })),
    },
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    function done() {
      signal.removeEventListener("abort", cancelled);
      resolve();
    }
    function cancelled() {
      clearTimeout(timer);
      reject(signal.reason instanceof ArgosyError ? signal.reason : new ArgosyError("cancelled", "interrupted"));
    }
    if (signal.aborted) cancelled();
    else signal.addEventListener("abort", cancelled, { once: true });
  });
}

/** How one metric is counted and what it tells. */
export interface MetricMeaning {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper ends of a histogram's classes, in seconds. */
  readonly buckets?: readonly number[];
}

const counter = (help: string, ...labels: string[]): MetricMeaning => ({ kind: "counter", help, labels });
const gauge = (help: string, ...labels: string[]): MetricMeaning => ({ kind: "gauge", help, labels });
const seconds = (help: string, buckets: readonly number[], ...labels: string[]): MetricMeaning => ({
  kind: "histogram",
  help,
  labels,
  buckets,
});

const QUICK = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const LONG = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/** Every metric of ours by its name; docs/metrics.md is made from it. Labels hold names of ours, never ids and nothing that people wrote. */
export const METRICS = {
  argosy_requests_total: counter("HTTP requests answered by the gateway.", "operation", "status"),
  argosy_request_seconds: seconds("Time that HTTP requests took.", QUICK, "operation"),
  argosy_calls_total: counter("Calls between services answered; code is ok or an error code.", "service", "method", "code"),
  argosy_call_seconds: seconds("Time that calls took.", QUICK, "service", "method"),
  argosy_errors_total: counter(
    "Failures of requests, calls and tasks by reason, or by code where there is no reason.",
    "service",
    "reason",
  ),
  argosy_tasks: gauge(
    "Tasks by stage and state: ready, blocked (others must be done before), running, waiting (for a resource), failed. The depth of the queue is ready.",
    "stage",
    "state",
  ),
  argosy_oldest_task_seconds: gauge("Age of the oldest task that is ready, since it could first be taken; 0: none is.", "stage"),
  argosy_task_seconds: seconds("Time that tasks took in a worker.", LONG, "stage"),
  argosy_tasks_ended_total: counter("Attempts at tasks by how they ended: done, failed, dropped.", "stage", "outcome"),
  argosy_store_bytes_total: counter("Bytes of the object store; direction is read or written.", "service", "direction"),
  argosy_store_requests_total: counter("Requests to the object store.", "service", "operation"),
  argosy_cache_requests_total: counter("Questions to caches; outcome is hit or miss.", "service", "cache", "outcome"),
  argosy_certificate_end_seconds: gauge("When the certificate ends that a service shows to others, in seconds since 1970.", "service"),
  argosy_spans_total: counter("Steps of traces; outcome is sent or lost.", "outcome"),
} as const satisfies Record<string, MetricMeaning>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;

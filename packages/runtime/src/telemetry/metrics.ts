import type { CallRecord } from "@argosy/rpc";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { MetricMeaning, MetricName } from "./metric-table.ts";
import { METRICS } from "./metric-table.ts";

/** Values of a metric's labels. */
export type MetricLabels = Readonly<Record<string, string>>;

/** One value of a gauge. */
export interface GaugeValue {
  readonly labels: MetricLabels;
  readonly value: number;
}

/** What a process counts and measures, in the text format of Prometheus. The names stand in {@link METRICS}. */
export interface Metrics {
  /** Adds to a counter, 1 unless said otherwise. */
  count(name: MetricName, labels: MetricLabels, by?: number): void;
  /** Notes a time in a histogram. */
  observe(name: MetricName, labels: MetricLabels, seconds: number): void;
  /** Has a gauge read whenever somebody looks; when reading fails it is left out. */
  watch(name: MetricName, read: () => Promise<readonly GaugeValue[]>): void;
  /** For a middleware's `onCall`. */
  readonly onCall: (record: CallRecord) => void;
  text(): Promise<string>;
}

/** Counts the questions to a cache by whether it had the answer. */
export function cacheMeter(metrics: Metrics, service: string, cache: string): (hit: boolean) => void {
  return (hit) => metrics.count("argosy_cache_requests_total", { service, cache, outcome: hit ? "hit" : "miss" });
}

/** How often the loop of events is looked at. Each look wakes the process, ten times a second in place of a hundred. */
const LOOP_LOOK_MS = 100;

/** Metrics of the process, of every call, and of what its services count. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "argosy_", eventLoopMonitoringPrecision: LOOP_LOOK_MS });
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const readers = new Map<string, () => Promise<readonly GaugeValue[]>>();
  for (const [name, meaning] of Object.entries<MetricMeaning>(METRICS)) {
    const { kind, help, labels, buckets = [] } = meaning;
    const base = { name, help, labelNames: [...labels], registers: [registry] };
    if (kind === "counter") counters.set(name, new Counter(base));
    else if (kind === "histogram") histograms.set(name, new Histogram({ ...base, buckets: [...buckets] }));
    else new Gauge({ ...base, collect: collector(readers, name) });
  }
  const count: Metrics["count"] = (name, labels, by = 1) => counters.get(name)?.inc(labels, by);
  const observe: Metrics["observe"] = (name, labels, seconds) => histograms.get(name)?.observe(labels, seconds);
  return {
    count,
    observe,
    watch: (name, read) => void readers.set(name, read),
    onCall({ service, method, code, reason, ms }) {
      count("argosy_calls_total", { service, method, code });
      observe("argosy_call_seconds", { service, method }, ms / 1_000);
      if (code !== "ok") count("argosy_errors_total", { service, reason: reason ?? code });
    },
    text: () => registry.metrics(),
  };
}

function collector(readers: ReadonlyMap<string, () => Promise<readonly GaugeValue[]>>, name: string) {
  return async function (this: Gauge): Promise<void> {
    // A value that cannot be read is no value: an old one would hide that.
    this.reset();
    const values =
      (await readers
        .get(name)?.()
        .catch(() => [])) ?? [];
    for (const { labels, value } of values) this.set(labels, value);
  };
}

import type { CallRecord } from "@argosy/rpc";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What a process counts and measures, in the text format of Prometheus. */
export interface Metrics {
  /** Where services add their own counters. */
  readonly registry: Registry;
  /** For a middleware's `onCall`. */
  readonly onCall: (record: CallRecord) => void;
  text(): Promise<string>;
}

/** Metrics of the process and of every call. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "argosy_" });
  const labelNames = ["service", "method", "code"] as const;
  const calls = new Counter({ name: "argosy_calls_total", help: "Calls answered.", labelNames, registers: [registry] });
  const seconds = new Histogram({
    name: "argosy_call_seconds",
    help: "Time that calls took.",
    labelNames: ["service", "method"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    registry,
    onCall({ service, method, code, ms }) {
      calls.inc({ service, method, code });
      seconds.observe({ service, method }, ms / 1_000);
    },
    text: () => registry.metrics(),
  };
}

interface Panel {
  readonly title: string;
  readonly unit: string;
  /** Expressions (PromQL), by the legend of their lines. */
  readonly lines: Readonly<Record<string, string>>;
}

const quantile = (metric: string, by: string) => `histogram_quantile(0.95, sum by (le, ${by}) (rate(${metric}_bucket[5m])))`;

const PANELS: readonly Panel[] = [
  { title: "Tasks ready", unit: "short", lines: { "{{stage}}": 'max by (stage) (argosy_tasks{state="ready"})' } },
  { title: "Oldest task that is ready", unit: "s", lines: { "{{stage}}": "max by (stage) (argosy_oldest_task_seconds)" } },
  { title: "Tasks done", unit: "ops", lines: { "{{stage}}": 'sum by (stage) (rate(argosy_tasks_ended_total{outcome="done"}[5m]))' } },
  { title: "Tasks failed", unit: "ops", lines: { "{{stage}}": 'sum by (stage) (rate(argosy_tasks_ended_total{outcome="failed"}[5m]))' } },
  { title: "Time of a task (95 %)", unit: "s", lines: { "{{stage}}": quantile("argosy_task_seconds", "stage") } },
  { title: "Requests", unit: "reqps", lines: { "{{status}}": "sum by (status) (rate(argosy_requests_total[5m]))" } },
  { title: "Time of a request (95 %)", unit: "s", lines: { "{{operation}}": quantile("argosy_request_seconds", "operation") } },
  { title: "Time of a call (95 %)", unit: "s", lines: { "{{service}}": quantile("argosy_call_seconds", "service") } },
  {
    title: "Errors by reason",
    unit: "ops",
    lines: { "{{service}} {{reason}}": "sum by (service, reason) (rate(argosy_errors_total[5m]))" },
  },
  {
    title: "Bytes of the store",
    unit: "Bps",
    lines: { "{{service}} {{direction}}": "sum by (service, direction) (rate(argosy_store_bytes_total[5m]))" },
  },
  { title: "Memory", unit: "bytes", lines: { "{{pod}}": "argosy_process_resident_memory_bytes" } },
  { title: "Certificates end in", unit: "s", lines: { "{{service}}": "min by (service) (argosy_certificate_end_seconds) - time()" } },
];

const [WIDTH, HEIGHT, COLUMNS] = [12, 8, 2];

/** The dashboard for Grafana: one picture a question that operators ask. */
export function dashboard(): object {
  return {
    title: "Argosy",
    uid: "argosy",
    tags: ["argosy"],
    schemaVersion: 39,
    refresh: "30s",
    time: { from: "now-3h", to: "now" },
    templating: { list: [{ name: "source", label: "Prometheus", type: "datasource", query: "prometheus" }] },
    panels: PANELS.map(({ title, unit, lines }, i) => ({
      id: i + 1,
      title,
      type: "timeseries",
      datasource: { type: "prometheus", uid: "$source" },
      gridPos: { x: (i % COLUMNS) * WIDTH, y: Math.floor(i / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: Object.entries(lines).map(([legendFormat, expr], k) => ({ refId: String.fromCharCode(65 + k), expr, legendFormat })),
    })),
  };
}

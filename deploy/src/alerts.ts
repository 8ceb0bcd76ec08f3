/** One alert, as a rule file of Prometheus has it. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: "warning" | "critical" };
  readonly annotations: { readonly summary: string; readonly description: string };
}

const DAY = 86_400;
const DONE = 'argosy_tasks_ended_total{outcome="done"}';
const ENDED = 'argosy_tasks_ended_total{outcome=~"done|failed"}';
const FAILED = 'argosy_tasks_ended_total{outcome="failed"}';
const DISK = 'persistentvolumeclaim=~".*nats.*"';

/** What somebody should hear of; docs/kubernetes.md says what to do. */
const ALERTS: readonly Alert[] = [
  {
    alert: "ArgosyQueueStuck",
    expr: `max by (stage) (argosy_oldest_task_seconds) > 600 unless on (stage) sum by (stage) (increase(${DONE}[10m])) > 0`,
    for: "5m",
    labels: { severity: "critical" },
    annotations: {
      summary: "Nobody works off the tasks of {{ $labels.stage }}.",
      description: "A task of {{ $labels.stage }} has been ready for {{ $value | humanizeDuration }}, and none was done in ten minutes.",
    },
  },
  {
    alert: "ArgosyTasksFailing",
    expr: `sum by (stage) (increase(${FAILED}[15m])) > 3 and sum by (stage) (increase(${FAILED}[15m])) > 0.2 * sum by (stage) (increase(${ENDED}[15m]))`,
    for: "5m",
    labels: { severity: "warning" },
    annotations: {
      summary: "Many tasks of {{ $labels.stage }} fail.",
      description: "{{ $value | humanize }} attempts failed in fifteen minutes, more than a fifth of all.",
    },
  },
  {
    alert: "ArgosyRequestsFailing",
    expr: 'sum(rate(argosy_requests_total{status=~"5.."}[5m])) > 0.05 * sum(rate(argosy_requests_total[5m]))',
    for: "5m",
    labels: { severity: "critical" },
    annotations: {
      summary: "The gateway fails to answer.",
      description: "More than one request in twenty is answered with an error of the server.",
    },
  },
  {
    alert: "ArgosyBusDiskNearlyFull",
    expr: `kubelet_volume_stats_available_bytes{${DISK}} < 0.15 * kubelet_volume_stats_capacity_bytes{${DISK}}`,
    for: "10m",
    labels: { severity: "critical" },
    annotations: {
      summary: "The disk of NATS is nearly full.",
      description:
        "{{ $labels.persistentvolumeclaim }} has {{ $value | humanize1024 }}B left; JetStream takes no message any more when it is full.",
    },
  },
  ...certificateEnds("warning", 21),
  ...certificateEnds("critical", 3),
];

function certificateEnds(severity: "warning" | "critical", days: number): Alert[] {
  return [
    {
      alert: severity === "critical" ? "ArgosyCertificateEndsSoon" : "ArgosyCertificateEnds",
      expr: `min by (service) (argosy_certificate_end_seconds) - time() < ${days * DAY}`,
      for: "1h",
      labels: { severity },
      annotations: {
        summary: "The certificate of {{ $labels.service }} ends.",
        description: "It is good for {{ $value | humanizeDuration }} more; then no other service talks to {{ $labels.service }}.",
      },
    },
  ];
}

/** A rule file of Prometheus. */
export interface AlertRules {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Alert[] }[];
}

/** The rule file of the installation. */
export function alertRules(): AlertRules {
  return { groups: [{ name: "argosy", rules: ALERTS }] };
}

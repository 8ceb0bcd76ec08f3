import { ApiObject, type Chart } from "cdk8s";
import type { Expressions } from "./expression.ts";
import { nameCode, objectLabels, ownLabels, PORTS } from "./names.ts";
import { HEALTH_PORT } from "./workload.ts";

/** Files of the chart that hold braces of their own: Helm reads them as they are. */
export const FILES = { alerts: "files/alerts.json", dashboard: "files/dashboard.json" } as const;

/** The metrics of all pods under one name, also of those that are not ready. */
export function healthService(chart: Chart, e: Expressions): void {
  new ApiObject(chart, "health-service", {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: e.value(nameCode("health")), labels: objectLabels(e, "health") },
    spec: {
      clusterIP: "None",
      publishNotReadyAddresses: true,
      selector: ownLabels(e),
      ports: [{ name: HEALTH_PORT, port: PORTS.health, targetPort: HEALTH_PORT }],
    },
  });
}

/** Has the operator of Prometheus read the metrics of all pods. */
export function serviceMonitor(chart: Chart, e: Expressions): void {
  new ApiObject(chart, "service-monitor", {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: { name: e.value(nameCode("services")), labels: watchedLabels(e) },
    spec: {
      selector: { matchLabels: { ...ownLabels(e), "app.kubernetes.io/component": "health" } },
      endpoints: [{ port: HEALTH_PORT, path: "/metrics", interval: "30s" }],
    },
  });
}

/** The alerts. */
export function prometheusRule(chart: Chart, e: Expressions): void {
  new ApiObject(chart, "rules", {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: e.value(nameCode("alerts")), labels: watchedLabels(e) },
    spec: e.value(`fromJson (.Files.Get "${FILES.alerts}")`),
  });
}

/** The dashboard, where Grafana's side car looks for it. */
export function dashboardMap(chart: Chart, e: Expressions): void {
  new ApiObject(chart, "dashboard", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: e.value(nameCode("dashboard")), labels: { ...objectLabels(e), grafana_dashboard: "1" } },
    data: { "argosy.json": e.value(`.Files.Get "${FILES.dashboard}"`) },
  });
}

/** The labels of ours and those that the operator of Prometheus looks for. */
function watchedLabels(e: Expressions): Record<string, string> {
  const own = '"app.kubernetes.io/name" "argosy" "app.kubernetes.io/instance" .Release.Name';
  return e.value<Record<string, string>>(`merge (dict ${own}) .Values.monitoring.labels`);
}

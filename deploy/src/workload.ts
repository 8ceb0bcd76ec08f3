import { ApiObject, type Chart } from "cdk8s";
import type { Expressions } from "./expression.ts";
import type { Part } from "./names.ts";
import { COMMON_SETTINGS, nameCode, objectLabels, PORTS, partLabels, partName, valuesOf } from "./names.ts";
import { environment, podSpec } from "./pod.ts";
import { secretsOf, settingsOf } from "./settings.ts";

/** Names of the ports of a pod. */
export const HEALTH_PORT = "health";

/** The Deployment of a part, with its PodDisruptionBudget, and its Service where it answers. */
export function workload(chart: Chart, e: Expressions, part: Part): void {
  const name = e.value(nameCode(partName(part)));
  const labels = partLabels(e, part.service, part.role);
  const metadata = { name, labels: objectLabels(e, part.service) };
  new ApiObject(chart, `${partName(part)}-deployment`, {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      ...replicasOf(e, part),
      revisionHistoryLimit: 5,
      selector: { matchLabels: labels },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: {
          labels,
          annotations: {
            "argosy/secrets": e.value(".Values.secrets.revision"),
            "argosy/settings": e.value(`sha256sum (toJson (regexFindAll ${knownSettings(part.service)} (toJson .Values.settings) -1))`),
          },
        },
        spec: podOf(e, part, labels),
      },
    },
  });
  new ApiObject(chart, `${partName(part)}-budget`, {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata,
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow", selector: { matchLabels: labels } },
  });
  if (part.role === "answers") service(chart, e, part);
}

/** The settings that a service reads, as they stand in JSON: one that another service reads alone starts no pod of it again. */
function knownSettings(service: string): string {
  return `\`"(${COMMON_SETTINGS.join("|")}|${service.toUpperCase()}_[A-Z_]+)":"([^"\\\\]|\\\\.)*"\``;
}

/** Nothing is said where an autoscaler decides: each upgrade would undo what it decided. */
function replicasOf(e: Expressions, part: Part): { readonly replicas: number } {
  const values = valuesOf(part);
  if (part.role === "tasks") return { replicas: e.valueIf("not .Values.scaling.keda", `max 1 ${values}.minReplicas`) };
  if (isElastic(part)) return { replicas: e.valueIf("not .Values.scaling.hpa", `${values}.minReplicas`) };
  return { replicas: e.value(`${values}.replicas`) };
}

/** Services that have more pods while their processors are busy. */
export function isElastic({ role, service }: Part): boolean {
  return role === "answers" && (service === "tiles" || service === "gateway");
}

function podOf(e: Expressions, part: Part, labels: Record<string, string>): Record<string, unknown> {
  const values = valuesOf(part);
  const port = part.service === "gateway" ? { name: "http", containerPort: PORTS.http } : { name: "calls", containerPort: PORTS.calls };
  const probe = (path: string, every: number, failures: number) => ({
    httpGet: { path, port: HEALTH_PORT },
    periodSeconds: every,
    timeoutSeconds: 3,
    failureThreshold: failures,
  });
  return podSpec(e, {
    container: {
      name: part.service,
      args: ["serve", part.service],
      // Those that start on one machine do so in turns.
      env: [...environment(settingsOf(e, part)), { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
      envFrom: [{ configMapRef: { name: e.value(nameCode("settings")) } }],
      ports: [port, { name: HEALTH_PORT, containerPort: PORTS.health }],
      resources: {
        requests: { cpu: e.value(`${values}.cpu`), memory: e.value(`${values}.memory`) },
        limits: { cpu: e.value(`${values}.cpuLimit`), memory: e.value(`${values}.memory`) },
      },
      // A start may wait for its turn and for the bus; a server that is away makes a pod unready, never dead.
      startupProbe: probe("/live", 2, 120),
      readinessProbe: probe("/ready", 3, 2),
      livenessProbe: probe("/live", 10, 6),
    },
    secrets: secretsOf(e, part),
    scratch: `${values}.scratch`,
    spec: {
      serviceAccountName: e.value(nameCode("service")),
      terminationGracePeriodSeconds: e.value("add 10 .Values.pods.drainSeconds .Values.pods.graceSeconds"),
      // Nothing is said of zones here: where nodes have none the scheduler would pass over the whole list. Only pods of one version are
      // counted, or an upgrade would put the new ones where the old ones are not.
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: labels },
          matchLabelKeys: ["pod-template-hash"],
        },
      ],
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: labels } } },
            { weight: 50, podAffinityTerm: { topologyKey: "topology.kubernetes.io/zone", labelSelector: { matchLabels: labels } } },
          ],
        },
      },
    },
  });
}

/** Callers see every pod by itself and ask them in turn, so calls need no address in front of them; browsers do. */
function service(chart: Chart, e: Expressions, part: Part): void {
  const http = part.service === "gateway";
  const port = http ? { name: "http", port: 80, targetPort: "http" } : { name: "calls", port: PORTS.calls, targetPort: "calls" };
  new ApiObject(chart, `${partName(part)}-service`, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: e.value(nameCode(partName(part))), labels: objectLabels(e, part.service) },
    spec: {
      ...(http ? { type: "ClusterIP" } : { clusterIP: "None" }),
      selector: partLabels(e, part.service, part.role),
      ports: [port],
    },
  });
}

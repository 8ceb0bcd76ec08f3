import type { ServiceName } from "@argosy/rpc";
import { STAGES, type Stage } from "@argosy/work";
import { ApiObject, type Chart } from "cdk8s";
import type { Expressions } from "./expression.ts";
import { nameCode, objectLabels } from "./names.ts";

/** The name under which the pods of a stage share its messages on the bus. */
function durableOf(stage: Stage): string {
  return `${stage}_task_${stage}`;
}

/** KEDA has as many pods of each stage as the messages that wait for it need, and none while nothing waits. */
export function scaleByMessages(chart: Chart, e: Expressions): void {
  for (const stage of STAGES) {
    const values = `.Values.workers.${stage}`;
    const name = e.value(nameCode(`${stage}-tasks`));
    new ApiObject(chart, `${stage}-scaler`, {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name, labels: objectLabels(e, stage) },
      spec: {
        scaleTargetRef: { name },
        pollingInterval: e.value(".Values.scaling.pollSeconds"),
        cooldownPeriod: e.value(".Values.scaling.cooldownSeconds"),
        minReplicaCount: e.value(`${values}.minReplicas`),
        maxReplicaCount: e.value(`${values}.maxReplicas`),
        // A bus that lost its consumers, or cannot be asked, gets them again from the first pod that starts.
        fallback: { failureThreshold: 3, replicas: e.value(`max 1 ${values}.minReplicas`) },
        triggers: [
          {
            type: "nats-jetstream",
            metadata: {
              natsServerMonitoringEndpoint: e.value(".Values.bus.monitoring"),
              account: e.value(".Values.bus.account"),
              stream: e.value(".Values.bus.stream"),
              consumer: durableOf(stage),
              lagThreshold: e.value(`toString ${values}.lag`),
              activationLagThreshold: "0",
            },
          },
        ],
      },
    });
  }
}

/** Services that have more pods while their processors are busy. */
export function scaleByLoad(chart: Chart, e: Expressions): void {
  for (const service of ["tiles", "gateway"] as const satisfies readonly ServiceName[]) {
    const values = `.Values.services.${service}`;
    const name = e.value(nameCode(service));
    const averageUtilization = e.value<number>(`${values}.cpuPercent`);
    new ApiObject(chart, `${service}-scaler`, {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name, labels: objectLabels(e, service) },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: e.value(`${values}.minReplicas`),
        maxReplicas: e.value(`max ${values}.minReplicas ${values}.maxReplicas`),
        metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization } } }],
      },
    });
  }
}

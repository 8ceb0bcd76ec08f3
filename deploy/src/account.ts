import { ApiObject, type Chart } from "cdk8s";
import type { Expressions } from "./expression.ts";
import { nameCode, objectLabels } from "./names.ts";

/** Who the services are to Kubernetes: somebody without any right and without a token. */
export function serviceAccount(chart: Chart, e: Expressions): void {
  new ApiObject(chart, "service-account", {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: e.value(nameCode("service")), labels: objectLabels(e) },
    automountServiceAccountToken: false,
  });
}

/** Settings that are the same for all services. */
export function commonSettings(chart: Chart, e: Expressions): void {
  new ApiObject(chart, "settings", {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: e.value(nameCode("settings")), labels: objectLabels(e) },
    data: e.value(".Values.settings"),
  });
}

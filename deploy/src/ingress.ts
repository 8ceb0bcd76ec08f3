import { ApiObject, type Chart } from "cdk8s";
import type { Expressions } from "./expression.ts";
import { nameCode, objectLabels } from "./names.ts";

/** The way in for browsers: all paths of one name lead to the gateway. */
export function ingress(chart: Chart, e: Expressions): void {
  const host = e.value(".Values.ingress.host");
  const tls = 'list (dict "hosts" (list .Values.ingress.host) "secretName" .Values.ingress.tlsSecret)';
  new ApiObject(chart, "ingress", {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: {
      name: e.value(nameCode("gateway")),
      labels: objectLabels(e, "gateway"),
      annotations: e.value<Record<string, string>>(".Values.ingress.annotations"),
    },
    spec: {
      ingressClassName: e.value(".Values.ingress.className"),
      tls: e.valueIf(".Values.ingress.tlsSecret", tls),
      rules: [
        {
          host,
          http: {
            paths: [
              { path: "/", pathType: "Prefix", backend: { service: { name: e.value(nameCode("gateway")), port: { name: "http" } } } },
            ],
          },
        },
      ],
    },
  });
}

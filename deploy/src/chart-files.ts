import { SERVICE_NAMES } from "@argosy/rpc";
import { STAGES } from "@argosy/work";
import { App, Chart, Yaml } from "cdk8s";
import { commonSettings, serviceAccount } from "./account.ts";
import { alertRules } from "./alerts.ts";
import { connectionsCheck } from "./connections.ts";
import { dashboard } from "./dashboard.ts";
import { Expressions } from "./expression.ts";
import { ingress } from "./ingress.ts";
import { migrate, preflight, preflightRights } from "./jobs.ts";
import { dashboardMap, FILES, healthService, prometheusRule, serviceMonitor } from "./monitoring.ts";
import type { Part } from "./names.ts";
import { network } from "./network.ts";
import { scaleByLoad, scaleByMessages } from "./scaling.ts";
import { valuesSchema, valuesYaml } from "./values-files.ts";
import { workload } from "./workload.ts";

/** Every Deployment: all services answer, and the stages have pods for their tasks besides. */
export const PARTS: readonly Part[] = [
  ...SERVICE_NAMES.map((service): Part => ({ role: "answers", service })),
  ...STAGES.map((service): Part => ({ role: "tasks", service })),
];

type Build = (chart: Chart, e: Expressions) => void;

interface Template {
  readonly build: Build;
  /** Without it there is nothing of it. */
  readonly condition?: string;
}

const TEMPLATES: Readonly<Record<string, Template>> = {
  account: { build: serviceAccount },
  settings: { build: commonSettings },
  ...Object.fromEntries(
    SERVICE_NAMES.map((service): [string, Template] => {
      const own = PARTS.filter((part) => part.service === service);
      return [service, { build: (chart, e) => workloads(chart, e, own) }];
    }),
  ),
  preflight: { build: preflight },
  "preflight-rights": { build: preflightRights, condition: ".Values.ingress.enabled" },
  migrate: { build: migrate },
  ingress: { build: ingress, condition: ".Values.ingress.enabled" },
  network: { build: network, condition: ".Values.network.policies" },
  "scaling-messages": { build: scaleByMessages, condition: ".Values.scaling.keda" },
  "scaling-load": { build: scaleByLoad, condition: ".Values.scaling.hpa" },
  health: { build: healthService },
  "service-monitor": { build: serviceMonitor, condition: ".Values.monitoring.serviceMonitor" },
  alerts: { build: prometheusRule, condition: ".Values.monitoring.rules" },
  dashboard: { build: dashboardMap, condition: ".Values.monitoring.dashboard" },
};

const NOTES = `Argosy {{ .Chart.AppVersion }} is installed as {{ .Release.Name }}.
{{- if .Values.ingress.enabled }}
Open http{{ if .Values.ingress.tlsSecret }}s{{ end }}://{{ .Values.ingress.host }}/ and sign in with the password of the secret {{ .Values.secrets.owner }}.
{{- else }}
There is no Ingress. To look at it: kubectl port-forward --namespace {{ .Release.Namespace }} service/{{ .Release.Name }}-gateway 8080:80
Then open http://localhost:8080/ and sign in with the password of the secret {{ .Values.secrets.owner }}.
{{- end }}
`;

/**
 * The Helm chart: text of each file, by its path.
 *
 * @param version - of the program; chart and image carry the same.
 */
export function chartFiles(version: string): Readonly<Record<string, string>> {
  const templates = Object.entries(TEMPLATES).map(([name, template]) => [`templates/${name}.yaml`, templateText(name, template)] as const);
  return {
    "Chart.yaml": Yaml.stringify({
      apiVersion: "v2",
      name: "argosy",
      description: "Collaborative online processing of scientific images",
      type: "application",
      version,
      appVersion: version,
      kubeVersion: ">=1.31.0-0",
    }),
    "values.yaml": valuesYaml(),
    "values.schema.json": valuesSchema(),
    ...Object.fromEntries(templates),
    "templates/connections.yaml": connectionsCheck(PARTS),
    "templates/NOTES.txt": NOTES,
    [FILES.alerts]: jsonText(alertRules()),
    [FILES.dashboard]: jsonText(dashboard()),
  };
}

function workloads(chart: Chart, e: Expressions, parts: readonly Part[]): void {
  for (const part of parts) workload(chart, e, part);
}

function templateText(name: string, { build, condition }: Template): string {
  const e = new Expressions();
  const chart = new Chart(new App(), name, { disableResourceNameHashes: true });
  build(chart, e);
  const text = e.fill(Yaml.stringify(...(chart.toJson() as object[])));
  return condition === undefined ? text : `{{- if ${condition} }}\n${text}{{- end }}\n`;
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

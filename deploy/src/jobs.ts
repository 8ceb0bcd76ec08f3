import { SERVICE_NAMES } from "@argosy/rpc";
import { ApiObject, type Chart } from "cdk8s";
import type { Expressions } from "./expression.ts";
import { nameCode, objectLabels, partLabels } from "./names.ts";
import type { SecretFiles } from "./pod.ts";
import { environment, podSpec, SECRETS_FOLDER } from "./pod.ts";
import { preflightSecrets, secretKey, serverSettings } from "./settings.ts";

/** Before anything of the release is changed: first what lets the jobs run, then the preflight, then the migrations. */
const ORDER = { rights: "-30", preflight: "-20", migrate: "-10" } as const;
const OWNER = { DATABASE_PASSWORD_FILE: `${SECRETS_FOLDER}/owner-database-password` } as const;
const OWNER_FILES: SecretFiles = { secret: ".Values.database.secret", files: { "owner-database-password": "password" } };

/** Says which of the servers is wrong, and why, before an installation or an upgrade begins. */
export function preflight(chart: Chart, e: Expressions): void {
  const name = e.value(nameCode("preflight"));
  const metadata = { name, labels: objectLabels(e, "preflight"), annotations: hook("rights") };
  new ApiObject(chart, "preflight-account", { apiVersion: "v1", kind: "ServiceAccount", metadata, automountServiceAccountToken: false });
  job(chart, e, "preflight", {
    env: {
      SECRETS_FOLDER,
      DATABASE_URL: e.value(".Values.database.url"),
      ...OWNER,
      ...serverSettings(e),
      INGRESS_CLASS: e.value('ternary .Values.ingress.className "" .Values.ingress.enabled'),
      DATABASE_CONNECTIONS_NEEDED: e.value("toString .Values.database.connections"),
    },
    secrets: [...preflightSecrets(), OWNER_FILES],
    // It asks the API of Kubernetes for one thing: the class of the Ingress.
    automountServiceAccountToken: e.value<boolean>(".Values.ingress.enabled"),
  });
}

/** Lets the preflight read the class of the Ingress, which belongs to no namespace. */
export function preflightRights(chart: Chart, e: Expressions): void {
  const name = e.value(`printf "%s-%s-preflight" .Release.Namespace .Release.Name`);
  const metadata = { name, labels: objectLabels(e, "preflight"), annotations: hook("rights") };
  const resourceNames = [e.value(".Values.ingress.className")];
  new ApiObject(chart, "preflight-role", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata,
    rules: [{ apiGroups: ["networking.k8s.io"], resources: ["ingressclasses"], resourceNames, verbs: ["get"] }],
  });
  new ApiObject(chart, "preflight-binding", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
    subjects: [{ kind: "ServiceAccount", name: e.value(nameCode("preflight")), namespace: e.value(".Release.Namespace") }],
  });
}

/** Brings the schemas up to date, and gives every service's role what it needs of them; as the owner of the database. */
export function migrate(chart: Chart, e: Expressions): void {
  const passwords = SERVICE_NAMES.map((service) => [`${service}/database-password`, secretKey(service, "database-password")]);
  job(chart, e, "migrate", {
    env: { SECRETS_FOLDER, DATABASE_URL: e.value(".Values.database.url"), ...OWNER },
    secrets: [{ secret: ".Values.secrets.services", files: Object.fromEntries(passwords) }, OWNER_FILES],
    automountServiceAccountToken: false,
  });
}

interface JobOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretFiles[];
  readonly automountServiceAccountToken: boolean;
}

/** What failed is kept, so that what it said can be read; what went well goes. */
function job(
  chart: Chart,
  e: Expressions,
  part: "preflight" | "migrate",
  { env, secrets, automountServiceAccountToken }: JobOptions,
): void {
  const labels = partLabels(e, part, "once");
  const account = part === "preflight" ? { serviceAccountName: e.value(nameCode("preflight")) } : {};
  new ApiObject(chart, `${part}-job`, {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: e.value(nameCode(part)), labels: objectLabels(e, part), annotations: hook(part) },
    spec: {
      backoffLimit: 2,
      activeDeadlineSeconds: 900,
      template: {
        metadata: { labels },
        spec: podSpec(e, {
          container: {
            name: part,
            args: [part],
            env: environment(env),
            resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { cpu: "1", memory: "512Mi" } },
          },
          secrets,
          scratch: '"64Mi"',
          spec: { ...account, automountServiceAccountToken, restartPolicy: "Never" },
        }),
      },
    },
  });
}

function hook(order: keyof typeof ORDER): Record<string, string> {
  return {
    "helm.sh/hook": "pre-install,pre-upgrade",
    "helm.sh/hook-weight": ORDER[order],
    "helm.sh/hook-delete-policy": order === "rights" ? "before-hook-creation" : "before-hook-creation,hook-succeeded",
  };
}

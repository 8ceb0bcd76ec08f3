import { loadSettings, Secret } from "@argosy/cluster";
import { readServiceSecrets } from "@argosy/runtime";
import { Type } from "typebox";
import type { Finding } from "./finding.ts";
import { finding } from "./finding.ts";
import { lookAtBus } from "./look-at-bus.ts";
import { lookAtDatabase } from "./look-at-database.ts";
import { lookAtIngress } from "./look-at-ingress.ts";
import { lookAtStore } from "./look-at-store.ts";

/** The oldest PostgreSQL that the migrations are written for. */
const OLDEST = 15;
const SERVICE = "pipeline";

const Schema = Type.Object({
  SECRETS_FOLDER: Type.String({ minLength: 1, description: "Folder of the secrets of pipeline, as whom the bus and the store are asked." }),
  DATABASE_URL: Type.String({ pattern: "^postgres(ql)?://", description: "postgres:// address as the owner, without a password." }),
  DATABASE_PASSWORD: Secret({ description: "Password of the owner." }),
  DATABASE_MINIMUM: Type.Integer({ minimum: OLDEST, default: OLDEST, description: "Oldest major version of PostgreSQL that is let pass." }),
  DATABASE_CONNECTIONS_NEEDED: Type.Integer({ minimum: 0, default: 0, description: "Connections that must be allowed." }),
  NATS_URL: Type.String({ pattern: "^nats://", description: "Servers of the bus, joined by commas." }),
  S3_ENDPOINT: Type.String({ pattern: "^https?://", description: "Address of the object store." }),
  S3_BUCKET: Type.String({ minLength: 3, description: "Bucket of the installation." }),
  S3_REGION: Type.String({ default: "us-east-1", description: "Region that requests are signed for." }),
  INGRESS_CLASS: Type.String({ default: "", description: "Class of the Ingress; empty: there is none." }),
  KUBERNETES_SERVICE_HOST: Type.String({
    default: "kubernetes.default.svc",
    description: "Where the API of Kubernetes is; every pod is told.",
  }),
  KUBERNETES_SERVICE_PORT: Type.Integer({ default: 443, description: "Its port." }),
  KUBERNETES_ACCOUNT: Type.String({
    default: "/var/run/secrets/kubernetes.io/serviceaccount",
    description: "Folder of the account of the pod.",
  }),
});

/**
 * Looks at everything that an installation works on: PostgreSQL, NATS, the object store, and the class of the Ingress where it has one.
 *
 * @throws {ArgosyError} `SETTINGS_INVALID` with all faults of the settings and secrets themselves.
 */
export async function preflight(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const settings = loadSettings(Schema, env);
  const secrets = await readServiceSecrets(settings.SECRETS_FOLDER);
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region, INGRESS_CLASS: className } = settings;
  const database = {
    url: settings.DATABASE_URL,
    password: settings.DATABASE_PASSWORD,
    minimum: settings.DATABASE_MINIMUM,
    connections: settings.DATABASE_CONNECTIONS_NEEDED,
  };
  const host = settings.KUBERNETES_SERVICE_HOST;
  const api = `${host.includes(":") ? `[${host}]` : host}:${settings.KUBERNETES_SERVICE_PORT}`;
  return Promise.all([
    finding("PostgreSQL", () => lookAtDatabase(database)),
    finding("NATS", () => lookAtBus({ url: settings.NATS_URL, service: SERVICE, secrets })),
    finding("The object store", () => lookAtStore({ endpoint, bucket, region, ...secrets.store })),
    ...(className === "" ? [] : [finding("The Ingress", () => lookAtIngress({ className, api, account: settings.KUBERNETES_ACCOUNT }))]),
  ]);
}

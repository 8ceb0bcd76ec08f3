import { availableParallelism } from "node:os";
import { ArgosyError, refusal } from "@argosy/core";
import type { ServiceSecrets, SettingFault } from "@argosy/runtime";
import { readServiceSecrets, WorkSchema } from "@argosy/runtime";
import type { Static, TObject } from "typebox";
import { Type } from "typebox";
import { loadSettings } from "./load-settings.ts";

const Port = (fallback: number, description: string) =>
  Type.Integer({ minimum: 0, maximum: 65_535, default: fallback, description: `${description}; 0 takes a free one.` });
const Address = (service: string) =>
  Type.String({ default: `${service}:50051`, description: `Where ${service} answers: host:port, several joined by commas.` });

/** What every service of a cluster reads from its environment. */
export const ClusterSchema = Type.Object({
  SECRETS_FOLDER: Type.String({ minLength: 1, description: "Folder of the files that the service proves itself with." }),
  DATABASE_URL: Type.String({ pattern: "^postgres(ql)?://", description: "postgres:// address of the database, without a password." }),
  DATABASE_CONNECTIONS: Type.Integer({ minimum: 1, maximum: 100, default: 4, description: "Connections of this process at most." }),
  NATS_URL: Type.String({ default: "nats://nats:4222", description: "Servers of the bus, joined by commas." }),
  NATS_STREAM: Type.String({ pattern: "^[A-Za-z0-9-]+$", default: "argosy", description: "Stream of the messages." }),
  NATS_REPLICAS: Type.Integer({ minimum: 1, maximum: 5, default: 1, description: "Servers that keep a copy of a message." }),
  NATS_ACK_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 600,
    default: 20,
    description: "A message whose taker is silent for so long is given to another one.",
  }),
  S3_ENDPOINT: Type.String({ pattern: "^https?://", description: "Address of the object store." }),
  S3_BUCKET: Type.String({ minLength: 3, default: "argosy", description: "Bucket of the installation." }),
  S3_REGION: Type.String({ default: "us-east-1", description: "Region that requests are signed for." }),
  S3_REQUEST_MS: Type.Integer({
    minimum: 100,
    maximum: 600_000,
    default: 30_000,
    description: "A request to the object store that is not answered whole within so long is made again.",
  }),
  S3_ETAG_IS_MD5: Type.Boolean({
    default: true,
    description: "The store answers a write with the MD5 of what it has stored, which is then checked; no where it encrypts with KMS.",
  }),
  GRPC_ADDRESS: Type.String({ default: "0.0.0.0:50051", description: "Where the service answers calls, host:port." }),
  HEALTH_HOST: Type.String({ default: "0.0.0.0", description: "Where /live, /ready and /metrics are answered." }),
  HEALTH_PORT: Port(9090, "Port of /live, /ready and /metrics"),
  LOG_LEVEL: Type.Union([Type.Literal("debug"), Type.Literal("info"), Type.Literal("warn"), Type.Literal("error")], { default: "info" }),
  THREADS: Type.Integer({ minimum: 1, maximum: 256, default: availableParallelism(), description: "Worker threads." }),
  ...WorkSchema.properties,
  DECODERS: Type.Integer({ minimum: 1, maximum: 64, default: 2, description: "Processes that decode files from outside, where they are." }),
  DRAIN_MS: Type.Integer({
    minimum: 0,
    maximum: 60_000,
    default: 0,
    description: "How long calls still come after /ready has said no: until those who send them have heard of it.",
  }),
  GRACE_MS: Type.Integer({ minimum: 0, maximum: 600_000, default: 10_000, description: "How long work in hand may take at the end." }),
  INGEST_ADDRESS: Address("ingest"),
  TILES_ADDRESS: Address("tiles"),
  SEGMENT_ADDRESS: Address("segment"),
  MEASURE_ADDRESS: Address("measure"),
  CLASSIFY_ADDRESS: Address("classify"),
  EXPORT_ADDRESS: Address("export"),
  PIPELINE_ADDRESS: Address("pipeline"),
});

/** Settings of {@link ClusterSchema}, read. */
export type ClusterSettings = Static<typeof ClusterSchema>;

/** What a service was given by whoever runs it. */
export interface Given<Own extends TObject> {
  readonly settings: ClusterSettings;
  /** Its own settings. */
  readonly own: Static<Own>;
  readonly secrets: ServiceSecrets;
}

/**
 * Reads what every service needs, what one needs besides, and its secrets.
 *
 * @throws {ArgosyError} `SETTINGS_INVALID` with every fault of all at once.
 */
export async function loadGiven<Own extends TObject>(env: Readonly<Record<string, string | undefined>>, schema: Own): Promise<Given<Own>> {
  const faults: SettingFault[] = [];
  const gather = (error: unknown): undefined => {
    if (!(error instanceof ArgosyError) || error.reason !== "SETTINGS_INVALID") throw error;
    faults.push(...((error.details["faults"] ?? []) as readonly SettingFault[]));
  };
  const all = Type.Object({ ...ClusterSchema.properties, ...schema.properties });
  const settings = attempt(() => loadSettings(all, env) as unknown as ClusterSettings & Static<Own>, gather);
  const folder = env["SECRETS_FOLDER"] ?? "";
  const secrets = folder === "" ? undefined : await readServiceSecrets(folder).catch(gather);
  if (settings !== undefined && hasPassword(settings.DATABASE_URL))
    faults.push({ setting: "DATABASE_URL", problem: "is no address, or carries a password, which belongs into the folder of secrets" });
  if (settings !== undefined && secrets !== undefined && faults.length === 0) return { settings, own: settings, secrets };
  const names = faults.map(({ setting, problem }) => `${setting} ${problem}`).join("; ");
  throw refusal("SETTINGS_INVALID", `the settings are not valid: ${names}`, { faults });
}

function attempt<T>(read: () => T, gather: (error: unknown) => undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    return gather(error);
  }
}

function hasPassword(url: string): boolean {
  return !URL.canParse(url) || new URL(url).password !== "";
}

import { SERVICE_NAMES } from "@argosy/rpc";
import type { Expressions } from "./expression.ts";
import type { Part } from "./names.ts";
import { nameCode, PORTS, valuesOf } from "./names.ts";
import type { SecretFiles } from "./pod.ts";
import { SECRETS_FOLDER } from "./pod.ts";

/** Files that a service proves itself with, but those of the object store. */
const OWN_FILES = ["authority.crt", "tls.crt", "tls.key", "identity.key", "identities.json", "nats.seed", "database-password"] as const;
const DATABASE = ".Values.database.url";

/** The address of the database for the role of a service. */
function databaseCode(service: string): string {
  const url = `(urlParse ${DATABASE})`;
  const query = `(ternary "" (printf "?%s" ${url}.query) (eq ${url}.query ""))`;
  return `printf "postgres://argosy_${service}@%s%s%s" ${url}.host ${url}.path ${query}`;
}

/** Where the servers are, for every program of ours. */
export function serverSettings(e: Expressions): Record<string, string> {
  return {
    NATS_URL: e.value(".Values.bus.url"),
    NATS_STREAM: e.value(".Values.bus.stream"),
    NATS_REPLICAS: e.value("toString .Values.bus.replicas"),
    S3_ENDPOINT: e.value(".Values.store.endpoint"),
    S3_BUCKET: e.value(".Values.store.bucket"),
    S3_REGION: e.value(".Values.store.region"),
  };
}

/** The environment of a part; what stands here cannot be changed by `.Values.settings`. */
export function settingsOf(e: Expressions, part: Part): Record<string, string> {
  const { role, service } = part;
  const stage = STAGE_NAMES.some((name) => name === service);
  return {
    SECRETS_FOLDER,
    DATABASE_URL: e.value(databaseCode(service)),
    DATABASE_CONNECTIONS: e.value("toString .Values.database.poolSize"),
    ...serverSettings(e),
    ...addresses(e),
    THREADS: e.value(`toString ${valuesOf(part)}.threads`),
    DRAIN_MS: e.value("toString (mul 1000 .Values.pods.drainSeconds)"),
    GRACE_MS: e.value("toString (mul 1000 .Values.pods.graceSeconds)"),
    OTEL_EXPORTER_OTLP_ENDPOINT: e.value(".Values.tracing.endpoint"),
    // Samples come and go in large pieces: what is free goes back to the system at once.
    MALLOC_ARENA_MAX: "2",
    MALLOC_MMAP_THRESHOLD_: "131072",
    TZ: "UTC",
    // Whoever answers takes no tasks: those who do are scaled by what waits.
    ...(role === "answers" && stage ? { [`${service.toUpperCase()}_TASKS`]: "0" } : {}),
    ...(service === "gateway" ? { OWNER_PASSWORD_FILE: `${SECRETS_FOLDER}/owner-password`, WEB_FOLDER: "/argosy/web/dist" } : {}),
  };
}

const STAGE_NAMES = ["ingest", "segment", "measure", "classify", "export"] as const;

function addresses(e: Expressions): Record<string, string> {
  const callable = SERVICE_NAMES.filter((name) => name !== "gateway");
  return Object.fromEntries(
    callable.map((name) => [`${name.toUpperCase()}_ADDRESS`, e.value(`printf "%s:${PORTS.calls}" (${nameCode(name)})`)]),
  );
}

/** The files of a service: its own part of the services' secret, and keys of the object store, its own where it has some. */
export function secretsOf(e: Expressions, { service }: Pick<Part, "service">): readonly SecretFiles[] {
  const own = Object.entries(STORE_FILES).map(([file, key]) => [
    file,
    e.value(`ternary "${secretKey(service, key)}" "${key}" .Values.store.ownKeys`),
  ]);
  return [
    ...ownFiles(service),
    { secret: ".Values.store.secret", files: Object.fromEntries(own) },
    ...(service === "gateway" ? [{ secret: ".Values.secrets.owner", files: { "owner-password": "password" } }] : []),
  ];
}

/** The files of the preflight, which knows NATS as pipeline does, and the object store as the operator. */
export function preflightSecrets(): readonly SecretFiles[] {
  return [...ownFiles("pipeline"), { secret: ".Values.store.secret", files: STORE_FILES }];
}

function ownFiles(service: Part["service"]): readonly SecretFiles[] {
  return [{ secret: ".Values.secrets.services", files: Object.fromEntries(OWN_FILES.map((file) => [file, secretKey(service, file)])) }];
}

/** Keys of the object store, as services read them. */
const STORE_FILES = { "s3-access-key": "access-key", "s3-secret-key": "secret-key" } as const;

/** The key of a service's file in the services' secret: a key has no slash. */
export function secretKey(service: string, file: string): string {
  return `${service}.${file}`;
}

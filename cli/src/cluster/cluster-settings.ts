import { loadSettings, Secret } from "@argosy/cluster";
import { SERVICE_NAMES } from "@argosy/rpc";
import { Type } from "typebox";
import type { GivenServers } from "./servers/cluster-servers.ts";

const Schema = Type.Object({
  DATABASE_URL: Type.String({ default: "", description: "postgres:// address of a database of yours, as its owner; default: an own one." }),
  NATS_URL: Type.String({ default: "", description: "nats:// address of a server of yours with JetStream; default: an own one." }),
  S3_ENDPOINT: Type.String({ default: "", description: "Address of an object store of yours; default: an own one." }),
  S3_BUCKET: Type.String({ default: "argosy", description: "Bucket there; made where it is not there." }),
  S3_ACCESS_KEY: Type.Optional(Secret({ description: "Access key there." })),
  S3_SECRET_KEY: Type.Optional(Secret({ description: "Secret key there." })),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** Servers that the environment names. @throws {ArgosyError} SETTINGS_INVALID with all faults. */
export function givenServers(env: Environment): GivenServers {
  const { DATABASE_URL, NATS_URL, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY = "", S3_SECRET_KEY = "" } = loadSettings(Schema, env);
  return {
    ...(DATABASE_URL === "" ? {} : { databaseUrl: DATABASE_URL }),
    ...(NATS_URL === "" ? {} : { natsUrl: NATS_URL }),
    ...(S3_ENDPOINT === "" ? {} : { s3: { endpoint: S3_ENDPOINT, accessKey: S3_ACCESS_KEY, secretKey: S3_SECRET_KEY } }),
    bucket: S3_BUCKET,
  };
}

const PASSED = new RegExp(
  `^(${SERVICE_NAMES.join("|")})_[A-Z_]+$|^(OTEL_[A-Z_]+|WORKER_[A-Z_]+|TASK_TOUCH_MS|THREADS|DECODERS|LOG_LEVEL|NATS_ACK_SECONDS|GRACE_MS|DRAIN_MS)$`,
  "i",
);

/** What of the environment is meant for the services, such as `SEGMENT_TASKS`, and where traces go. */
export function passedOn(env: Environment): Record<string, string> {
  const chosen = Object.entries(env).filter(([name, value]) => PASSED.test(name) && value !== undefined && value !== "");
  return Object.fromEntries(chosen) as Record<string, string>;
}

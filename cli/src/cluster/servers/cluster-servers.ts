import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import { Client, S3Error } from "minio";
import { makeSecretFolders } from "../secret-folders.ts";
import { busConfig, ownS3Keys } from "../secrets.ts";
import { cephPrograms, startCeph } from "./ceph.ts";
import type { S3Keys } from "./minio.ts";
import { builtMinio, startMinio } from "./minio.ts";
import { natsProgram, startNats } from "./nats.ts";
import { startDatabase } from "./postgres.ts";
import type { Server } from "./server.ts";
import { givenServer } from "./server.ts";

/** Servers that somebody else runs; each that is absent is started here. */
export interface GivenServers {
  /** `postgres://user:password@host/database`, as the owner of the database. */
  readonly databaseUrl?: string;
  readonly natsUrl?: string;
  readonly s3?: S3Keys & { readonly endpoint: string };
  readonly bucket?: string;
}

/** What the services work on. */
export interface ClusterServers {
  readonly postgres: Server;
  readonly nats: Server;
  readonly s3: Server;
  readonly s3Keys: S3Keys;
  readonly bucket: string;
  /** All of them, in the order of their start. */
  readonly all: readonly Server[];
}

/** Where the servers keep what they keep, and who hears of their start. */
export interface ServerOptions {
  readonly dataFolder: string;
  readonly secretsFolder: string;
  readonly given: GivenServers;
  readonly log: Log;
  readonly say: (text: string) => void;
  /** Takes what ends a server, as soon as it runs. */
  readonly undo: (stop: () => Promise<void>) => void;
}

/**
 * Finds or starts PostgreSQL, NATS and an S3 server, and makes the bucket.
 *
 * @throws {ArgosyError} `failed_precondition` with how to get a program that is not there.
 */
export async function startServers(options: ServerOptions): Promise<ClusterServers> {
  const { dataFolder, secretsFolder, given, log, undo } = options;
  await makeSecretFolders(secretsFolder, { now: new Date(), addresses: ["127.0.0.1"] });
  const postgres = given.databaseUrl === undefined ? await startDatabase(dataFolder, log) : givenServer("postgres", given.databaseUrl);
  undo(() => postgres.stop());
  const nats = given.natsUrl === undefined ? await ownNats(dataFolder, secretsFolder) : givenServer("nats", given.natsUrl);
  undo(() => nats.stop());
  const s3Keys = given.s3 ?? (await ownS3Keys(secretsFolder));
  const s3 = given.s3 === undefined ? await ownS3(options, s3Keys) : givenServer("s3", given.s3.endpoint);
  undo(() => s3.stop());
  const bucket = given.bucket ?? "argosy";
  await ensureBucket(s3.url, s3Keys, bucket);
  return { postgres, nats, s3, s3Keys, bucket, all: [postgres, nats, s3] };
}

async function ownNats(dataFolder: string, secretsFolder: string): Promise<Server> {
  const program = await natsProgram();
  if (typeof program === "string") return startNats(program, dataFolder, await busConfig(secretsFolder));
  throw new ArgosyError("failed_precondition", `there is no nats-server; name one in NATS_URL (${program.missing})`);
}

async function ownS3({ dataFolder, say }: ServerOptions, keys: S3Keys): Promise<Server> {
  const program = await s3Program(say);
  if (program === "ceph") return startCeph(dataFolder, keys);
  if (typeof program === "string") return startMinio(program, dataFolder, keys);
  throw new ArgosyError("failed_precondition", `there is no S3 server; name one in S3_ENDPOINT (${program.missing})`);
}

/** MinIO from the cache, or built where Go is new enough; else the Ceph of Debian (`ceph`); or why there is none. */
export async function s3Program(say: (text: string) => void): Promise<string | { readonly missing: string }> {
  const minio = await builtMinio(say);
  if (typeof minio === "string") return minio;
  const ceph = await cephPrograms();
  return ceph === "here" ? "ceph" : { missing: `${minio.missing}; ${ceph.missing}` };
}

async function ensureBucket(endpoint: string, keys: S3Keys, bucket: string): Promise<void> {
  const { protocol, hostname, port } = new URL(endpoint);
  const useSSL = protocol === "https:";
  const client = new Client({ endPoint: hostname, useSSL, ...(port === "" ? {} : { port: Number(port) }), ...keys, pathStyle: true });
  try {
    if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket);
  } catch (error) {
    if (error instanceof S3Error && error.code === "BucketAlreadyOwnedByYou") return;
    throw new ArgosyError("unavailable", "the bucket could not be made", { cause: error, details: { bucket } });
  }
}

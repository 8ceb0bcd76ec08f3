import { randomBytes } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "@argosy/core";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import { createDb } from "@argosy/work";
import { fromSeed } from "@nats-io/nkeys";
import { readKept } from "./read-kept.ts";
import type { BusUser } from "./rights/bus-rights.ts";
import { grantServices, makeServiceRoles, roleOf } from "./rights/database-rights.ts";
import type { LentKeys } from "./rights/lend-keys.ts";
import { lendKeys } from "./rights/lend-keys.ts";
import { natsConfig } from "./rights/nats-config.ts";
import { storePolicyOf } from "./rights/store-rights.ts";
import type { S3Keys } from "./servers/minio.ts";
import type { NatsPlace } from "./servers/nats.ts";

/** The servers that the services prove themselves to; we may do everything there. */
export interface Admitting {
  readonly databaseUrl: string;
  readonly s3: { readonly endpoint: string; readonly bucket: string; readonly keys: S3Keys };
  readonly log: Log;
}

const STREAM = "argosy";
const USERS = [...SERVICE_NAMES, "listener"] as const;

/** Lets the database and the object store know every service, each by a role and a key of its own that open only what it needs. */
export async function admitServices(folder: string, { databaseUrl, s3, log }: Admitting): Promise<void> {
  await admitToDatabase(folder, databaseUrl, log);
  for (const service of SERVICE_NAMES) await keepStoreKeys(join(folder, service), await storeKeysOf(service, s3, log));
}

/** Gives every service's role in the database the password in its folder, and the rights that it needs. */
export async function admitToDatabase(folder: string, databaseUrl: string, log: Log): Promise<void> {
  const passwords = SERVICE_NAMES.map(async (name) => [name, await readFile(join(folder, name, "database-password"), "utf8")] as const);
  const db = createDb({ url: databaseUrl, poolSize: 1, name: "argosy rights", log });
  try {
    await makeServiceRoles(db, Object.fromEntries(await Promise.all(passwords)) as Record<ServiceName, string>);
    await grantServices(db);
  } finally {
    await db.close();
  }
}

/** Keys for one service; the same for all where the server lends none. */
async function storeKeysOf(service: ServiceName, { endpoint, bucket, keys }: Admitting["s3"], log: Log): Promise<S3Keys | LentKeys> {
  try {
    return await lendKeys({ endpoint, ...keys, now: new Date() }, storePolicyOf(service, bucket));
  } catch (error) {
    log.warn("the object store lends no keys: the service works with those of the owner", { service, error });
    return keys;
  }
}

async function keepStoreKeys(folder: string, keys: S3Keys | LentKeys): Promise<void> {
  const write = (name: string, secret: string) => writeFile(join(folder, name), secret, { mode: 0o600 });
  await write("s3-access-key", keys.accessKey);
  await write("s3-secret-key", keys.secretKey);
  if ("sessionToken" in keys) await write("s3-session-token", keys.sessionToken);
  else await rm(join(folder, "s3-session-token"), { force: true });
}

/**
 * What a NATS server is started with that knows the services by the keys in their folders.
 *
 * @param own - Where the server itself finds its certificate.
 */
export async function busConfig(folder: string, own: string = join(folder, "nats")): Promise<(place: NatsPlace) => string> {
  const keys = USERS.map(async (user) => {
    const seed = await readFile(join(folder, user, "nats.seed"));
    return [user, fromSeed(seed).getPublicKey()] as const;
  });
  const users = Object.fromEntries(await Promise.all(keys)) as Record<BusUser, string>;
  const tls = { certificate: join(own, "tls.crt"), key: join(own, "tls.key"), authority: join(own, "authority.crt") };
  return (place) => natsConfig({ ...place, stream: STREAM, users, tls });
}

/** The settings that name the secrets of a service, and the role that it acts as in the database. */
export function settingsOfSecrets(folder: string, service: ServiceName, databaseUrl: string): Record<string, string> {
  const url = new URL(databaseUrl);
  url.username = roleOf(service);
  url.password = "";
  return { SECRETS_FOLDER: join(folder, service), DATABASE_URL: url.href, NATS_STREAM: STREAM };
}

/** Keys of the S3 server of a folder; made at the first start. */
export async function ownS3Keys(folder: string): Promise<S3Keys> {
  const file = join(folder, "s3-keys.json");
  const found = await readKept(file);
  if (found !== undefined) return JSON.parse(found) as S3Keys;
  const made = { accessKey: randomBytes(10).toString("hex"), secretKey: randomBytes(20).toString("hex") };
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

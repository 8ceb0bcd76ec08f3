import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SERVICE_NAMES } from "@argosy/rpc";
import { storePolicyOf } from "../cluster/rights/store-rights.ts";
import { makeSecretFolders } from "../cluster/secret-folders.ts";
import { busConfig } from "../cluster/secrets.ts";

/** Where NATS finds its files in its pod: the mount of the secret, and its volume. */
const NATS_PLACE = { host: "0.0.0.0", port: 4222, storeFolder: "/data" } as const;
const NATS_FILES = "/etc/argosy";
const MONITORING_PORT = 8_222;

/** How the secrets of an installation are made. */
export interface SecretManifestOptions {
  /** Keeps the key of the authority and everything that was made, for the next time. */
  readonly folder: string;
  readonly namespace: string;
  readonly bucket: string;
  readonly now: Date;
}

/**
 * Makes what the services and NATS prove themselves with, or keeps what is there, and gives it as two Secrets for `kubectl apply`. Beside
 * the folders of the services lie policies of their keys for the object store, `store-policies/<service>.json`.
 */
export async function secretManifests({ folder, namespace, bucket, now }: SecretManifestOptions): Promise<object> {
  await makeSecretFolders(folder, { now, addresses: [] });
  const services = await Promise.all(
    SERVICE_NAMES.map(async (service) =>
      Object.entries(await filesOf(join(folder, service))).map(([name, value]) => [`${service}.${name}`, value]),
    ),
  );
  const config = JSON.parse((await busConfig(folder, NATS_FILES))(NATS_PLACE)) as object;
  const nats = { ...(await filesOf(join(folder, "nats"))), "nats.conf": base64(JSON.stringify({ ...config, http_port: MONITORING_PORT })) };
  await mkdir(join(folder, "store-policies"), { recursive: true });
  for (const service of SERVICE_NAMES)
    await writeFile(join(folder, "store-policies", `${service}.json`), JSON.stringify(storePolicyOf(service, bucket), undefined, 2));
  const secret = (name: string, data: object) => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace },
    type: "Opaque",
    data,
  });
  const items = [secret("argosy-services", Object.fromEntries(services.flat())), secret("argosy-nats", nats)];
  return { apiVersion: "v1", kind: "List", items };
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  return Object.fromEntries(
    await Promise.all(names.sort().map(async (name) => [name, (await readFile(join(folder, name))).toString("base64")])),
  );
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SERVICE_NAMES } from "@argosy/rpc";
import { makeSecretFolders } from "./secret-folders.ts";
import type { S3Keys } from "./servers/minio.ts";

/** The servers that the services prove themselves to. */
export interface Admitting {
  readonly databaseUrl: string;
  readonly s3: S3Keys;
}

/** Makes what each service proves itself with, one folder a service, and lets the servers know them. */
export async function issueCredentials(folder: string, { databaseUrl, s3 }: Admitting): Promise<void> {
  await makeSecretFolders(folder, { now: new Date(), addresses: ["127.0.0.1"] });
  const password = decodeURIComponent(new URL(databaseUrl).password);
  for (const service of SERVICE_NAMES) {
    const write = (name: string, secret: string) => writeFile(join(folder, service, name), secret, { mode: 0o600 });
    await write("database-password", password);
    await write("s3-access-key", s3.accessKey);
    await write("s3-secret-key", s3.secretKey);
  }
}

/** The settings that name the secrets of a service, and the role that it acts as in the database. */
export function settingsOfSecrets(folder: string, service: string, databaseUrl: string): Record<string, string> {
  const url = new URL(databaseUrl);
  url.password = "";
  return { SECRETS_FOLDER: join(folder, service), DATABASE_URL: url.href };
}

/** Keys of the S3 server of a folder; made at the first start. */
export async function ownS3Keys(folder: string): Promise<S3Keys> {
  const file = join(folder, "s3-keys.json");
  const found = await readFile(file, "utf8").catch(() => undefined);
  if (found !== undefined) return JSON.parse(found) as S3Keys;
  const made = { accessKey: randomBytes(10).toString("hex"), secretKey: randomBytes(20).toString("hex") };
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

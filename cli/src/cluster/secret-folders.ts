import { generateKeyPairSync, randomBytes } from "node:crypto";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SERVICE_NAMES } from "@argosy/rpc";
import { createUser } from "@nats-io/nkeys";
import type { Certified } from "./authority.ts";
import { createAuthority, endOf, issueCertificate } from "./authority.ts";

/** Servers that show a certificate of the same authority to the services. */
export const SERVER_NAMES = ["postgres", "nats", "s3"] as const;

/** How secrets are made. */
export interface SecretOptions {
  readonly now: Date;
  /** Addresses at which the servers are reached, for their certificates. */
  readonly addresses: readonly string[];
}

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
const CERTIFICATE_DAYS = 365;
const RENEWAL_DAYS = 30;
// A clock that is a little behind must not find the certificate too young.
const BEFORE_MS = 300_000;

/**
 * Makes what services prove themselves with, one folder a service and one a server: certificate and key, the key that signs the service's
 * own tokens and the public keys of all, seed for NATS, password for PostgreSQL; and one for programs outside that listen to events. What is there stays; certificates that end within 30
 * days are made anew. Folders and files are for their owner's eyes only.
 *
 * The key of the authority stays in the folder itself: it is nothing that a service may see.
 */
export async function makeSecretFolders(folder: string, options: SecretOptions): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await keepAuthority(folder, options.now);
  const identities: Record<string, string> = {};
  for (const service of SERVICE_NAMES) {
    const own = await openFolder(folder, service, authority);
    await keepCertificate(own, authority, service, [], options.now);
    identities[service] = await keepIdentity(own);
    await keepSeed(own);
    await keepFile(join(own, "database-password"), () => randomBytes(24).toString("base64url"));
  }
  const listener = await openFolder(folder, "listener", authority);
  await keepCertificate(listener, authority, "listener", [], options.now);
  await keepSeed(listener);
  for (const service of SERVICE_NAMES)
    await writeFile(join(folder, service, "identities.json"), JSON.stringify(identities), { mode: 0o600 });
  for (const server of SERVER_NAMES) {
    const own = await openFolder(folder, server, authority);
    await keepCertificate(own, authority, server, options.addresses, options.now);
  }
}

async function openFolder(folder: string, name: string, authority: Certified): Promise<string> {
  const own = join(folder, name);
  await mkdir(own, { recursive: true, mode: 0o700 });
  await writeFile(join(own, "authority.crt"), authority.certificate, { mode: 0o600 });
  return own;
}

async function keepAuthority(folder: string, now: Date): Promise<Certified> {
  const [certificate, key] = [join(folder, "authority.crt"), join(folder, "authority.key")];
  if (!(await isThere(key))) {
    const made = await createAuthority(before(now), after(now, AUTHORITY_DAYS));
    await writeFile(certificate, made.certificate, { mode: 0o600 });
    await writeFile(key, made.key, { mode: 0o600 });
  }
  return { certificate: await readFile(certificate, "utf8"), key: await readFile(key, "utf8") };
}

async function keepCertificate(own: string, authority: Certified, name: string, addresses: readonly string[], now: Date): Promise<void> {
  const [certificate, key] = [join(own, "tls.crt"), join(own, "tls.key")];
  const lasts = (await isThere(certificate)) && endOf(await readFile(certificate, "utf8")) > after(now, RENEWAL_DAYS);
  if (lasts && (await isThere(key))) return;
  const made = await issueCertificate(authority, { name, addresses, from: before(now), until: after(now, CERTIFICATE_DAYS) });
  await writeFile(certificate, made.certificate, { mode: 0o600 });
  await writeFile(key, made.key, { mode: 0o600 });
}

/** The public key, PEM text, of the pair that a service signs its own tokens with. */
async function keepIdentity(own: string): Promise<string> {
  const [secret, open] = [join(own, "identity.key"), join(own, "identity.pub")];
  if (!(await isThere(secret)) || !(await isThere(open))) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    await writeFile(open, publicKey.export({ type: "spki", format: "pem" }), { mode: 0o600 });
    await writeFile(secret, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  }
  return readFile(open, "utf8");
}

async function keepSeed(own: string): Promise<void> {
  await keepFile(join(own, "nats.seed"), () => new TextDecoder().decode(createUser().getSeed()));
}

async function keepFile(path: string, make: () => string): Promise<void> {
  if (!(await isThere(path))) await writeFile(path, make(), { mode: 0o600 });
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function before(now: Date): Date {
  return new Date(now.getTime() - BEFORE_MS);
}

function after(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

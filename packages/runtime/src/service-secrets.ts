import type { KeyObject } from "node:crypto";
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { refusal } from "@argosy/core";
import type { TlsIdentity } from "@argosy/rpc";
import type { SettingFault } from "./config.ts";
import type { TrustedKey } from "./identity-tokens.ts";
import { looksMadeUp } from "./placeholder.ts";

/** What one service proves itself with, out of the files of its folder. */
export interface ServiceSecrets {
  readonly tls: TlsIdentity;
  /** Signs the service's own tokens; the gateway's signs those of persons. */
  readonly signingKey: KeyObject;
  /** Whose tokens are believed. */
  readonly trusted: readonly (string | TrustedKey)[];
  /** Of the user at NATS, an NKey. */
  readonly natsSeed: string;
  readonly databasePassword: string;
  readonly store: StoreKeys;
}

/** Keys for the object store. */
export interface StoreKeys {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Goes with keys that are lent for a time. */
  readonly sessionToken?: string;
}

const FILES = [
  "authority.crt",
  "tls.crt",
  "tls.key",
  "identity.key",
  "identities.json",
  "nats.seed",
  "database-password",
  "s3-access-key",
  "s3-secret-key",
] as const;
type SecretFile = (typeof FILES)[number];

/**
 * Reads the secrets of a service from its folder: there is no other way to give them.
 *
 * @throws {ArgosyError} `SETTINGS_INVALID` naming every file that is missing, empty, or holds what nobody can have meant as a secret;
 *   what they hold is not said.
 */
export async function readServiceSecrets(folder: string): Promise<ServiceSecrets> {
  const read = await Promise.all(FILES.map(async (name) => [name, await textOf(folder, name)] as const));
  const faults = read.flatMap(([name, text]) => faultOf(name, text));
  const files = Object.fromEntries(read) as Record<SecretFile, string>;
  const token = (await textOf(folder, "s3-session-token")) ?? "";
  const keys = faults.length > 0 ? undefined : parsed(files, faults);
  if (keys === undefined) {
    const names = faults.map(({ setting, problem }) => `${setting} ${problem}`).join("; ");
    throw refusal("SETTINGS_INVALID", `the secrets are not valid: ${names}`, { faults });
  }
  return {
    ...keys,
    tls: { authority: files["authority.crt"], certificate: files["tls.crt"], key: files["tls.key"] },
    natsSeed: files["nats.seed"],
    databasePassword: files["database-password"],
    store: {
      accessKey: files["s3-access-key"],
      secretKey: files["s3-secret-key"],
      ...(token === "" ? {} : { sessionToken: token }),
    },
  };
}

async function textOf(folder: string, name: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, name), "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function faultOf(setting: SecretFile, text: string | undefined): SettingFault[] {
  if (text === undefined) return [{ setting, problem: "is missing" }];
  if (text === "") return [{ setting, problem: "is empty" }];
  return looksMadeUp(text) ? [{ setting, problem: "is a placeholder" }] : [];
}

/** What has a form; what has it not is added to the faults, without the words of the library, which may show a part of a key. */
function parsed(files: Record<SecretFile, string>, faults: SettingFault[]): Pick<ServiceSecrets, "signingKey" | "trusted"> | undefined {
  const attempt = <T>(setting: string, problem: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch {
      faults.push({ setting, problem });
      return undefined;
    }
  };
  attempt("authority.crt", "is no certificate", () => new X509Certificate(files["authority.crt"]));
  const fits = attempt("tls.crt, tls.key", "cannot be read", () =>
    new X509Certificate(files["tls.crt"]).checkPrivateKey(createPrivateKey(files["tls.key"])),
  );
  if (fits === false) faults.push({ setting: "tls.key", problem: "is not the key of the certificate" });
  const signingKey = attempt("identity.key", "is no private key", () => createPrivateKey(files["identity.key"]));
  const trusted = attempt("identities.json", "holds no public keys by service", () => trustedIn(files["identities.json"]));
  return faults.length > 0 || signingKey === undefined || trusted === undefined ? undefined : { signingKey, trusted };
}

/** The gateway signs for persons and for itself, every other service for itself alone. */
function trustedIn(json: string): (string | TrustedKey)[] {
  const keys = Object.entries(JSON.parse(json) as Readonly<Record<string, string>>);
  for (const [, publicKey] of keys) createPublicKey(publicKey);
  return keys.map(([service, publicKey]) => (service === "gateway" ? publicKey : { publicKey, service }));
}

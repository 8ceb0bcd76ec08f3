import { loadSettings, Secret } from "@argosy/cluster";
import type { Log } from "@argosy/core";
import { createGateway } from "@argosy/gateway";
import { createSigner } from "@argosy/runtime";
import { systemClock } from "@argosy/work";
import { Type } from "typebox";
import { admitToDatabase } from "../cluster/secrets.ts";
import { migrate } from "../server/migrate.ts";
import { SERVICES } from "../server/services.ts";

const Schema = Type.Object({
  SECRETS_FOLDER: Type.String({ minLength: 1, description: "Folder with a folder of each service, which holds the password of its role." }),
  DATABASE_URL: Type.String({ pattern: "^postgres(ql)?://", description: "postgres:// address as the owner, without a password." }),
  DATABASE_PASSWORD: Secret({ description: "Password of the owner." }),
});

/**
 * Brings all schemas up to date and lets every service's role do what it needs; again and again if one likes.
 *
 * @returns What was applied, as `schema/name`.
 */
export async function migrateDatabase(env: Readonly<Record<string, string | undefined>>, log: Log): Promise<readonly string[]> {
  const { SECRETS_FOLDER, DATABASE_URL, DATABASE_PASSWORD } = loadSettings(Schema, env);
  const url = new URL(DATABASE_URL);
  url.password = encodeURIComponent(DATABASE_PASSWORD);
  const gateway = createGateway({ signer: createSigner(systemClock) }).service;
  const applied = await migrate(url.href, [...SERVICES, gateway], log);
  await admitToDatabase(SECRETS_FOLDER, url.href, log);
  return applied;
}

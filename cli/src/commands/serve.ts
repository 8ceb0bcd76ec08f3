import { subscribe } from "node:diagnostics_channel";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";
import { isServiceName } from "../cluster/topology.ts";
import { takeTurn } from "../pod/start-turn.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const SERVICES = new URL("../../../services/", import.meta.url);

/**
 * Runs one service, as a pod does; where `NODE_NAME` says on which machine, it starts when no other one starts there. Its root starts by
 * being loaded, reads the environment itself, and ends the process.
 */
export async function serve(service: string, env: Environment): Promise<void> {
  if (!isServiceName(service)) throw new ArgosyError("invalid_argument", `there is no service ${service}`);
  const endTurn = await turnOf(service, env);
  const { SERVICE_READY } = await import("@argosy/cluster");
  // A turn whose connection was lost has ended already.
  subscribe(SERVICE_READY, () => void endTurn().catch(() => undefined));
  await import(new URL(`${service}/src/main.ts`, SERVICES).href);
}

/** What is missing or wrong in the environment is told by the service itself. */
async function turnOf(service: string, env: Environment): Promise<() => Promise<void>> {
  const { NODE_NAME: node, DATABASE_URL: databaseUrl, SECRETS_FOLDER: folder } = env;
  if (node === undefined || databaseUrl === undefined || folder === undefined) return async () => undefined;
  try {
    const password = (await readFile(join(folder, "database-password"), "utf8")).trim();
    return await takeTurn({ service, node, databaseUrl, password });
  } catch (error) {
    const line = {
      level: "warn",
      time: new Date(),
      service,
      message: "starts without waiting for its turn",
      detail: (error as Error).message,
    };
    process.stderr.write(`${JSON.stringify(line)}\n`);
    return async () => undefined;
  }
}

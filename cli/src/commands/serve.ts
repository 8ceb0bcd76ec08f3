import { subscribe } from "node:diagnostics_channel";
import { SERVICE_READY } from "@argosy/cluster";
import { ArgosyError } from "@argosy/core";
import { isServiceName } from "../cluster/topology.ts";

const SERVICES = new URL("../../../services/", import.meta.url);

/**
 * Runs one service, as a pod does. Its root starts by being loaded, reads the environment itself, and ends the process.
 *
 * @param started - called when the service is ready.
 */
export async function serve(service: string, started: () => Promise<void>): Promise<void> {
  if (!isServiceName(service)) throw new ArgosyError("invalid_argument", `there is no service ${service}`);
  subscribe(SERVICE_READY, () => void started());
  await import(new URL(`${service}/src/main.ts`, SERVICES).href);
}

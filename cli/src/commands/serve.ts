import { ArgosyError } from "@argosy/core";
import { isServiceName } from "../cluster/topology.ts";

const SERVICES = new URL("../../../services/", import.meta.url);

/** Runs one service, as a pod does. Its root starts by being loaded, reads the environment itself, and ends the process. */
export async function serve(service: string): Promise<void> {
  if (!isServiceName(service)) throw new ArgosyError("invalid_argument", `there is no service ${service}`);
  await import(new URL(`${service}/src/main.ts`, SERVICES).href);
}

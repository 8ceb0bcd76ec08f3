import { availableParallelism } from "node:os";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import { freePorts } from "./servers/free-ports.ts";

/** How many processes each service has. */
export type Replicas = Readonly<Record<ServiceName, number>>;

const USUAL: Replicas = { pipeline: 1, ingest: 1, tiles: 1, segment: 2, measure: 2, classify: 1, export: 1, gateway: 1 };

/** One process of a service, and where it answers. */
export interface Place {
  readonly service: ServiceName;
  /** 1 for the first process of the service. */
  readonly number: number;
  /** Calls of other services; the gateway has none, the port is that of its HTTP. */
  readonly port: number;
  readonly healthPort: number;
}

/** Whether a text names a service. */
export function isServiceName(text: string): text is ServiceName {
  return (SERVICE_NAMES as readonly string[]).includes(text);
}

/** Places for so many processes of each service, the usual number where nothing is said. */
export async function planPlaces(replicas: Partial<Replicas> = {}, httpPort?: number): Promise<Place[]> {
  const counts = { ...USUAL, ...replicas };
  const all = SERVICE_NAMES.flatMap((service) => Array.from({ length: counts[service] }, (_, i) => ({ service, number: i + 1 })));
  const ports = await freePorts(2 * all.length);
  return all.map(({ service, number }, i) => {
    const port = service === "gateway" && number === 1 && httpPort !== undefined ? httpPort : ports[2 * i]!;
    return { service, number, port, healthPort: ports[2 * i + 1]! };
  });
}

/** A place for one more process of a service. */
export async function furtherPlace(service: ServiceName, number: number): Promise<Place> {
  const [port, healthPort] = await freePorts(2);
  return { service, number, port: port!, healthPort: healthPort! };
}

/** Stages whose tasks come all at once: their processes share the cores. Export writes beside its threads, which keeps a core busy too. */
const BUSY: readonly ServiceName[] = ["ingest", "segment", "measure", "export"];

/** Worker threads of a process of a service that has so many. */
export function threadsOf(service: ServiceName, count: number): number {
  const cores = availableParallelism();
  return BUSY.includes(service) ? Math.max(1, Math.floor(cores / Math.max(2, count))) : cores;
}

/** Where callers find each service, as settings: `SEGMENT_ADDRESS` and so on. */
export function addressesOf(places: readonly Place[]): Record<string, string> {
  const callable = SERVICE_NAMES.filter((name) => name !== "gateway");
  return Object.fromEntries(
    callable.map((name) => {
      const addresses = places.filter(({ service }) => service === name).map(({ port }) => `127.0.0.1:${port}`);
      return [`${name.toUpperCase()}_ADDRESS`, addresses.join(",")];
    }),
  );
}

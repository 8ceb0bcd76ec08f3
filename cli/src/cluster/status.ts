import type { Cluster } from "./start-cluster.ts";

/** What runs, as `npm run cluster -- status` tells it. */
export interface ClusterStatus {
  readonly url: string;
  readonly rows: readonly StatusRow[];
}

/** A server or a process of a service. */
export interface StatusRow {
  /** `nats`, or `segment-2`. */
  readonly name: string;
  readonly pid: number | undefined;
  /** Where it answers. */
  readonly address: string;
  /** Port of /live, /ready and /metrics. */
  readonly healthPort: number | undefined;
  readonly restarts: number;
  /** `ready`, or what is missing. */
  readonly health: string;
}

/** Asks all processes how they are. */
export async function statusOf(cluster: Cluster): Promise<ClusterStatus> {
  const servers = cluster.servers.all.map((server) => ({
    name: server.name,
    pid: server.pid(),
    address: withoutSecrets(server.url),
    healthPort: undefined,
    restarts: 0,
    health: server.folder === undefined ? "given" : server.pid() === undefined ? "ended" : server.program,
  }));
  const services = cluster.processes().map(async (each) => ({
    name: `${each.place.service}-${each.place.number}`,
    pid: each.pid(),
    address: each.place.service === "gateway" ? `http://127.0.0.1:${each.place.port}` : `127.0.0.1:${each.place.port}`,
    healthPort: each.place.healthPort,
    restarts: each.restarts(),
    health: await each.health(),
  }));
  return { url: cluster.url, rows: [...servers, ...(await Promise.all(services))] };
}

/** The status as a table for people. */
export function statusTable({ rows }: ClusterStatus): string {
  const lines = [
    ["process", "pid", "address", "health port", "restarts", "health"],
    ...rows.map(({ name, pid, address, healthPort, restarts, health }) => [
      name,
      String(pid ?? "-"),
      address,
      String(healthPort ?? "-"),
      String(restarts),
      health,
    ]),
  ];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return `${lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")}\n`;
}

function withoutSecrets(address: string): string {
  const url = new URL(address);
  const socket = url.searchParams.get("host");
  return socket === null ? `${url.protocol}//${url.host}${url.pathname}` : socket;
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connectAs } from "@argosy/work";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import type { FaultHome } from "./fault-home.ts";
import { until } from "./until.ts";

const LIMIT_MS = 60_000;

/** Waits until every message of a cluster's stream was taken by all who want it. */
export async function untilTaken({ cluster, folder }: FaultHome): Promise<void> {
  const file = (name: string) => readFile(join(folder, "data", "secrets", "listener", name), "utf8");
  const [seed, authority, certificate, key] = await Promise.all([
    file("nats.seed"),
    file("authority.crt"),
    file("tls.crt"),
    file("tls.key"),
  ]);
  const identity = connectAs({ name: "listener", seed, tls: { authority, certificate, key } });
  const connection = await connect({ servers: cluster.servers.nats.url, ...identity });
  try {
    const manager = await jetstreamManager(connection);
    let left = 0;
    const look = async () => {
      left = (await manager.streams.info("argosy")).state.messages;
      return left === 0 ? true : undefined;
    };
    await until(() => `${left} messages are left`, look, LIMIT_MS, 100);
  } finally {
    await connection.close();
  }
}

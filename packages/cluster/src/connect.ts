import type { Log } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import { S3Store } from "@argosy/storage";
import type { Db, EventBus } from "@argosy/work";
import { createDb, createJetStreamBus } from "@argosy/work";
import type { ClusterSettings } from "./cluster-settings.ts";
import type { Credentials } from "./credentials.ts";

/** The servers that a service works on. */
export interface Connections {
  readonly db: Db;
  readonly store: ObjectStore;
  readonly bus: EventBus;
  close(): Promise<void>;
}

/**
 * Connects a service with its database, its bus and its store: the one place that names the adapters of a cluster.
 *
 * @throws {ArgosyError} `unavailable` when the bus does not answer; database and store are asked when they are first used.
 */
export async function connect(name: string, settings: ClusterSettings, credentials: Credentials, log: Log): Promise<Connections> {
  const bus = await createJetStreamBus({
    connection: { servers: settings.NATS_URL.split(","), ...credentials.bus },
    stream: settings.NATS_STREAM,
    replicas: settings.NATS_REPLICAS,
    ackWaitMs: settings.NATS_ACK_SECONDS * 1_000,
    name: `argosy ${name}`,
    log,
  });
  const url = new URL(settings.DATABASE_URL);
  url.password = encodeURIComponent(credentials.database.password);
  const db = createDb({
    url: url.href,
    searchPath: [name, "public"],
    poolSize: settings.DATABASE_CONNECTIONS,
    name: `argosy ${name}`,
    log,
  });
  const store = new S3Store({
    endpoint: settings.S3_ENDPOINT,
    bucket: settings.S3_BUCKET,
    region: settings.S3_REGION,
    requestMs: settings.S3_REQUEST_MS,
    etagIsMd5: settings.S3_ETAG_IS_MD5,
    ...credentials.store,
  });
  return {
    db,
    store,
    bus,
    async close() {
      await bus.close();
      await db.close();
    },
  };
}

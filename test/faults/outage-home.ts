import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { startCeph } from "../../cli/src/cluster/servers/ceph.ts";
import { s3Program } from "../../cli/src/cluster/servers/cluster-servers.ts";
import type { S3Keys } from "../../cli/src/cluster/servers/minio.ts";
import { startMinio } from "../../cli/src/cluster/servers/minio.ts";
import type { Server } from "../../cli/src/cluster/servers/server.ts";
import type { FaultHome } from "./fault-home.ts";
import { startFaultHome } from "./fault-home.ts";
import { startRelay } from "./relay.ts";
import type { S3Proxy } from "./s3-proxy.ts";
import { startS3Proxy } from "./s3-proxy.ts";
import { promote, startPrimary, startStandby } from "./standby.ts";

/** A cluster that reaches its object store through a proxy and its database through a relay. */
export interface OutageHome extends FaultHome {
  readonly store: S3Proxy;
  readonly storeKeys: S3Keys;
  /** Makes a standby of the database. @returns What ends the database for good and puts the standby in its place. */
  prepareStandby(): Promise<() => Promise<void>>;
}

/** Starts one with one process of each service. */
export async function startOutageHome(): Promise<OutageHome> {
  const undo: (() => Promise<void>)[] = [];
  const end = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    return await start(undo, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function start(undo: (() => Promise<void>)[], end: () => Promise<void>): Promise<OutageHome> {
  // The socket of a database has a short path.
  const place = await mkdtemp("/tmp/argosy-outage-");
  undo.push(() => rm(place, { recursive: true, force: true }));
  await chmod(place, 0o711);
  const storeKeys = { accessKey: randomBytes(10).toString("hex"), secretKey: randomBytes(20).toString("hex") };
  const s3 = await startStore(place, storeKeys);
  undo.push(() => s3.stop());
  const store = await startS3Proxy(s3.url);
  undo.push(() => store.stop());
  let database = await startPrimary(place);
  undo.push(() => database.stop());
  const relay = await startRelay(join(place, "relay"), database.url);
  undo.push(() => relay.stop());
  const given = { databaseUrl: relay.url, s3: { ...storeKeys, endpoint: store.url } };
  const home = await startFaultHome({ segment: 1, measure: 1 }, { given, settings: { S3_REQUEST_MS: "3000" } });
  undo.push(() => home.end());
  return {
    ...home,
    store,
    storeKeys,
    async prepareStandby() {
      const standby = await startStandby(database);
      return async () => {
        const failed = database;
        database = standby;
        await failed.fail();
        await promote(standby);
        relay.turnTo(standby.url);
        await failed.stop();
      };
    },
    end,
  };
}

async function startStore(place: string, keys: S3Keys): Promise<Server> {
  const program = await s3Program(console.error);
  if (program === "ceph") return startCeph(place, keys);
  if (typeof program === "string") return startMinio(program, place, keys);
  throw new Error(program.missing);
}

import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Store } from "@argosy/storage";
import { Client } from "minio";
import { afterAll, beforeAll, describe } from "vitest";
import { cephPrograms, startCeph } from "../../cli/src/cluster/servers/ceph.ts";
import type { Server } from "../../cli/src/cluster/servers/server.ts";
import { objectStoreContract } from "./object-store.ts";

const found = await cephPrograms();
const keys = { accessKey: randomBytes(10).toString("hex"), secretKey: randomBytes(20).toString("hex") };

describe.skipIf(found !== "here")(`S3 of Ceph${found === "here" ? "" : ` (skipped: ${found.missing})`}`, () => {
  let folder: string;
  let server: Server;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-ceph-"));
    server = await startCeph(folder, keys);
  }, 240_000);
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  objectStoreContract("the S3 store", async () => {
    const client = new Client({ endPoint: "127.0.0.1", port: Number(new URL(server.url).port), useSSL: false, ...keys });
    const bucket = `argosy-${randomUUID()}`;
    await client.makeBucket(bucket);
    const unfinished = async (): Promise<string[]> => {
      const open = await Array.fromAsync(client.listIncompleteUploads(bucket, "", true) as AsyncIterable<{ readonly key: string }>);
      return open.map(({ key }) => key);
    };
    return { store: new S3Store({ endpoint: server.url, bucket, ...keys }), unfinished };
  });
});

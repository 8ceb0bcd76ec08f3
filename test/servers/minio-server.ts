import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "minio";
import { startMinio } from "../../cli/src/cluster/servers/minio.ts";

/** An S3 server on a free port of this machine. */
export interface S3Server {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Makes a new bucket and says its name. */
  newBucket(): Promise<string>;
  /** Keys of uploads that were begun and neither completed nor aborted; this server lists them by their exact key alone. */
  unfinished(bucket: string, key?: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Starts a MinIO with a folder of its own. @throws {Error} with what it said when it does not come up. */
export async function startMinioServer(program: string): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-s3-"));
  const keys = { accessKey: randomBytes(10).toString("hex"), secretKey: randomBytes(20).toString("hex") };
  const server = await startMinio(program, folder, keys);
  const client = new Client({ endPoint: "127.0.0.1", port: Number(new URL(server.url).port), useSSL: false, ...keys });
  return {
    endpoint: server.url,
    ...keys,
    async newBucket() {
      const bucket = `argosy-${randomUUID()}`;
      await client.makeBucket(bucket);
      return bucket;
    },
    unfinished: async (bucket, key = "") => {
      const found: string[] = [];
      for await (const upload of client.listIncompleteUploads(bucket, key, true)) found.push((upload as { key: string }).key);
      return found;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

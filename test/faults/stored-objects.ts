import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { Client } from "minio";
import type { ClusterServers } from "../../cli/src/cluster/servers/cluster-servers.ts";

/** The object store past all services, as its owner sees it. */
export interface StoredObjects {
  get(key: string): Promise<Buffer>;
  put(key: string, bytes: Buffer): Promise<void>;
  remove(key: string): Promise<void>;
  /** Uploads in parts that were begun and neither completed nor given up. */
  unfinished(): Promise<readonly string[]>;
}

/** The objects of a cluster's bucket. */
export function storedObjects({ s3, s3Keys, bucket }: ClusterServers): StoredObjects {
  const client = new Client({ endPoint: "127.0.0.1", port: Number(new URL(s3.url).port), useSSL: false, ...s3Keys });
  return {
    get: async (key) => buffer(await client.getObject(bucket, key)),
    put: async (key, bytes) => void (await client.putObject(bucket, key, bytes, bytes.length)),
    remove: (key) => client.removeObject(bucket, key),
    async unfinished() {
      // MinIO lists them by their exact key alone; they lie in this folder.
      if (s3.program === "minio") return readdir(join(s3.folder!, ".minio.sys", "multipart"));
      const found: string[] = [];
      for await (const upload of client.listIncompleteUploads(bucket, "", true)) found.push((upload as { key: string }).key);
      return found;
    },
  };
}

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { S3Store } from "@argosy/storage";
import { afterAll, describe, expect, test } from "vitest";
import { minioProgram } from "../../cli/src/cluster/servers/minio.ts";
import { startMinioServer } from "../servers/minio-server.ts";
import { objectStoreContract } from "./object-store.ts";

const program = await minioProgram();
const server = typeof program === "string" ? await startMinioServer(program) : undefined;
afterAll(() => server?.stop());

async function newStore(): Promise<{ readonly store: S3Store; readonly bucket: string }> {
  const { endpoint, accessKey, secretKey, newBucket } = server!;
  const bucket = await newBucket();
  return { store: new S3Store({ endpoint, accessKey, secretKey, bucket }), bucket };
}

describe.skipIf(server === undefined)(`S3${typeof program === "string" ? "" : ` (skipped: ${program.missing})`}`, () => {
  objectStoreContract("the S3 store", async () => {
    const { store, bucket } = await newStore();
    return { store, unfinished: () => server!.unfinished(bucket) };
  });

  const PIECE = 7_000_000;
  const pieces = async function* (size: number) {
    for (let at = 0; at < size; at += PIECE) yield new Uint8Array(Math.min(PIECE, size - at)).fill(at % 251);
  };
  test("a stream above 64 MiB goes in parts and is read as one", async () => {
    const { store } = await newStore();
    const size = 150 * 2 ** 20 + 7;
    await store.putStream("big", size, pieces(size));
    expect(await store.size("big")).toBe(size);
    const seam = await store.get("big", { range: { offset: 64 * 2 ** 20 - 2, length: 4 } });
    expect(seam).toEqual(new Uint8Array(4).fill((9 * PIECE) % 251));
  });
  test("one that is longer than announced leaves neither an object nor a part", async () => {
    const { store, bucket } = await newStore();
    const size = 70 * 2 ** 20;
    await expect(store.putStream("big", size, pieces(size + 1))).rejects.toMatchObject({ code: "invalid_argument" });
    expect(await store.get("big")).toBeUndefined();
    expect(await server!.unfinished(bucket, "big")).toEqual([]);
  });
  test("more keys than a page holds are listed, in order", async () => {
    const { store } = await newStore();
    const keys = Array.from({ length: 1_203 }, (_, i) => `k/${String(i).padStart(5, "0")}`);
    for (let at = 0; at < keys.length; at += 50) await Promise.all(keys.slice(at, at + 50).map((key) => store.put(key, Uint8Array.of(1))));
    expect(await Array.fromAsync(store.list("k/"))).toEqual(keys);
  });
  test("a wrong key is refused in words, a server that is away or silent in time", async () => {
    const { endpoint, accessKey, newBucket } = server!;
    const bucket = await newBucket();
    const wrong = new S3Store({ endpoint, accessKey, secretKey: "not the secret of anybody", bucket });
    await expect(wrong.get("k")).rejects.toMatchObject({ code: "permission_denied" });
    const away = new S3Store({ endpoint: "http://127.0.0.1:1", accessKey, secretKey: "any secret will do", bucket });
    await expect(away.get("k")).rejects.toMatchObject({ code: "unavailable" });
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const slow = new S3Store({ endpoint: `http://127.0.0.1:${port}`, accessKey, secretKey: "any secret will do", bucket, requestMs: 100 });
    await expect(slow.get("k")).rejects.toMatchObject({ code: "deadline_exceeded" });
    silent.closeAllConnections();
    silent.close();
  });
});

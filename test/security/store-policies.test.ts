import { lendKeys, storePolicyOf } from "@argosy/cli";
import { newId } from "@argosy/core";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import { S3Store } from "@argosy/storage";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { minioProgram } from "../../cli/src/cluster/servers/minio.ts";
import type { S3Server } from "../servers/minio-server.ts";
import { startMinioServer } from "../servers/minio-server.ts";

const program = await minioProgram();
const missing = typeof program === "string" ? undefined : program.missing;
const PROJECT = newId();
const KEEPERS = ["ingest", "segment", "classify", "export"] as const;
const bytes = Uint8Array.of(1, 2, 3);

/** What each service may read, write and list, of what is kept; said here once more, by hand, to be compared. */
const MAY: Readonly<Record<ServiceName, { readonly reads: string; readonly writes: string; readonly lists: string }>> = {
  gateway: { reads: "ingest segment export", writes: "ingest", lists: "" },
  ingest: { reads: "ingest", writes: "ingest", lists: "ingest" },
  tiles: { reads: "ingest segment", writes: "", lists: "" },
  segment: { reads: "ingest segment", writes: "segment", lists: "segment" },
  measure: { reads: "ingest segment", writes: "", lists: "" },
  classify: { reads: "segment classify", writes: "classify", lists: "classify" },
  export: { reads: "ingest segment export", writes: "export", lists: "export" },
  pipeline: { reads: "ingest segment classify export", writes: "", lists: "ingest segment classify export" },
};

describe.skipIf(missing !== undefined)(`keys of the object store${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let server: S3Server;
  let owner: S3Store;
  let stores: Readonly<Record<ServiceName, S3Store>>;
  const secrets: string[] = [];

  beforeAll(async () => {
    server = await startMinioServer(program as string);
    const bucket = await server.newBucket();
    const { endpoint, accessKey, secretKey } = server;
    owner = new S3Store({ endpoint, bucket, accessKey, secretKey });
    const made = SERVICE_NAMES.map(async (service) => {
      const keys = await lendKeys({ endpoint, accessKey, secretKey, now: new Date() }, storePolicyOf(service, bucket));
      secrets.push(keys.secretKey, keys.sessionToken);
      return [service, new S3Store({ endpoint, bucket, ...keys })];
    });
    stores = Object.fromEntries(await Promise.all(made));
    for (const keeper of KEEPERS) await owner.put(`${PROJECT}/${keeper}/there/file`, bytes);
  });
  afterAll(() => server.stop());

  const outcome = (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => "allowed",
      (error: { code: string }) => {
        const cause = (error as { cause?: { code?: string } }).cause;
        for (const secret of secrets) expect(JSON.stringify([String(error), error, cause])).not.toContain(secret);
        return cause?.code ?? error.code;
      },
    );
  const expected = (list: string, name: string) => (list.split(" ").includes(name) ? "allowed" : "AccessDenied");

  describe.each(SERVICE_NAMES.map((service) => ({ service })))("of $service", ({ service }) => {
    test.each(KEEPERS.map((keeper) => ({ keeper })))("do with what $keeper keeps what they are for", async ({ keeper }) => {
      const store = stores[service];
      const { reads, writes, lists } = MAY[service];
      expect(await outcome(store.get(`${PROJECT}/${keeper}/there/file`))).toBe(expected(reads, keeper));
      // Its own name further on in the key opens nothing.
      expect(await outcome(store.put(`${PROJECT}/${keeper}/${service}/new`, bytes, { ifAbsent: true }))).toBe(expected(writes, keeper));
      expect(await outcome(Array.fromAsync(store.list(`${PROJECT}/${keeper}/`)))).toBe(expected(lists, keeper));
      const deletes = service === "pipeline" ? "allowed" : expected(writes, keeper);
      expect(await outcome(store.delete(`${PROJECT}/${keeper}/${service}/new`))).toBe(deletes);
    });
  });
  test("of tiles put nothing anywhere, and list nothing", async () => {
    for (const key of [`${PROJECT}/tiles/x`, `${PROJECT}/segment/x`, "x"])
      expect(await outcome(stores.tiles.put(key, bytes))).toBe("AccessDenied");
    for (const prefix of ["", `${PROJECT}/`, `${PROJECT}/tiles/`])
      expect(await outcome(Array.fromAsync(stores.tiles.list(prefix)))).toBe("AccessDenied");
  });
  test("do not tell a missing object of a foreign service from one that is there; of one's own it is missing", async () => {
    expect(await outcome(stores.tiles.get(`${PROJECT}/classify/nothing`))).toBe("AccessDenied");
    expect(await stores.segment.get(`${PROJECT}/segment/nothing`)).toBeUndefined();
    expect(await stores.tiles.get(`${PROJECT}/segment/nothing`)).toBeUndefined();
  });
  test("forget a project as measure, which kept nothing of it", async () => {
    expect(await Array.fromAsync(stores.measure.list(`${PROJECT}/measure/`))).toEqual([]);
  });
  test("send what is too large for one piece in parts", async () => {
    const size = 65 * 2 ** 20;
    const pieces = async function* () {
      for (let at = 0; at < size; at += 2 ** 20) yield new Uint8Array(2 ** 20);
    };
    await stores.ingest.putStream(`${PROJECT}/ingest/large`, size, pieces());
    expect(await owner.size(`${PROJECT}/ingest/large`)).toBe(size);
    expect(await outcome(stores.segment.putStream(`${PROJECT}/ingest/larger`, size, pieces()))).toBe("AccessDenied");
  });
});

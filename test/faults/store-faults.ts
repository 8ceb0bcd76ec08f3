import type { ErrorCode } from "@argosy/core";
import { S3Store } from "@argosy/storage";
import { expect } from "vitest";
import type { OutageHome } from "./outage-home.ts";
import type { StoreFault, StoreRequest } from "./s3-proxy.ts";

/** A request is made so often at most. */
const MOST = 5;
const BYTES = new TextEncoder().encode("what is stored");

/** A store on the line of a home, which waits for no answer for long. */
function storeOn({ store, storeKeys, cluster }: OutageHome): S3Store {
  return new S3Store({ endpoint: store.url, bucket: cluster.servers.bucket, ...storeKeys, requestMs: 500 });
}

/** What a read comes to while nothing but this fault happens to it. */
const READS: Readonly<Partial<Record<StoreFault, ErrorCode>>> = {
  busy: "unavailable",
  lateError: "unavailable",
  cut: "unavailable",
  hang: "deadline_exceeded",
};

/** Reading fails in words, after five requests, for as long as there is a fault; and works again after it. */
export async function expectBoundedReads(home: OutageHome): Promise<void> {
  const store = storeOn(home);
  const reads = Object.entries(READS).map(([fault, code]) => ({ fault: fault as StoreFault, code, key: `faults/${fault}` }));
  for (const { key } of reads) await store.put(key, BYTES);
  const asked: string[] = [];
  home.store.disturb(({ path }) => {
    const read = reads.find(({ key }) => path.endsWith(key));
    asked.push(read?.key ?? path);
    return read?.fault;
  });
  await Promise.all(reads.map(({ key, code }) => expect(store.get(key)).rejects.toMatchObject({ code })));
  for (const { key } of reads) expect(asked.filter((each) => each === key)).toHaveLength(MOST);
  home.store.disturb();
  for (const { key } of reads) {
    expect(await store.get(key)).toEqual(BYTES);
    await store.delete(key);
  }
}

/** A write whose answer is lost, or comes as an error, is made again; one that stored other bytes is an error that names the key. */
export async function expectSafeWrites(home: OutageHome): Promise<void> {
  const store = storeOn(home);
  let left = 3;
  home.store.disturb(() => (left-- > 0 ? (left % 2 === 0 ? "busy" : "lateError") : undefined));
  await store.put("faults/written", BYTES);
  left = 1;
  home.store.disturb(() => (left-- > 0 ? "lateError" : undefined));
  expect(await store.put("faults/once", BYTES, { ifAbsent: true }), "its own first try was there").toBe(false);
  home.store.disturb(() => "wrongEtag");
  for (const ifAbsent of [false, true])
    await expect(store.put(`faults/other-${ifAbsent}`, BYTES, { ifAbsent })).rejects.toMatchObject({
      reason: "OBJECT_CORRUPT",
      details: { key: `faults/other-${ifAbsent}` },
    });
  home.store.disturb();
  for (const key of ["faults/written", "faults/once"]) expect(await store.get(key)).toEqual(BYTES);
  for await (const key of store.list("faults/")) await store.delete(key);
}

/** Three requests of ten are told to come again; of the others one in 13 is answered by an error, one in 11 cut off, one in 57 left hanging. */
export function bumpy(random: () => number): (request: StoreRequest) => StoreFault | undefined {
  let [all, read] = [0, 0];
  return ({ method }) => {
    if (random() < 0.3) return "busy";
    if (++all % 13 === 0) return "lateError";
    if (method !== "GET") return undefined;
    read++;
    if (read % 57 === 5) return "hang";
    return read % 11 === 3 ? "cut" : undefined;
  };
}

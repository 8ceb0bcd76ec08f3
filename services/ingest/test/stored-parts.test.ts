import type { ReadOptions } from "@argosy/storage";
import { MemoryStore, readPart } from "@argosy/storage";
import { describe, expect, test } from "vitest";
import { readTogether } from "../src/stored-parts.ts";

/** A memory store that notes what is read of it. */
class WatchedStore extends MemoryStore {
  readonly reads: [string, ReadOptions["range"]][] = [];

  override get(key: string, options: ReadOptions = {}): Promise<Uint8Array | undefined> {
    this.reads.push([key, options.range]);
    return super.get(key, options);
  }
}

describe("readTogether", () => {
  const part = (key: string, offset: number, length: number) => ({ key, offset, length });

  test("reads the stretch of neighbours once and cuts each out of it", async () => {
    const store = new WatchedStore();
    await store.put(
      "pack",
      Uint8Array.from({ length: 100 }, (_, i) => i),
    );
    const parts = [part("pack", 40, 3), part("pack", 20, 10), part("pack", 43, 2)];
    const together = readTogether(store, parts);
    const read = await Promise.all(parts.map((one) => readPart(together, one)));
    expect(read.map((bytes) => [bytes[0], bytes.length])).toEqual([
      [40, 3],
      [20, 10],
      [43, 2],
    ]);
    expect(store.reads).toEqual([["pack", { offset: 20, length: 25 }]]);
  });
  test("a part alone in its object, and what was not announced, is read as it is", async () => {
    const store = new WatchedStore();
    for (const key of ["alone", "pack"]) await store.put(key, Uint8Array.of(1, 2, 3, 4));
    const together = readTogether(store, [part("alone", 1, 2), part("pack", 1, 1), part("pack", 2, 1)]);
    expect(await readPart(together, part("alone", 1, 2))).toEqual(Uint8Array.of(2, 3));
    expect(await readPart(together, part("pack", 0, 2))).toEqual(Uint8Array.of(1, 2));
    expect(store.reads).toHaveLength(2);
  });
  test("an object that ends too early or is missing is damage, as without it", async () => {
    const store = new WatchedStore();
    await store.put("short", Uint8Array.of(1, 2, 3));
    for (const key of ["short", "missing"]) {
      const parts = [part(key, 0, 2), part(key, 2, 2)];
      await expect(readPart(readTogether(store, parts), parts[1]!)).rejects.toMatchObject({ reason: "OBJECT_CORRUPT" });
    }
  });
});

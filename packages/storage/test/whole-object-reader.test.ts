import { describe, expect, test } from "vitest";
import type { ObjectStore } from "../src/index.ts";
import { MemoryStore, readWholeObjects } from "../src/index.ts";

async function countedStore(objects: Readonly<Record<string, number>>) {
  const store = new MemoryStore();
  for (const [key, size] of Object.entries(objects))
    await store.put(
      key,
      Uint8Array.from({ length: size }, (_, i) => i),
    );
  const read: string[] = [];
  const counted: ObjectStore = Object.create(store, {
    get: {
      value: (...args: Parameters<ObjectStore["get"]>) => {
        read.push(args[0]);
        return store.get(...args);
      },
    },
    size: { value: (key: string) => store.size(key) },
  });
  return { store: counted, read };
}

describe("readWholeObjects", () => {
  test("ranges of one object are cut out of a single read", async () => {
    const { store, read } = await countedStore({ "a/b": 10 });
    const reader = readWholeObjects(store);
    const [first, last] = await Promise.all([
      reader.get("a/b", { range: { offset: 2, length: 3 } }),
      reader.get("a/b", { range: { last: 2 } }),
    ]);
    expect([first, last]).toEqual([Uint8Array.of(2, 3, 4), Uint8Array.of(8, 9)]);
    expect(read).toEqual(["a/b"]);
  });

  test("the least recently used object is read again when there is no room for all", async () => {
    const { store, read } = await countedStore({ a: 6, b: 6 });
    const reader = readWholeObjects(store, 10);
    for (const key of ["a", "b", "b", "a"]) await reader.get(key, { range: { offset: 0, length: 1 } });
    expect(read).toEqual(["a", "b", "a"]);
  });

  test("what a caller changes in its bytes does not reach the next one", async () => {
    const { store } = await countedStore({ a: 4 });
    const reader = readWholeObjects(store);
    (await reader.get("a", { range: { offset: 1, length: 1 } }))!.fill(99);
    expect(await reader.get("a", { range: { offset: 1, length: 1 } })).toEqual(Uint8Array.of(1));
  });

  test("an object that is not there is undefined", async () => {
    const { store } = await countedStore({});
    expect(await readWholeObjects(store).get("x", { range: { offset: 0, length: 1 } })).toBeUndefined();
  });
});

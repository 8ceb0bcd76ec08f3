import { ArgosyError } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import { describe, expect, test } from "vitest";

/** A store that is empty, and a look at what lies in it besides objects: names of unfinished files. */
export interface StoreUnderTest {
  readonly store: ObjectStore;
  readonly unfinished: () => Promise<readonly string[]>;
}

/**
 * What every {@link ObjectStore} must do. An adapter is done when it passes.
 *
 * @param make - gives a new, empty store for each test.
 */
export function objectStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of an object store`, () => {
    readsAndWrites(make);
    writesOnce(make);
    streams(make);
    lists(make);
    refuses(make);
  });
}

type Make = () => Promise<StoreUnderTest>;

const bytes = (...values: number[]) => Uint8Array.from(values);

function readsAndWrites(make: Make): void {
  test("what was put is got, with its length", async () => {
    const { store } = await make();
    expect(await store.put("p/a/one", bytes(1, 2, 3))).toBe(true);
    expect(await store.get("p/a/one")).toEqual(bytes(1, 2, 3));
    expect(await store.size("p/a/one")).toBe(3);
  });

  test("an object may be empty", async () => {
    const { store } = await make();
    await store.put("p/empty", bytes());
    expect(await store.get("p/empty")).toEqual(bytes());
    expect(await store.size("p/empty")).toBe(0);
    expect(await store.get("p/empty", { range: { last: 4 } })).toEqual(bytes());
  });

  test("what is not there is undefined, also where the key leads through an object or stops at a folder", async () => {
    const { store } = await make();
    await store.put("p/a/one", bytes(1));
    for (const key of ["p/b", "p/a", "p/a/one/deeper"]) {
      expect(await store.get(key)).toBeUndefined();
      expect(await store.get(key, { range: { last: 1 } })).toBeUndefined();
      expect(await store.size(key)).toBeUndefined();
    }
  });

  test.each([
    { name: "from the middle", range: { offset: 1, length: 2 }, expected: bytes(11, 12) },
    { name: "to the end", range: { offset: 3 }, expected: bytes(13, 14) },
    { name: "cut at the end", range: { offset: 3, length: 100 }, expected: bytes(13, 14) },
    { name: "beyond the end", range: { offset: 9, length: 2 }, expected: bytes() },
    { name: "nothing", range: { offset: 2, length: 0 }, expected: bytes() },
    { name: "the last ones", range: { last: 2 }, expected: bytes(13, 14) },
    { name: "more than all", range: { last: 9 }, expected: bytes(10, 11, 12, 13, 14) },
  ])("a range: $name", async ({ range, expected }) => {
    const { store } = await make();
    await store.put("k", bytes(10, 11, 12, 13, 14));
    expect(await store.get("k", { range })).toEqual(expected);
  });

  test("neither the caller's bytes nor those given out are tied to the object", async () => {
    const { store } = await make();
    const mine = bytes(1, 2);
    await store.put("k", mine);
    mine[0] = 9;
    (await store.get("k"))!.fill(7);
    expect(await store.get("k")).toEqual(bytes(1, 2));
  });

  test("deleting removes, and deleting what is not there is fine", async () => {
    const { store } = await make();
    await store.put("p/a", bytes(1));
    await store.delete("p/a");
    await store.delete("p/a");
    expect(await store.get("p/a")).toBeUndefined();
    expect(await collect(store.list(""))).toEqual([]);
    expect(await store.put("p/a", bytes(2), { ifAbsent: true })).toBe(true);
  });

  test("a call that was cancelled before it began does nothing", async () => {
    const { store } = await make();
    const signal = AbortSignal.abort();
    await expect(store.put("k", bytes(1), { signal })).rejects.toThrow();
    await expect(store.get("k", { signal })).rejects.toThrow();
    expect(await store.get("k")).toBeUndefined();
  });
}

function writesOnce(make: Make): void {
  test("ifAbsent leaves alone what is there; without it the object is replaced", async () => {
    const { store } = await make();
    expect(await store.put("k", bytes(1), { ifAbsent: true })).toBe(true);
    expect(await store.put("k", bytes(2, 2), { ifAbsent: true })).toBe(false);
    expect(await store.get("k")).toEqual(bytes(1));
    expect(await store.put("k", bytes(3))).toBe(true);
    expect(await store.get("k")).toEqual(bytes(3));
  });

  test("of many writers of one absent key exactly one is told that it wrote, and its bytes are there", async () => {
    const { store, unfinished } = await make();
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, i) => store.put("p/new/key", new Uint8Array(10_000).fill(i), { ifAbsent: true })),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await store.get("p/new/key")).toEqual(new Uint8Array(10_000).fill(answers.indexOf(true)));
    expect(await unfinished()).toEqual([]);
  });

  test("a reader sees one writer's object whole, never a mixture", async () => {
    const { store, unfinished } = await make();
    const size = 200_000;
    await store.put("k", new Uint8Array(size).fill(255));
    const writers = Array.from({ length: 16 }, (_, i) => store.put("k", new Uint8Array(size).fill(i)));
    const readers = Array.from({ length: 32 }, () => store.get("k"));
    await Promise.all(writers);
    for (const read of [...(await Promise.all(readers)), await store.get("k")]) {
      expect(read).toHaveLength(size);
      expect(new Set(read).size).toBe(1);
    }
    expect(await unfinished()).toEqual([]);
  });
}

function streams(make: Make): void {
  test("a stream is there once it is complete, not before", async () => {
    const { store } = await make();
    const seen: unknown[] = [];
    async function* pieces() {
      yield bytes(1, 2);
      seen.push(await store.get("p/s"), await collect(store.list("")));
      yield bytes();
      yield bytes(3);
    }
    await store.putStream("p/s", 3, pieces());
    expect(seen).toEqual([undefined, []]);
    expect(await store.get("p/s")).toEqual(bytes(1, 2, 3));
  });

  test.each([
    { name: "too short", size: 4, fails: false },
    { name: "too long", size: 2, fails: false },
    { name: "broken off", size: 3, fails: true },
  ])("a stream that is $name leaves no object, and an older one alone", async ({ size, fails }) => {
    const { store, unfinished } = await make();
    await store.put("old", bytes(9));
    const pieces = async function* () {
      yield bytes(1, 2, 3);
      if (fails) throw new Error("the sender is gone");
    };
    for (const key of ["new", "old"]) {
      const answer = await store.putStream(key, size, pieces()).catch((error: unknown) => error);
      if (fails) expect(answer).toMatchObject({ message: "the sender is gone" });
      else expect(answer).toMatchObject({ code: "invalid_argument", details: { key, size } });
    }
    expect(await store.get("new")).toBeUndefined();
    expect(await store.get("old")).toEqual(bytes(9));
    expect(await unfinished()).toEqual([]);
  });
}

function lists(make: Make): void {
  test("keys come sorted by bytes, whatever the folders", async () => {
    const { store } = await make();
    const keys = ["a/b/c", "a-b", "a.b", "a0", "A", "a/b-c", "a/B", "a/b.c/d", "b", "a/b0", "z_"];
    for (const key of keys) await store.put(key, bytes(1));
    expect(await collect(store.list(""))).toEqual(["A", "a-b", "a.b", "a/B", "a/b-c", "a/b.c/d", "a/b/c", "a/b0", "a0", "b", "z_"]);
  });

  test.each([
    { prefix: "a/", expected: ["a/b", "a/bc", "a/d/e"] },
    { prefix: "a/b", expected: ["a/b", "a/bc"] },
    { prefix: "a/d", expected: ["a/d/e"] },
    { prefix: "a/d/e", expected: ["a/d/e"] },
    { prefix: "a/d/e/", expected: [] },
    { prefix: "c", expected: [] },
    { prefix: "a", expected: ["a/b", "a/bc", "a/d/e", "ab"] },
  ])("only keys that begin with '$prefix'", async ({ prefix, expected }) => {
    const { store } = await make();
    for (const key of ["a/b", "a/bc", "a/d/e", "ab", "b"]) await store.put(key, bytes(1));
    expect(await collect(store.list(prefix))).toEqual(expected);
  });
}

function refuses(make: Make): void {
  const malformed = [
    "",
    "/",
    "/a",
    "a/",
    "a//b",
    ".",
    "..",
    "a/../b",
    "a/./b",
    "a\\b",
    "a b",
    "a\0b",
    "ä",
    "~a",
    "a:b",
    "%2e%2e",
    "x".repeat(256),
  ];

  test.each(malformed.map((key) => ({ key })))("the key '$key' is refused everywhere", async ({ key }) => {
    const { store } = await make();
    const calls = [
      () => store.get(key),
      () => store.size(key),
      () => store.put(key, bytes(1)),
      () => store.put(key, bytes(1), { ifAbsent: true }),
      () => store.putStream(key, 0, (async function* () {})()),
      () => store.delete(key),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(ArgosyError);
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "invalid_argument" });
  });

  test.each([{ prefix: "/" }, { prefix: "../" }, { prefix: "a/../b" }, { prefix: "a//" }, { prefix: "ä" }])(
    "the prefix '$prefix' is refused",
    async ({ prefix }) => {
      const { store } = await make();
      await expect(collect(store.list(prefix))).rejects.toMatchObject({ code: "invalid_argument" });
    },
  );
}

async function collect(keys: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const key of keys) all.push(key);
  return all;
}

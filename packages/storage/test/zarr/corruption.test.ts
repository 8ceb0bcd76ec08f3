import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assembleShard, MemoryStore, openArray } from "../../src/index.ts";
import { jsonBytes } from "../../src/zarr/describe.ts";
import { parseGroup, parseLevel } from "../../src/zarr/parse.ts";
import { testStack, writeNoise } from "./stack-samples.ts";

const SHARD = "p/0/c/0/0/0/0";
const stack = testStack({
  dtype: "uint8",
  c: 2,
  frames: [
    [20, 10],
    [20, 10],
  ],
});

async function written() {
  const store = new MemoryStore();
  await writeNoise(store, "p", stack);
  return store;
}

async function readAll(store: MemoryStore): Promise<void> {
  const array = await openArray(store, "p");
  for (const t of [0, 1]) for (const c of [0, 1]) await array.readChunk({ t, c });
}

describe("damage is an error that names the object, never samples", () => {
  test("any single bit of a shard", async () => {
    const store = await written();
    const shard = (await store.get(SHARD))!;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: shard.length * 8 - 1 }), async (bit) => {
        const damaged = shard.slice();
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        await store.put(SHARD, damaged);
        await expect(readAll(store)).rejects.toMatchObject({ code: "data_loss", reason: "OBJECT_CORRUPT", details: { key: SHARD } });
      }),
      { numRuns: 300 },
    );
  });

  test("a shard cut anywhere, and one that is missing", async () => {
    const store = await written();
    const shard = (await store.get(SHARD))!;
    for (const length of [0, 1, 3, 60, 67, 68, 100, shard.length - 1]) {
      await store.put(SHARD, shard.subarray(0, length));
      await expect(readAll(store)).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key: SHARD } });
    }
    await store.delete(SHARD);
    await expect(readAll(store)).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key: SHARD } });
  });

  test("a chunk that the index calls absent", async () => {
    const store = await written();
    await store.put(SHARD, assembleShard([undefined, undefined, undefined, undefined]));
    await expect(readAll(store)).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key: SHARD, t: 0, c: 0 } });
  });

  test("damage after the index was read is found too", async () => {
    const store = await written();
    const array = await openArray(store, "p");
    await array.readChunk({ t: 0, c: 0 });
    const shard = (await store.get(SHARD))!;
    shard[shard.length - 100]! ^= 1;
    await store.put(SHARD, shard);
    await expect(array.readChunk({ t: 1, c: 1 })).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key: SHARD } });
  });

  test("chunks of another size under a good checksum", async () => {
    const store = await written();
    const other = new MemoryStore();
    await writeNoise(
      other,
      "p",
      testStack({
        dtype: "uint8",
        c: 2,
        frames: [
          [21, 10],
          [21, 10],
        ],
      }),
    );
    await store.put(SHARD, (await other.get(SHARD))!);
    await expect(readAll(store)).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key: SHARD } });
  });
});

describe("metadata is checked before anything is read by it", () => {
  test.each([
    { name: "no JSON", change: () => "{" },
    { name: "an array", change: () => [] },
    { name: "a huge number", change: () => "1e999" },
    { name: "a chunk of 100,000 x 100,000", change: shapes([1, 1, 100_000, 100_000]) },
    { name: "a chunk of nothing", change: shapes([1, 1, 0, 20]) },
    { name: "a negative chunk", change: shapes([1, 1, -10, 20]) },
    { name: "a chunk of several channels", change: shapes([1, 2, 10, 20]) },
    { name: "half a pixel", change: shapes([1, 1, 2.5, 20]) },
    { name: "a shard that chunks do not fill", change: shapes([1, 1, 7, 20]) },
    { name: "three axes", change: (json: Json) => ({ ...json, shape: [2, 2, 10] }) },
    { name: "a size of 10^12", change: (json: Json) => ({ ...json, shape: [2, 2, 10, 1e12] }) },
    {
      name: "millions of chunks a shard",
      change: (json: Json) => ({ ...json, chunk_grid: { name: "regular", configuration: { chunk_shape: [1e6, 2, 10, 20] } } }),
    },
    { name: "another sample type", change: (json: Json) => ({ ...json, data_type: "complex64" }) },
    { name: "an inherited sample type", change: (json: Json) => ({ ...json, data_type: "constructor" }) },
    { name: "another fill value", change: (json: Json) => ({ ...json, fill_value: 1 }) },
    { name: "no sharding", change: (json: Json) => ({ ...json, codecs: [{ name: "bytes" }] }) },
    { name: "another codec", change: codecs([{ name: "blosc" }]) },
    {
      name: "no checksum",
      change: codecs([
        { name: "bytes", configuration: { endian: "little" } },
        { name: "zstd", configuration: { level: 1, checksum: false } },
      ]),
    },
    { name: "a group", change: (json: Json) => ({ ...json, node_type: "group" }) },
    { name: "Zarr 2", change: (json: Json) => ({ ...json, zarr_format: 2 }) },
  ])("$name", async ({ change }) => {
    const store = await written();
    const key = "p/0/zarr.json";
    const json = JSON.parse(new TextDecoder().decode((await store.get(key))!)) as Json;
    const changed = change(json);
    await store.put(key, typeof changed === "string" ? new TextEncoder().encode(changed) : jsonBytes(changed));
    await expect(openArray(store, "p")).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key } });
  });

  test.each([{ key: "p/zarr.json" }, { key: "p/0/zarr.json" }])("a missing $key", async ({ key }) => {
    const store = await written();
    await store.delete(key);
    await expect(openArray(store, "p")).rejects.toMatchObject({ reason: "OBJECT_CORRUPT", details: { key } });
  });

  test("zstd's level is of no account to a reader", async () => {
    const store = await written();
    const key = "p/0/zarr.json";
    const text = new TextDecoder().decode((await store.get(key))!);
    expect(text).toContain('"level":1');
    await store.put(key, new TextEncoder().encode(text.replace('"level":1', '"level":19')));
    await readAll(store);
  });

  test("no document, however mangled, does anything but open or be refused", async () => {
    const store = await written();
    const texts = await Promise.all(["p/zarr.json", "p/0/zarr.json"].map(async (key) => new TextDecoder().decode((await store.get(key))!)));
    const mangled = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat({ max: 30 }),
        fc.oneof(fc.string({ maxLength: 12 }), fc.json({ maxDepth: 2 }), fc.constant("1e999")),
      )
      .map(([text, at, cut, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut));
    const nest = "[".repeat(200_000) + "]".repeat(200_000);
    const deep = fc.constantFrom(nest, `{"attributes":${nest}}`);
    fc.assert(
      fc.property(
        fc.oneof({ weight: 3000, arbitrary: mangled }, { weight: 3000, arbitrary: fc.json() }, { weight: 1, arbitrary: deep }),
        (text) => {
          for (const parse of [parseGroup, parseLevel])
            try {
              parse(new TextEncoder().encode(text), "k");
            } catch (error) {
              expect(error).toMatchObject({ reason: "OBJECT_CORRUPT", details: { key: "k" } });
            }
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

type Json = Readonly<Record<string, unknown>>;

function shapes(chunk: readonly number[]) {
  return (json: Json) => sharding(json, { chunk_shape: chunk });
}

function codecs(inner: readonly unknown[]) {
  return (json: Json) => sharding(json, { codecs: inner });
}

function sharding(json: Json, change: Json): Json {
  const [codec] = json["codecs"] as readonly [{ readonly configuration: Json }];
  return { ...json, codecs: [{ ...codec, configuration: { ...codec.configuration, ...change } }] };
}

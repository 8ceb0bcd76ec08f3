import { describe, expect, test } from "vitest";
import * as zarr from "zarrita";
import type { ImageOfStack, StoredArray } from "../../src/index.ts";
import { MemoryStore, openArray, readPart, viewFile } from "../../src/index.ts";
import { noisePlane, testStack, writeNoise } from "./stack-samples.ts";

const whole = { t: 1, width: 900, height: 1100, name: "b.tif" };
const stack = testStack({
  dtype: "uint16",
  c: 2,
  frames: [
    [1500, 700],
    [900, 1100],
  ],
});

async function written(): Promise<{ store: MemoryStore; array: StoredArray }> {
  const store = new MemoryStore();
  await writeNoise(store, "p", stack);
  return { store, array: await openArray(store, "p") };
}

/** What a browser would get: the files of the view by their absolute path. */
function served(store: MemoryStore, array: StoredArray, image: ImageOfStack): zarr.AsyncReadable {
  return {
    async get(path) {
      const file = await viewFile(array, image, path.slice(1));
      return file === undefined || file instanceof Uint8Array ? file : readPart(store, file);
    },
  };
}

/** The stored hierarchy by absolute path. */
function stored(store: MemoryStore): zarr.AsyncReadable {
  return {
    get: (path) => store.get(`p${path}`),
    getRange: (path, range) =>
      store.get(`p${path}`, {
        range: "suffixLength" in range ? { last: range.suffixLength } : { offset: range.offset, length: range.length },
      }),
  };
}

describe("zarrita, which shares no code with the writer,", () => {
  test("reads the stored stack", async () => {
    const { store } = await written();
    for (const level of [0, 1]) {
      const array = await zarr.open.v3(zarr.root(stored(store)).resolve(`${level}`), { kind: "array" });
      const { data, width, height } = noisePlane(stack, level, 1, 1);
      const read = await zarr.get(array, [1, 1, zarr.slice(height), zarr.slice(width)]);
      expect(read).toMatchObject({ shape: [height, width], data });
    }
  });

  test("reads one image of the stack as an array of its own, at its own size", async () => {
    const { store, array } = await written();
    const view = zarr.root(served(store, array, whole));
    const group = await zarr.open.v3(view, { kind: "group" });
    expect(group.attrs).toMatchObject({
      ome: { version: "0.5", multiscales: [{ name: "b.tif", datasets: [{ path: "0" }, { path: "1" }] }] },
    });
    expect(JSON.stringify(group.attrs)).not.toContain("frame 0");
    for (const level of [0, 1]) {
      const one = await zarr.open.v3(view.resolve(`${level}`), { kind: "array" });
      const { data, width, height } = noisePlane(stack, level, 1, 0);
      expect(one.shape).toEqual([1, 2, height, width]);
      expect(await zarr.get(one, [0, 0, null, null])).toMatchObject({ shape: [height, width], data });
    }
  });
});

describe("viewFile", () => {
  test("a chunk is a part of the stored shard", async () => {
    const { array } = await written();
    expect(await viewFile(array, whole, "0/c/0/1/0/0")).toEqual(await array.locate({ t: 1, c: 1 }));
  });

  test.each([
    "",
    "zarr",
    "zarr.json/",
    "/zarr.json",
    "2/zarr.json",
    "00/zarr.json",
    "0/zarr.json.gz",
    "0/c",
    "0/c/1/0/0/0",
    "0/c/0/2/0/0",
    "0/c/0/0/1/0",
    "0/c/0/0/0/1",
    "0/c/0/0/0/-1",
    "0/c/0/0/0/0/0",
    "9/c/0/0/0/0",
    "../p/zarr.json",
    "labels/zarr.json",
    "0/c/0/0/0/1e9",
    "0/c/0/0/0/999999999",
  ])("the view has no file '%s'", async (path) => {
    const { array } = await written();
    expect(await viewFile(array, whole, path)).toBeUndefined();
  });

  test("chunks that lie wholly beyond a small image in a large grid do not exist", async () => {
    const big = testStack({ dtype: "uint8", frames: [[5000, 4000]] });
    const store = new MemoryStore();
    await writeNoise(store, "p", big);
    const array = await openArray(store, "p");
    const image = { t: 0, width: 1024, height: 1025 };
    expect(await viewFile(array, image, "0/c/0/0/1/0")).toMatchObject({ key: "p/0/c/0/0/0/0" });
    expect(await viewFile(array, image, "0/c/0/0/0/1")).toBeUndefined();
    expect(await viewFile(array, image, "1/c/0/0/1/0")).toBeUndefined();
  });
});

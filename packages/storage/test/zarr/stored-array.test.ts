import type { DType } from "@argosy/core";
import { newSamples } from "@argosy/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeChunk, encodeChunk, encodeStack, MemoryStore, openArray, sizeAtLevel, writeArray } from "../../src/index.ts";
import { bytesOfSamples, DTYPES, noise, noisePlane, testStack, writeNoise } from "./stack-samples.ts";

describe("an array that was written is read back exactly", () => {
  test.each(DTYPES.map((dtype) => ({ dtype })))("$dtype, any bits, any size, any region", async ({ dtype }) => {
    const side = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        async (frames, c, at) => {
          const stack = testStack({ dtype, c, frames });
          const store = new MemoryStore();
          await writeNoise(store, "p/array", stack);
          const array = await openArray(store, "p/array");
          expect([array.dtype, array.extent, array.levels.length]).toEqual([dtype, { t: frames.length, c, z: 1 }, 1]);
          const plane = { t: at % frames.length, c: at % c, z: 0 };
          const { data, width, height } = noisePlane(stack, 0, plane.t, plane.c);
          const whole = await array.read(0, { x: 0, y: 0, width, height }, plane);
          expect(bytesOfSamples(whole)).toEqual(bytesOfSamples(data));
          const x = at % width;
          const row = await array.read(0, { x, y: at % height, width: width - x, height: 1 }, plane);
          expect(bytesOfSamples(row)).toEqual(bytesOfSamples(data.subarray((at % height) * width + x, (at % height) * width + width)));
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each([0, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324])("float64 of nothing but %d is stored all the same", async (value) => {
    const stack = testStack({ dtype: "float64", frames: [[3, 2]] });
    const store = new MemoryStore();
    const data = new Float64Array(6).fill(value);
    await writeArray(
      store,
      "a",
      encodeStack(stack, () => ({ data, width: 3, height: 2 })),
    );
    expect(await (await openArray(store, "a")).readChunk({ t: 0, c: 0 })).toEqual(data);
  });

  test("a NaN keeps its payload", async () => {
    const bits = Uint32Array.of(0x7fc12345, 0xffc00001, 0x7f800001, 0x80000000);
    const store = new MemoryStore();
    const stack = testStack({ dtype: "float32", frames: [[4, 1]] });
    await writeArray(
      store,
      "a",
      encodeStack(stack, () => ({ data: new Float32Array(bits.buffer), width: 4, height: 1 })),
    );
    const read = await (await openArray(store, "a")).readChunk({ t: 0, c: 0 });
    expect(bytesOfSamples(read)).toEqual(new Uint8Array(bits.buffer));
  });

  test("every level of a pyramid, and of each frame of mixed size; beyond a frame the samples are zero", async () => {
    const stack = testStack({
      dtype: "uint16",
      c: 2,
      frames: [
        [1500, 700],
        [900, 1100],
      ],
    });
    const store = new MemoryStore();
    const manifest = await writeNoise(store, "p", stack);
    expect(manifest.entries.map(({ key }) => key)).toEqual(["0/c/0/0/0/0", "0/zarr.json", "1/c/0/0/0/0", "1/zarr.json", "zarr.json"]);
    const array = await openArray(store, "p");
    expect(array.levels.map(({ width, height }) => [width, height])).toEqual([
      [1500, 1100],
      [750, 550],
    ]);
    for (const level of [0, 1])
      for (const t of [0, 1]) {
        const { data, width, height } = noisePlane(stack, level, t, 1);
        expect(await array.read(level, { x: 0, y: 0, width, height }, { t, c: 1, z: 0 })).toEqual(data);
        const right = { x: width, y: 0, width: array.levels[level]!.width - width, height };
        expect(await array.read(level, right, { t, c: 1, z: 0 })).toEqual(newSamples("uint16", right.width * right.height));
      }
  });

  test("a frame above 16 Mpx lies in several shards and is read across them", async () => {
    const stack = testStack({ dtype: "uint8", frames: [[5000, 4200]] });
    const store = new MemoryStore();
    const manifest = await writeNoise(store, "p", stack);
    const shards = manifest.entries.map(({ key }) => key).filter((key) => key.startsWith("0/c/"));
    expect(shards).toEqual(["0/c/0/0/0/0", "0/c/0/0/0/1", "0/c/0/0/1/0", "0/c/0/0/1/1"]);
    const array = await openArray(store, "p");
    const { data } = noisePlane(stack, 0, 0, 0);
    for (const region of [
      { x: 4090, y: 4090, width: 20, height: 20 },
      { x: 4990, y: 4190, width: 10, height: 10 },
      { x: 0, y: 1020, width: 5000, height: 8 },
    ]) {
      const expected = newSamples("uint8", region.width * region.height);
      for (let y = 0; y < region.height; y++)
        expected.set(data.subarray((region.y + y) * 5000 + region.x, (region.y + y) * 5000 + region.x + region.width), y * region.width);
      expect(await array.read(0, region, { t: 0, c: 0, z: 0 })).toEqual(expected);
    }
    for (const level of array.levels.keys()) {
      const plane = noisePlane(stack, level, 0, 0);
      expect([plane.width, plane.height]).toEqual([sizeAtLevel(5000, level), sizeAtLevel(4200, level)]);
      const read = await array.read(level, { x: 0, y: 0, width: plane.width, height: plane.height }, { t: 0, c: 0, z: 0 });
      expect(Buffer.compare(bytesOfSamples(read), bytesOfSamples(plane.data))).toBe(0);
    }
  });

  test("several frames whose channels together fill more than an object are cut in the plane too", async () => {
    const stack = testStack({
      dtype: "float64",
      c: 4,
      frames: [
        [1500, 1100],
        [1100, 1500],
      ],
    });
    const store = new MemoryStore();
    const manifest = await writeNoise(store, "p", stack);
    expect(manifest.entries.filter(({ key }) => key.includes("/c/"))).toHaveLength(2 * 2 * 4);
    const array = await openArray(store, "p");
    for (const [level, t, c] of [
      [0, 0, 3],
      [0, 1, 2],
      [1, 1, 0],
    ] as const) {
      const { data, width, height } = noisePlane(stack, level, t, c);
      const read = await array.read(level, { x: 0, y: 0, width, height }, { t, c, z: 0 });
      expect(Buffer.compare(bytesOfSamples(read), bytesOfSamples(data))).toBe(0);
    }
  });

  test.each([1, 100, 100_000])("%i decoded samples own their memory", (length) => {
    const read = decodeChunk(encodeChunk(noise("uint16", length, 1), "uint16"), "uint16", length, "k");
    expect([read.byteOffset, read.buffer.byteLength]).toEqual([0, 2 * length]);
  });

  test("samples of another type than was said are refused", () => {
    expect(() => encodeChunk(new Uint8Array(1), "int8")).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  });

  test("a chunk is decoded elsewhere from its stored bytes", async () => {
    const stack = testStack({
      dtype: "int16",
      frames: [
        [7, 5],
        [7, 5],
      ],
    });
    const store = new MemoryStore();
    await writeNoise(store, "p", stack);
    const { bytes, key } = await (await openArray(store, "p")).readChunkBytes({ t: 1, c: 0 });
    expect(key).toBe("p/0/c/0/0/0/0");
    expect(decodeChunk(bytes, "int16", 35, key)).toEqual(noise("int16", 35, 10));
  });

  test("equal samples give equal bytes", async () => {
    const stack = testStack({ dtype: "float32", frames: [[30, 20]], pixelSize: { x: 0.5 as never, y: 0.5 as never } });
    const first = await writeNoise(new MemoryStore(), "p", stack);
    expect(await writeNoise(new MemoryStore(), "p", stack)).toEqual(first);
  });
});

describe("what is asked for must be there", () => {
  test.each([
    { name: "a region beyond the right edge", ask: { x: 1, y: 0, width: 3, height: 1 } },
    { name: "a region below", ask: { x: 0, y: 2, width: 1, height: 1 } },
    { name: "a negative corner", ask: { x: -1, y: 0, width: 1, height: 1 } },
    { name: "half a pixel", ask: { x: 0.5, y: 0, width: 1, height: 1 } },
  ])("$name is out of range", async ({ ask }) => {
    const array = await small("uint8");
    await expect(array.read(0, ask, { t: 0, c: 0, z: 0 })).rejects.toMatchObject({ code: "out_of_range" });
  });

  test("so are a level, time, channel or depth that the array does not have", async () => {
    const array = await small("uint8");
    const region = { x: 0, y: 0, width: 1, height: 1 };
    for (const call of [
      () => array.read(1, region, { t: 0, c: 0, z: 0 }),
      () => array.read(0, region, { t: 1, c: 0, z: 0 }),
      () => array.read(0, region, { t: 0, c: -1, z: 0 }),
      () => array.read(0, region, { t: 0, c: 0, z: 1 }),
      () => array.readChunk({ t: 0, c: 0, row: 1 }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "out_of_range" });
  });

  test("an empty region has no samples", async () => {
    expect(await (await small("int32")).read(0, { x: 1, y: 1, width: 0, height: 1 }, { t: 0, c: 0, z: 0 })).toEqual(new Int32Array(0));
  });
});

async function small(dtype: DType) {
  const store = new MemoryStore();
  await writeNoise(store, "p", testStack({ dtype, frames: [[3, 2]] }));
  return openArray(store, "p");
}

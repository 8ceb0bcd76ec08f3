import { bytesOf } from "@argosy/core";
import { createDecoderPool, readHeader } from "@argosy/formats";
import { decodeForest, mostProbableClass, plane } from "@argosy/kernels";
import { createWorkerPool, FRAME_WORKER, trainInWorkers } from "@argosy/runtime";
import { decodeChunk, layoutOf } from "@argosy/storage";
import { afterAll, describe, expect, test } from "vitest";
import { encodePicture } from "../../src/worker/encode-picture.ts";

const pool = createWorkerPool({ size: 1, module: FRAME_WORKER });
const decoders = createDecoderPool({ processes: 1 });
afterAll(() => Promise.all([pool.close(), decoders.close()]));

describe("encode-levels", () => {
  test("gives every channel at every level of the stack, padded with zeros", async () => {
    const shape = { t: 3, c: 2, y: 600, x: 1_100, dtype: "uint8" } as const;
    const samples = new Uint8Array(2 * 500 * 1_000).fill(7, 0, 500_000).fill(9, 500_000);
    const levels = await pool.run<Uint8Array[][][]>({
      task: "encode-levels",
      input: { shape, width: 1_000, height: 500, channels: 2, samples },
    });
    const layout = layoutOf(shape);
    expect(levels.map((channel) => channel.map((chunks) => chunks.length))).toEqual([
      [1, 1],
      [1, 1],
    ]);
    for (const [c, value] of [7, 9].entries()) {
      for (const [k, level] of layout.levels.entries()) {
        const data = decodeChunk(levels[c]![k]![0]!, "uint8", level.width * level.height, "test");
        const at = (x: number, y: number) => data[y * level.width + x];
        const [right, bottom] = [1_000 / 2 ** k - 1, 500 / 2 ** k - 1];
        expect([at(0, 0), at(right, bottom), at(right + 1, 0), at(0, bottom + 1)]).toEqual([value, value, 0, 0]);
      }
    }
  });
  test("refuses samples that are not width x height x channels", async () => {
    const shape = { t: 1, c: 1, y: 4, x: 4, dtype: "uint8" } as const;
    const input = { shape, width: 4, height: 4, channels: 1, samples: new Uint8Array(15) };
    await expect(pool.run({ task: "encode-levels", input })).rejects.toMatchObject({ code: "internal" });
  });
});

describe("forests", () => {
  test("a forest predicts what it was taught, and is the same for any number of threads", async () => {
    const features = Float32Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? i : 0));
    const classes = Uint16Array.from({ length: 20 }, (_, row) => (row < 10 ? 0 : 1));
    const training = { features, n: 20, f: 2, classes, classCount: 2, trees: 20, maxFeatures: 2, seed: 5 };
    const { forest, importances, outOfBag } = await trainInWorkers(pool, training);
    const three = createWorkerPool({ size: 3, module: FRAME_WORKER });
    try {
      expect(await trainInWorkers(three, training)).toEqual({ forest, importances, outOfBag });
    } finally {
      await three.close();
    }
    expect(decodeForest(forest).treeStarts).toHaveLength(21);
    expect([importances.length, outOfBag.length, importances[1]]).toEqual([2, 40, 0]);
    const probabilities = await pool.run<Float32Array>({ task: "predict-forest", input: { forest, features } });
    expect(mostProbableClass(probabilities, 2)).toEqual(classes);
  });
  test("bytes that are no forest are refused by name", async () => {
    const input = { forest: Uint8Array.of(1, 2, 3), features: new Float32Array(2) };
    await expect(pool.run({ task: "predict-forest", input })).rejects.toMatchObject({ reason: "MODEL_INVALID" });
  });
});

describe("encodePicture", () => {
  const written = async (...channels: Parameters<typeof plane>[0][]) => {
    const png = encodePicture({ width: 3, height: 1, channels: channels.map((data) => plane(data, 3, 1)) });
    const { colour, dtype, data } = await decoders.decode(png, await readHeader(bytesOf(png)), 0);
    return [colour, dtype, [...data]];
  };
  test.each([
    { name: "8 bits stay", data: Uint8Array.of(0, 7, 255), seen: [0, 7, 255] },
    { name: "16 bits are scaled by their whole range", data: Uint16Array.of(0, 257, 65_535), seen: [0, 1, 255] },
    { name: "signed samples begin at their lowest", data: Int8Array.of(-128, 0, 127), seen: [0, 128, 255] },
    { name: "floating point is clipped to 0..1, NaN is black", data: Float32Array.of(2, Number.NaN, 0.2), seen: [255, 0, 51] },
  ])("$name", async ({ data, seen }) => {
    expect(await written(data)).toEqual(["grey", "uint8", seen]);
  });
  test("three channels are colour, further ones are left out", async () => {
    const [r, g, b, other] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6), Uint8Array.of(7, 8, 9), Uint8Array.of(0, 0, 0)];
    expect(await written(r, g, b, other)).toEqual(["rgb", "uint8", [1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    expect(await written(r, g)).toEqual(["grey", "uint8", [1, 2, 3]]);
  });
});

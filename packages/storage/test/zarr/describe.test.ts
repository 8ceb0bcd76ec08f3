import { micrometres } from "@argosy/core";
import { describe, expect, test } from "vitest";
import { describeStack, layoutOf, pyramidOf } from "../../src/index.ts";
import { testStack } from "./stack-samples.ts";

const read = (files: Map<string, Uint8Array>, path: string) => JSON.parse(new TextDecoder().decode(files.get(path)!));

describe("describeStack", () => {
  test("an image: one group, one array a level, as OME-Zarr 0.5 has it", () => {
    const pixelSize = { x: micrometres(0.5), y: micrometres(0.25) };
    const files = describeStack(testStack({ dtype: "uint16", c: 1, frames: [[1024, 600]], pixelSize }));
    expect([...files.keys()]).toEqual(["zarr.json", "0/zarr.json", "1/zarr.json"]);
    expect(read(files, "zarr.json")).toEqual({
      zarr_format: 3,
      node_type: "group",
      attributes: {
        argosy: { frames: [{ name: "frame 0", width: 1024, height: 600 }] },
        ome: {
          version: "0.5",
          multiscales: [
            {
              name: "test",
              type: "mean",
              axes: [
                { name: "t", type: "time" },
                { name: "c", type: "channel" },
                { name: "y", type: "space", unit: "micrometer" },
                { name: "x", type: "space", unit: "micrometer" },
              ],
              datasets: [
                { path: "0", coordinateTransformations: [{ type: "scale", scale: [1, 1, 0.25, 0.5] }] },
                {
                  path: "1",
                  coordinateTransformations: [
                    { type: "scale", scale: [1, 1, 0.5, 1] },
                    { type: "translation", translation: [0, 0, 0.125, 0.25] },
                  ],
                },
              ],
            },
          ],
          omero: { channels: [{ label: "channel 0", color: "FFFFFF", active: true, window: { min: 0, max: 255, start: 0, end: 255 } }] },
        },
      },
    });
    expect(read(files, "1/zarr.json")).toMatchObject({
      shape: [1, 1, 300, 512],
      data_type: "uint16",
      fill_value: 0,
      dimension_names: ["t", "c", "y", "x"],
      chunk_grid: { name: "regular", configuration: { chunk_shape: [1, 1, 300, 512] } },
      codecs: [{ name: "sharding_indexed", configuration: { chunk_shape: [1, 1, 300, 512], index_location: "end" } }],
    });
  });

  test("labels: nearest, no channels, no unit where the pixel size is not known", () => {
    const { ome } = read(describeStack(testStack({ dtype: "uint32", frames: [[3, 2]], labels: true })), "zarr.json").attributes;
    expect(ome["image-label"]).toEqual({ source: { image: "../image" } });
    expect(ome).not.toHaveProperty("omero");
    expect(ome.multiscales[0]).toMatchObject({ type: "nearest", axes: [{}, {}, { name: "y", type: "space" }, { name: "x" }] });
    expect(JSON.stringify(ome)).not.toContain("unit");
  });

  test.each([
    { name: "frames are not as many as times", stack: { ...testStack({ dtype: "uint8", frames: [[1, 1]] }), t: 2 } },
    { name: "channels are not described", stack: { ...testStack({ dtype: "uint8", frames: [[1, 1]] }), channels: [] } },
    { name: "labels are no whole numbers", stack: testStack({ dtype: "float32", frames: [[1, 1]], labels: true }) },
    { name: "there is nothing", stack: { ...testStack({ dtype: "uint8", frames: [[1, 1]] }), x: 0 } },
  ])("refused: $name", ({ stack }) => {
    expect(() => describeStack(stack)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  });
});

describe("levels", () => {
  test.each([
    { size: [512, 512], levels: [[512, 512]] },
    { size: [1022, 10], levels: [[1022, 10]] },
    {
      size: [1023, 10],
      levels: [
        [1023, 10],
        [512, 5],
      ],
    },
    {
      size: [3000, 1],
      levels: [
        [3000, 1],
        [1500, 1],
        [750, 1],
      ],
    },
    { size: [1, 1], levels: [[1, 1]] },
  ])("$size", ({ size: [width = 0, height = 0], levels }) => {
    expect(pyramidOf(width, height).map((level) => [level.width, level.height])).toEqual(levels);
  });
});

describe("layoutOf", () => {
  test("a stack of frames of at most 16 Mpx: one chunk a frame and channel, one shard", () => {
    expect(layoutOf({ t: 3, c: 1, y: 4096, x: 4096, dtype: "uint8" }).levels[0]).toEqual({
      width: 4096,
      height: 4096,
      chunkWidth: 4096,
      chunkHeight: 4096,
      shard: [3, 1, 4096, 4096],
    });
  });

  test.each([
    { name: "above 16 Mpx", shape: { t: 1, c: 3, y: 4096, x: 4097, dtype: "uint8" } as const, shard: [1, 1, 4096, 4096] },
    { name: "more bytes than an object", shape: { t: 1, c: 3, y: 4000, x: 4000, dtype: "uint16" } as const, shard: [1, 1, 4096, 4096] },
    { name: "wide samples", shape: { t: 1, c: 1, y: 9000, x: 9000, dtype: "uint32" } as const, shard: [1, 1, 2048, 2048] },
  ])("a frame with $name is cut in the plane", ({ shape, shard }) => {
    const { levels } = layoutOf(shape);
    for (const level of levels) expect([level.chunkWidth, level.chunkHeight, level.shard]).toEqual([1024, 1024, shard]);
  });
});

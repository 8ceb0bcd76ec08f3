import { micrometres } from "@argosy/core";
import type { Labels } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { ObjectsValue } from "@argosy/nodes";
import { greyImage } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { imageGrid, moveGrid } from "../../src/grid/grid.ts";
import { objectsOnImage } from "../../src/grid/objects-on-image.ts";
import { listObjects } from "../../src/segmentation/list-objects.ts";
import { disks, find, graphBehind } from "../support/graph-behind.ts";

test("turned by any angle, objects lie where they belong to within a pixel, and none is lost or made", () => {
  const frame = disks(144, 108);
  const straight = find(frame, graphBehind([])).objects;
  for (const [angle, keep] of [
    [10, "grow"],
    [-37.5, "grow"],
    [123, "grow"],
    [180, "keep"],
  ] as const) {
    const { objects, labels, dropped } = find(frame, graphBehind([{ node: "transform.rotate", params: { angle, frame: keep } }]));
    expect(dropped).toEqual([]);
    expect(objects.map(({ label }) => label)).toEqual(straight.map(({ label }) => label));
    for (const one of straight) {
      const near = objects.find(({ centroid }) => Math.hypot(centroid.x - one.centroid.x, centroid.y - one.centroid.y) < 1)!;
      expect(Math.abs(near.area / one.area - 1)).toBeLessThan(0.06);
      expect(labels.data[Math.floor(one.centroid.y) * labels.width + Math.floor(one.centroid.x)]).toBe(near.label);
    }
  }
});

describe("with another number of pixels", () => {
  const pixelSize = { x: micrometres(2), y: micrometres(4), provenance: "file" } as const;
  test.each([
    { node: "transform.resize", params: { width: 288 } },
    { node: "transform.resize", params: { width: 100, height: 108 } },
    { node: "transform.resize", params: { height: 81, interpolation: "nearest" } },
    { node: "transform.resample", params: { pixelSize: 1.5 } },
    { node: "transform.resample", params: { pixelSize: 3 } },
    { node: "transform.affine", params: { xy: 0.4, yy: -0.9 } },
  ])("objects lie where they belong, within the larger of both pixels: $node $params", (mover) => {
    const frame = disks(144, 108);
    const straight = find(frame, graphBehind([])).objects;
    const { objects, dropped } = find(frame, graphBehind([mover]), { name: "frame", pixelSize });
    expect(dropped).toEqual([]);
    expect(objects).toHaveLength(straight.length);
    for (const { centroid, area, box } of straight) {
      const near = objects.find((one) => Math.hypot(one.centroid.x - centroid.x, one.centroid.y - centroid.y) < 1)!;
      expect(Math.abs(near.area / area - 1)).toBeLessThan(0.1);
      for (const key of ["x", "y", "width", "height"] as const) expect(Math.abs(near.box[key] - box[key])).toBeLessThanOrEqual(2);
    }
  });

  test("limits in micrometres mean the same", () => {
    const frame = greyImage(plane(Uint8Array.of(20, 20, 200, 200, 20, 20, 200, 200), 4, 2));
    const count = (minArea: number) =>
      find(frame, graphBehind([{ node: "transform.resample", params: { pixelSize: 1 } }], { minArea, areaUnit: "um2" }), {
        name: "frame",
        pixelSize,
      }).objects.length;
    // Two by two pixels of 2 x 4 micrometres; between grey values the border moves by less than half a pixel.
    expect([count(26), count(40)]).toEqual([1, 0]);
  });

  test("images of unknown pixel size are refused, and those that would become too large", () => {
    expect(() => find(disks(36, 36), graphBehind([{ node: "transform.resample" }]))).toThrow(
      expect.objectContaining({ reason: "PIXEL_SIZE_UNKNOWN" }),
    );
    expect(() => find(disks(36, 36), graphBehind([{ node: "transform.resize", params: { width: 100_000 } }]))).toThrow(
      expect.objectContaining({ reason: "IMAGE_TOO_LARGE" }),
    );
  });
});

test("an object without a pixel on the image is dropped: too small, or beyond it; the others are numbered anew", () => {
  // Four times as many pixels a side, and one column beyond the image.
  const image = imageGrid({ width: 2, height: 2 }, {});
  const moved = moveGrid(image, {
    back: { xx: 0.25, xy: 0, x0: 0, yx: 0, yy: 0.25, y0: 0 },
    width: 9,
    height: 8,
    interpolation: "linear",
    outside: 0,
  });
  const labels = plane(new Uint32Array(72), 9, 8);
  // The centres of the image's pixels lie on the columns and rows 2 and 6.
  for (const [at, label] of [
    [8, 1],
    [9 + 1, 2],
    [2 * 9 + 6, 4],
    [6 * 9 + 2, 3],
  ] as const)
    labels.data[at] = label;
  const given = listObjects(labels, 0);
  const { objects, labels: numbered } = objectsOnImage({ objects: given, labels }, moved, image) as {
    objects: ObjectsValue;
    labels: Labels;
  };
  expect(numbered.data).toEqual(Uint32Array.of(0, 1, 2, 0));
  expect(objects.objects.map(({ label, centroid }) => [label, centroid])).toEqual([
    [1, { x: 1.5, y: 0.5 }],
    [2, { x: 0.5, y: 1.5 }],
  ]);
  expect(objects.dropped).toEqual([
    { reason: "outside_area", count: 1, examples: [{ box: { x: 2, y: 0, width: 0, height: 1 }, value: 1 }] },
    { reason: "too_small", count: 1, examples: [{ box: { x: 0, y: 0, width: 1, height: 1 }, value: 1 }] },
  ]);
});

import { needsPixelSize, scaleParams, unitOfParam } from "@argosy/nodes";
import { expect, test } from "vitest";
import { registry } from "../support/all-nodes.ts";

const objects = registry.find("segment.objects")!;
const close = registry.find("morphology.close")!;
const area = registry.find("crop.area")!;

test("lengths shrink by the factor, areas by its square; other numbers stay", () => {
  const params = { minArea: 64, maxArea: 0, areaUnit: "px2", padding: 8, connectivity: 8 };
  expect(scaleParams(objects, params, 4)).toEqual({ params: { ...params, minArea: 4, padding: 2 }, rounded: [] });
});

test("areas in square micrometres stay as they are", () => {
  const params = { minArea: 64, areaUnit: "um2", padding: 8 };
  expect(scaleParams(objects, params, 4).params).toMatchObject({ minArea: 64, padding: 2 });
});

test("the size of a pixel grows with the pixels", () => {
  const resample = registry.find("transform.resample")!;
  expect(scaleParams(resample, { pixelSize: 1.5 }, 4)).toEqual({ params: { pixelSize: 6 }, rounded: [] });
  expect(needsPixelSize(resample, { pixelSize: 1.5 })).toBe(true);
});

test("a whole number that does not divide is rounded, and named", () => {
  expect(scaleParams(close, { radius: 3, shape: "disk" }, 2)).toEqual({ params: { radius: 2, shape: "disk" }, rounded: ["radius"] });
});

test("the corners of areas shrink, too", () => {
  const rectangles = [{ x: 10, y: 20, width: 40, height: 60 }];
  expect(scaleParams(area, { rectangles, outside: "median" }, 2).params).toMatchObject({
    rectangles: [{ x: 5, y: 10, width: 20, height: 30 }],
  });
});

test("the unit of an area is the one that is chosen beside it", () => {
  expect(unitOfParam(objects, "minArea", { areaUnit: "um2" })).toBe("um2");
  expect(unitOfParam(objects, "padding", {})).toBe("px");
  expect(needsPixelSize(objects, { minArea: 5, areaUnit: "um2" })).toBe(true);
  expect(needsPixelSize(objects, { minArea: 0, maxArea: 0, areaUnit: "um2" })).toBe(false);
  expect(needsPixelSize(objects, { minArea: 5, areaUnit: "px2" })).toBe(false);
});

import { describe, expect, test } from "vitest";
import { dziMaxLevel, dziTile, wholeNumber, xyzTile } from "../src/pictures/tile-address.ts";

const boxes = { width: 300, height: 250 };

describe("Deep Zoom", () => {
  // Numbers of openslide-python's tests/test_deepzoom.py for an image of 300 x 250 with tiles of 254 and an overlap of 1.
  test("300 x 250 has 10 levels", () => expect(dziMaxLevel(boxes)).toBe(9));

  test("every level but the last is one tile of these sizes", () => {
    const sizes = Array.from({ length: 9 }, (_, level) => {
      const { width, height } = dziTile(boxes, { level, col: 0, row: 0 });
      return [width, height];
    });
    expect(sizes).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [5, 4],
      [10, 8],
      [19, 16],
      [38, 32],
      [75, 63],
      [150, 125],
    ]);
    for (let level = 0; level < 9; level++) expect(() => dziTile(boxes, { level, col: 1, row: 0 })).toThrow("outside");
  });

  test("the second tile of the last level begins one pixel early", () => {
    expect(dziTile(boxes, { level: 9, col: 0, row: 0 })).toEqual({
      region: { x: 0, y: 0, width: 255, height: 250 },
      width: 255,
      height: 250,
    });
    expect(dziTile(boxes, { level: 9, col: 1, row: 0 })).toEqual({
      region: { x: 253, y: 0, width: 47, height: 250 },
      width: 47,
      height: 250,
    });
  });

  test("interior tiles have the overlap on both sides", () => {
    const { width, height } = dziTile({ width: 2_000, height: 2_000 }, { level: 11, col: 3, row: 1 });
    expect([width, height]).toEqual([256, 256]);
  });

  test("one pixel is one level", () => {
    expect(dziMaxLevel({ width: 1, height: 1 })).toBe(0);
    expect(dziTile({ width: 1, height: 1 }, { level: 0, col: 0, row: 0 })).toEqual({
      region: { x: 0, y: 0, width: 1, height: 1 },
      width: 1,
      height: 1,
    });
  });

  test.each([
    { level: 10, col: 0, row: 0 },
    { level: 9, col: 2, row: 0 },
    { level: 9, col: 0, row: 1 },
    { level: 2 ** 31, col: 0, row: 0 },
  ])("$level/$col\u005f$row lies outside", (at) => {
    expect(() => dziTile(boxes, at)).toThrow(expect.objectContaining({ code: "not_found", reason: "TILE_OUT_OF_RANGE" }));
  });
});

describe("XYZ", () => {
  const image = { width: 1_000, height: 600 };

  test("level 0 is the whole image in one tile", () => {
    expect(xyzTile(image, { z: 0, x: 0, y: 0 }, 256, "crop")).toEqual({
      region: { x: 0, y: 0, width: 1_000, height: 600 },
      width: 250,
      height: 150,
    });
    expect(xyzTile(image, { z: 0, x: 0, y: 0 }, 256, "pad")).toEqual({
      region: { x: 0, y: 0, width: 1_024, height: 1_024 },
      width: 256,
      height: 256,
    });
  });

  test("the last level has full resolution", () => {
    expect(xyzTile(image, { z: 2, x: 3, y: 2 }, 256, "crop")).toEqual({
      region: { x: 768, y: 512, width: 232, height: 88 },
      width: 232,
      height: 88,
    });
  });

  test("an image smaller than a tile has one level", () => {
    expect(xyzTile({ width: 10, height: 20 }, { z: 0, x: 0, y: 0 }, 256, "crop")).toMatchObject({ width: 10, height: 20 });
    expect(() => xyzTile({ width: 10, height: 20 }, { z: 1, x: 0, y: 0 }, 256, "crop")).toThrow("outside");
  });

  test.each([
    { z: 2, x: 4, y: 0 },
    { z: 2, x: 0, y: 3 },
    { z: 3, x: 0, y: 0 },
  ])("$z/$x/$y lies outside", (at) => {
    expect(() => xyzTile(image, at, 256, "pad")).toThrow(expect.objectContaining({ reason: "TILE_OUT_OF_RANGE" }));
  });
});

test.each(["-1", "1.5", "1e3", "", "0x1", "x", " 1", "１"])("%j is no whole number", (text) => {
  expect(() => wholeNumber(text, "z")).toThrow(expect.objectContaining({ code: "invalid_argument", reason: "ADDRESS_INVALID" }));
});

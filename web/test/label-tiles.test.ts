import { describe, expect, test } from "vitest";
import { labelTiles } from "../src/viewer/label-tiles.ts";

describe("label tiles", () => {
  test("of the deepest level have two pixels for one of the image, the first shows the whole image", () => {
    const asked: string[] = [];
    const tiles = labelTiles({ width: 1_301, height: 700 }, ({ z, x, y }) => asked.push(`${z}/${x}/${y}`).toString());
    expect([tiles.width, tiles.height, tiles.tileSize, tiles.maxLevel - tiles.minLevel]).toEqual([2_602, 1_400, 512, 3]);
    expect(tiles.width / 2 ** 3).toBeLessThanOrEqual(tiles.tileSize);
    tiles.getTileUrl(tiles.minLevel, 0, 0);
    tiles.getTileUrl(tiles.maxLevel, 5, 2);
    expect(asked).toEqual(["0/0/0", "3/5/2"]);
  });

  test("of a small image are one", () => {
    const tiles = labelTiles({ width: 100, height: 20 }, () => "");
    expect([tiles.width, tiles.minLevel, tiles.maxLevel]).toEqual([200, 8, 8]);
  });
});

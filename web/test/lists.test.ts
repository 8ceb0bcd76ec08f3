import { describe, expect, test } from "vitest";
import type { Page } from "../src/api/calls.ts";
import { RequestFailure } from "../src/api/request.ts";
import { createPages } from "../src/state/pages.ts";
import { createQuery } from "../src/state/query.ts";
import { rowsInView } from "../src/state/rows-in-view.ts";
import { labelTiles } from "../src/viewer/label-tiles.ts";

describe("the rows of a long list", () => {
  const list = (top: number) => rowsInView({ top, height: 300, row: 100, rows: 50 });
  test("in view are drawn with three on either side, within the list", () => {
    expect(list(0)).toEqual({ first: 0, last: 6 });
    expect(list(1_050)).toEqual({ first: 7, last: 17 });
    expect(list(4_700)).toEqual({ first: 44, last: 50 });
    expect(rowsInView({ top: 900, height: 300, row: 100, rows: 0 })).toEqual({ first: 0, last: 0 });
  });
});

describe("pages", () => {
  const pageAt = async (cursor: string): Promise<Page<string>> =>
    cursor === "" ? { items: ["a", "b"], nextCursor: "2", total: 3 } : { items: ["c"], nextCursor: "", total: 3 };

  test("are read one by one to the end, and anew", async () => {
    const pages = createPages(pageAt);
    await pages.restart();
    expect([pages.items.value, pages.total.value, pages.complete.value]).toEqual([["a", "b"], 3, false]);
    await pages.more();
    await pages.more();
    expect([pages.items.value, pages.complete.value]).toEqual([["a", "b", "c"], true]);
    await pages.restart();
    expect(pages.items.value).toEqual(["a", "b"]);
    pages.clear();
    expect([pages.items.value, pages.total.value]).toEqual([[], 0]);
  });

  test("that are given up in favour of others never show", async () => {
    const waiting: ((page: Page<string>) => void)[] = [];
    const pages = createPages<string>(() => new Promise((resolve) => waiting.push(resolve)));
    const [first, second] = [pages.restart(), pages.restart()];
    waiting[1]!({ items: ["new"], nextCursor: "" });
    await second;
    waiting[0]!({ items: ["old"], nextCursor: "" });
    await first;
    expect([pages.items.value, pages.loading.value]).toEqual([["new"], false]);
  });

  test("that cannot be read say why and stop", async () => {
    const pages = createPages<string>(() => Promise.reject(new RequestFailure({ code: "unavailable" })));
    await pages.restart();
    expect([pages.problem.value, pages.loading.value, pages.complete.value]).toEqual([{ code: "unavailable" }, false, true]);
  });
});

test("no class is asked for as such, any class not at all", () => {
  const query = createQuery();
  expect(query.asked("")).toMatchObject({ filters: [] });
  query.className.value = "";
  [query.measure.value, query.least.value] = ["shape.area", "10"];
  expect(query.asked("")).toMatchObject({ filters: ["class:eq:", "shape.area:ge:10"], columns: ["shape.area"] });
  query.reset();
  expect(query.filtered.value).toBe(false);
});

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

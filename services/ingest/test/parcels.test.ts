import { describe, expect, test } from "vitest";
import { packParcels } from "../src/intake/parcels.ts";

const MEBI = 2 ** 20;
const files = (...sizes: readonly number[]) => sizes.map((size, n) => ({ n, path: `a/${n}.tif`, size }));

describe("packParcels", () => {
  test("many small files go as one, a large one alone", () => {
    expect(packParcels(files(10, 9 * MEBI, 8 * MEBI), "a", 0)).toEqual([
      { parcel: 0, kind: "file", name: "a/1.tif", bytes: 9 * MEBI, files: [1] },
      { parcel: 1, kind: "tar", name: "a-2.tar", bytes: 8 * MEBI + 10, files: [0, 2] },
    ]);
  });

  test("a parcel ends at 64 MiB and at a thousand files", () => {
    const heavy = packParcels(files(...Array.from({ length: 17 }, () => 8 * MEBI)), "a", 3);
    expect(heavy.map((parcel) => [parcel.parcel, parcel.files.length])).toEqual([
      [3, 8],
      [4, 8],
      [5, 1],
    ]);
    expect(packParcels(files(...Array.from({ length: 1_001 }, () => 1)), "a", 0).map((parcel) => parcel.files.length)).toEqual([1_000, 1]);
  });

  test("nothing needs no parcel", () => expect(packParcels([], "a", 0)).toEqual([]));
});

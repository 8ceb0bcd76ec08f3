import { newId } from "@argosy/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createByteCache } from "../src/columns/byte-cache.ts";
import { IdTable } from "../src/columns/id-table.ts";
import { sortPlaces } from "../src/columns/sort-places.ts";

describe("sortPlaces", () => {
  const keys = [3, Number.NaN, -1, 3, Number.POSITIVE_INFINITY, -0, 0, Number.NEGATIVE_INFINITY, 1e-300, -2.5];
  const places = Uint32Array.from(keys.keys());

  test("sorts up and down; equal keys stay in their order, none goes last", () => {
    expect([...sortPlaces(places, (place) => keys[place]!, false)]).toEqual([7, 9, 2, 5, 6, 8, 0, 3, 4, 1]);
    expect([...sortPlaces(places, (place) => keys[place]!, true)]).toEqual([4, 0, 3, 8, 5, 6, 2, 9, 7, 1]);
  });

  test("does what a stable sort by comparison does", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), fc.boolean(), (values, descending) => {
        const given = Uint32Array.from(values.keys());
        const expected = Array.from(given).sort((a, b) => {
          const order = values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0;
          return descending ? -order : order;
        });
        expect([...sortPlaces(given, (place) => values[place]!, descending)]).toEqual(expected);
      }),
    );
  });

  test("sorts nothing", () => expect(sortPlaces(new Uint32Array(0), () => 0, false)).toEqual(new Uint32Array(0)));
});

describe("IdTable", () => {
  test("finds each id at its place and no other", () => {
    const ids = Array.from({ length: 5_000 }, newId);
    const table = new IdTable(ids.join(""));
    expect(table.size).toBe(5_000);
    for (const [place, id] of ids.entries()) expect([table.placeOf(id), table.at(place)]).toEqual([place, id]);
    expect(table.placeOf(newId())).toBe(-1);
    expect(new IdTable("").placeOf(newId())).toBe(-1);
  });
});

describe("createByteCache", () => {
  const thing = (bytes: number) => async () => ({ bytes });

  test("lets go what was not asked for the longest", async () => {
    const cache = createByteCache(10);
    await cache.get("a", thing(4));
    await cache.get("b", thing(4));
    cache.peek("a");
    await cache.get("c", thing(4));
    expect([cache.peek("a"), cache.peek("b"), cache.peek("c")].map((found) => found !== undefined)).toEqual([true, false, true]);
  });

  test("makes a thing once for all who ask, and again after it failed", async () => {
    const cache = createByteCache(10);
    let made = 0;
    const make = async () => {
      if (++made === 1) throw new Error("the first time");
      return { bytes: 1 };
    };
    await expect(Promise.all([cache.get("a", make), cache.get("a", make)])).rejects.toThrow("the first time");
    await Promise.all([cache.get("a", make), cache.get("a", make)]);
    expect(made).toBe(2);
  });
});

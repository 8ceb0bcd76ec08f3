import { describe, expect, test } from "vitest";
import { isWithin, moved, nearestPlace, placesWithin, toMap, toScreen, wholeView, zoomed } from "../src/pages/map/map-view.ts";
import { useGrowingGroup } from "../src/pages/map/use-growing-group.ts";

const size = { width: 256, height: 156 };
const places = { x: [0, 10, 10, 0, 5], y: [0, 0, 5, 5, 2] };
const all = () => true;

describe("the view of a map", () => {
  const whole = wholeView(places, size);

  test("shows all of it with a margin, y upwards", () => {
    expect(whole).toEqual({ middle: { x: 5, y: 2.5 }, scale: 20 });
    expect(toScreen(whole, size, { x: 0, y: 0 })).toEqual({ x: 28, y: 128 });
    expect(toMap(whole, size, { x: 28, y: 128 })).toEqual({ x: 0, y: 0 });
  });
  test("a map of one place has it in the middle", () => {
    const one = wholeView({ x: [3], y: [4] }, size);
    expect(toScreen(one, size, { x: 3, y: 4 })).toEqual({ x: 128, y: 78 });
  });
  test("what is under the mouse stays there while it is enlarged; neither end is passed", () => {
    const at = { x: 40, y: 30 };
    const near = zoomed(whole, size, at, 3, whole);
    const [before, after] = [toMap(whole, size, at), toMap(near, size, at)];
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x), expect.closeTo(before.y)]);
    expect(zoomed(whole, size, at, 1e9, whole).scale).toBe(20 * 64);
    expect(zoomed(whole, size, at, 1e-9, whole).scale).toBe(10);
  });
  test("moves with the hand", () => {
    const spot = toScreen(moved(whole, { x: 7, y: -9 }), size, { x: 0, y: 0 });
    expect([spot.x, spot.y]).toEqual([expect.closeTo(35), expect.closeTo(119)]);
  });
});

describe("what lies around", () => {
  const corner = [
    { x: -1, y: -1 },
    { x: 11, y: -1 },
    { x: -1, y: 11 },
  ];
  test("a line has an inside", () => {
    expect(isWithin(corner, { x: 1, y: 1 })).toBe(true);
    expect(isWithin(corner, { x: 10, y: 9 })).toBe(false);
  });
  test("a line takes what is within it and counts; less than a triangle takes nothing", () => {
    expect(placesWithin(places, corner, all)).toEqual([0, 3, 4]);
    expect(placesWithin(places, corner, (index) => index !== 3)).toEqual([0, 4]);
    expect(placesWithin(places, corner.slice(1), all)).toEqual([]);
  });
  test("the nearest within reach, of equal ones the one on top", () => {
    expect(nearestPlace(places, { x: 0, y: 2.5 }, 3, all)).toBe(3);
    expect(nearestPlace(places, { x: 9, y: 1 }, 1, all)).toBeUndefined();
  });
  test("a group grows around one object, and begins anew around another", () => {
    const many = { x: Array.from({ length: 100 }, (_, i) => i), y: new Array<number>(100).fill(0) };
    const { around } = useGrowingGroup(
      () => many,
      (index) => index !== 51,
    );
    expect(around(50).slice(0, 3)).toEqual([50, 49, 48]);
    expect([around(50).length, around(50).length, around(3).length]).toEqual([20, 40, 10]);
  });
});

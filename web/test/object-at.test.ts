import { expect, test } from "vitest";
import type { Box } from "../src/api/types.ts";
import { boxesAt } from "../src/viewer/object-at.ts";

const object = (id: string, area: number, box?: Box) => ({ id, area, ...(box === undefined ? {} : { box }) });
const large = object("large", 300, { x: 0, y: 0, width: 20, height: 20 });
const small = object("small", 9, { x: 4, y: 4, width: 3, height: 3 });
const far = object("far", 1, { x: 50, y: 50, width: 1, height: 1 });
const objects = [large, small, far, object("nowhere", 1)];

test("a place lies in the boxes that hold it, the smallest first; the right and lower edges lie outside", () => {
  expect(boxesAt(objects, { x: 5, y: 5 })).toEqual([small, large]);
  expect(boxesAt(objects, { x: 6.9, y: 4 })).toEqual([small, large]);
  expect(boxesAt(objects, { x: 7, y: 4 })).toEqual([large]);
  expect(boxesAt(objects, { x: 20, y: 5 })).toEqual([]);
  expect(boxesAt([], { x: 0, y: 0 })).toEqual([]);
});

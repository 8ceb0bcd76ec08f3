import { describe, expect, test } from "vitest";
import { objectPolarity, plane } from "../../src/index.ts";

describe("objectPolarity", () => {
  test.each([
    { name: "a bright spot on a dark field", rows: [0, 0, 0, 0, 9, 0, 0, 0, 0], width: 3, polarity: "bright" },
    { name: "a dark spot on a bright field", rows: [9, 9, 9, 9, 0, 9, 9, 9, 9], width: 3, polarity: "dark" },
    {
      name: "an object that touches the border less than the background does",
      rows: [0, 9, 9, 0, 0, 9, 9, 9, 9],
      width: 3,
      polarity: "dark",
    },
    { name: "the inside does not count", rows: [9, 9, 9, 9, 9, 0, 0, 9, 9, 9, 9, 0], width: 4, polarity: "dark" },
    { name: "as much of both is called bright", rows: [0, 9, 9, 0], width: 2, polarity: "bright" },
    { name: "one column counts each pixel once", rows: [9, 0, 9], width: 1, polarity: "dark" },
    { name: "a value equal to the threshold belongs to the dark class", rows: [5, 5, 5, 9], width: 2, polarity: "bright" },
    { name: "one pixel", rows: [9], width: 1, polarity: "dark" },
    { name: "no pixel", rows: [], width: 0, polarity: "bright" },
  ])("$name", ({ rows, width, polarity }) => {
    expect(objectPolarity(plane(Uint8Array.from(rows), width, width === 0 ? 0 : rows.length / width), 5)).toBe(polarity);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clearBorder, findBoxes, labelComponents, relabelSequential } from "../../src/index.ts";
import { anyMask, drawn, labels } from "../support/picture.ts";

describe("findBoxes", () => {
  test("boxes are half-open, a missing label has area 0 and no first pixel", () => {
    const boxes = findBoxes(labels("..3.", "13.3", ".3.."));
    expect(boxes.largest).toBe(3);
    expect(Array.from(boxes.area)).toEqual([0, 1, 0, 4]);
    expect([boxes.left[3], boxes.top[3], boxes.right[3], boxes.bottom[3]]).toEqual([1, 0, 4, 3]);
    expect(Array.from(boxes.first)).toEqual([0, 4, -1, 2]);
  });
  test("background only has no box, and a plane without pixels is refused", () => {
    expect(() => findBoxes(labels())).toThrow("no pixel");
    expect(Array.from(findBoxes(labels("..", "..")).area)).toEqual([0]);
  });
  test("refuses labels that no list could hold", () => {
    expect(() => findBoxes({ data: Uint32Array.of(4294967295), width: 1, height: 1 })).toThrow("too large");
  });
  test("each box is the extent of its label's pixels", () => {
    fc.assert(
      fc.property(anyMask, (any) => {
        const { labels: found, count } = labelComponents(any, 8);
        const boxes = findBoxes(found);
        for (let label = 1; label <= count; label++) {
          const at = Array.from(found.data.keys()).filter((i) => found.data[i] === label);
          const [xs, ys] = [at.map((i) => i % any.width), at.map((i) => Math.floor(i / any.width))];
          expect([boxes.left[label], boxes.top[label]]).toEqual([Math.min(...xs), Math.min(...ys)]);
          expect([boxes.right[label], boxes.bottom[label]]).toEqual([Math.max(...xs) + 1, Math.max(...ys) + 1]);
          expect([boxes.area[label], boxes.first[label]]).toEqual([at.length, at[0]]);
        }
      }),
    );
  });
});

describe("relabelSequential", () => {
  test("numbers by first pixel, one label stays one", () => {
    const { labels: renumbered, count } = relabelSequential(labels("7.22", "7.5.", "2..7"));
    expect(drawn(renumbered)).toEqual(["1.22", "1.3.", "2..1"]);
    expect(count).toBe(3);
  });
  test("takes the largest label there is; nothing stays nothing", () => {
    expect(Array.from(relabelSequential({ data: Uint32Array.of(4294967295, 0), width: 2, height: 1 }).labels.data)).toEqual([1, 0]);
    expect(relabelSequential(labels("..")).count).toBe(0);
  });
});

describe("clearBorder", () => {
  test("removes what touches the frame, wherever else it is", () => {
    expect(drawn(clearBorder(labels("1....", "12.3.", "1...3", "....."))), "margin 1").toEqual([".....", ".2...", ".....", "....."]);
    expect(clearBorder(labels("1....", "12.3.", "1...3", "....."), 2).data.every((label) => label === 0)).toBe(true);
  });
  test("a frame of 1 x 1 or one row is all border", () => {
    expect(drawn(clearBorder(labels("1")))).toEqual(["."]);
    expect(drawn(clearBorder(labels("1.2")))).toEqual(["..."]);
    expect(() => clearBorder(labels())).toThrow("no pixel");
  });
});

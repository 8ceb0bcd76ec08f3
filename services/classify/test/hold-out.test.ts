import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holdOut } from "../src/hold-out.ts";

const count = (classes: readonly number[], held: Uint8Array, wanted: number) =>
  classes.filter((value, row) => value === wanted && held[row] === 1).length;

describe("holdOut", () => {
  test("takes the share of each class", () => {
    const classes = [...Array<number>(8).fill(0), ...Array<number>(40).fill(3)];
    const held = holdOut(Uint16Array.from(classes), 0.25, 1);
    expect([count(classes, held, 0), count(classes, held, 3)]).toEqual([2, 10]);
  });

  test.each([
    { name: "a class of one teaches", classes: [0, 1, 1], share: 0.5, held: [0, 1] },
    { name: "a class of two teaches and judges", classes: [0, 0, 1, 1], share: 0.1, held: [1, 1] },
    { name: "never all", classes: [0, 0, 0, 1, 1, 1], share: 0.9, held: [2, 2] },
    { name: "nothing of nothing", classes: [], share: 0.5, held: [0, 0] },
  ])("$name", ({ classes, share, held }) => {
    const chosen = holdOut(Uint16Array.from(classes), share, 5);
    expect([0, 1].map((value) => count(classes, chosen, value))).toEqual(held);
  });

  test("depends on the seed alone", () => {
    const classes = Uint16Array.from({ length: 60 }, (_, row) => row % 3);
    expect(holdOut(classes, 0.3, 4)).toEqual(holdOut(classes, 0.3, 4));
    expect(holdOut(classes, 0.3, 4)).not.toEqual(holdOut(classes, 0.3, 5));
  });

  test("leaves every class a row to learn from", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 })), fc.double({ min: 0.01, max: 0.9, noNaN: true }), (classes, share) => {
        const held = holdOut(Uint16Array.from(classes), share, 0);
        for (const value of new Set(classes)) expect(classes.some((other, row) => other === value && held[row] === 0)).toBe(true);
      }),
    );
  });
});

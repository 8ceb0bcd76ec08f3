import { describe, expect, test } from "vitest";
import { OUTLINE_MARGIN, outlinesOf } from "../src/outlines.ts";
import { layAxis } from "../src/picture-axis.ts";

/** A picture drawn in digits, with nothing around it. */
function bordered(rows: readonly string[]): { labels: Uint32Array; width: number; height: number } {
  const [width, height] = [rows[0]!.length, rows.length];
  const side = ".".repeat(OUTLINE_MARGIN);
  const empty = Array.from({ length: OUTLINE_MARGIN }, () => ".".repeat(width + 2 * OUTLINE_MARGIN));
  const all = [...empty, ...rows.map((row) => side + row + side), ...empty];
  return { labels: Uint32Array.from([...all.join("")], (digit) => (digit === "." ? 0 : Number(digit))), width, height };
}

function drawn(labels: Uint32Array, width: number): string[] {
  const digits = [...labels].map((label) => (label === 0 ? "." : String(label)));
  return Array.from({ length: labels.length / width }, (_, row) => digits.slice(row * width, (row + 1) * width).join(""));
}

describe("outlines", () => {
  test("are two pixels inside of objects, also where two of them touch and where the image ends", () => {
    const { labels, width, height } = bordered([
      "1111111.2222",
      "1111111.2222",
      "1111111.2222",
      "11111113....",
      "1111111333..",
      "1111111.....",
      "............",
    ]);
    expect(drawn(outlinesOf(labels, width, height), width)).toEqual([
      "1111111.2222",
      "1111111.2222",
      "11...11.2222",
      "11...113....",
      "1111111333..",
      "1111111.....",
      "............",
    ]);
  });

  test("of nothing, of one pixel and of what lies wholly inside an object", () => {
    expect([...outlinesOf(new Uint32Array(25), 1, 1)]).toEqual([0]);
    expect([...outlinesOf(new Uint32Array(25).fill(7, 12, 13), 1, 1)]).toEqual([7]);
    expect([...outlinesOf(new Uint32Array(36).fill(4_000_000_000), 2, 2)]).toEqual([0, 0, 0, 0]);
  });
});

describe("a margin", () => {
  const laid = (start: number, margin: number) => layAxis({ start, length: 4, pixels: 2, margin }, { scale: 1, full: 9, size: 9 })!;

  test("lays pixels of the same size before and behind", () => {
    const axis = laid(4, 1);
    expect([axis.start, [...axis.from].map((from) => from + axis.start), [...axis.to].map((to) => to + axis.start)]).toEqual([
      2,
      [2, 4, 6, 8],
      [4, 6, 8, 9],
    ]);
  });

  test("is empty beyond the image", () => {
    const axis = laid(0, 1);
    expect([axis.start, [...axis.from], [...axis.to]]).toEqual([0, [0, 0, 2, 4], [0, 2, 4, 6]]);
  });
});

import { describe, expect, test } from "vitest";
import { GLYPH_HEIGHT, textPixels, textWidth } from "../../src/drawing/glyphs.ts";
import { roundScale, scaleOf } from "../../src/drawing/scale.ts";

describe("roundScale", () => {
  test.each([
    { room: 100, pixelSize: undefined, length: 100, text: "100 px" },
    { room: 1_000, pixelSize: undefined, length: 1_000, text: "1000 px" },
    { room: 99, pixelSize: undefined, length: 50, text: "50 px" },
    { room: 1, pixelSize: undefined, length: 1, text: "1 px" },
    { room: 30, pixelSize: 2, length: 25, text: "50 µm" },
    { room: 800, pixelSize: 10.6, length: 472, text: "5 mm" },
    { room: 10, pixelSize: 0.03, length: 7, text: "200 nm" },
    { room: 1, pixelSize: 10.6, length: 1, text: "10 µm" },
  ])("$room pixels of $pixelSize µm: $text", ({ room, pixelSize, length, text }) => {
    expect(roundScale(room, pixelSize)).toEqual({ length, text });
  });
  test("never leaves the room", () => {
    for (let room = 1; room < 3_000; room++)
      for (const size of [undefined, 0.325, 1, 10.6]) expect(roundScale(room, size).length).toBeLessThanOrEqual(room);
  });
  test("a given length is drawn as it is", () => expect(scaleOf(100, 10)).toEqual({ length: 10, text: "100 µm" }));
});

describe("textPixels", () => {
  test.each([..."0123456789. µmnpx"])("the letter %s lies in its cell", (letter) => {
    const pixels = [...textPixels(letter)];
    expect(pixels.length > 0).toBe(letter !== " ");
    expect(pixels.every(({ x, y }) => x >= 0 && x < textWidth(letter) && y >= 0 && y < GLYPH_HEIGHT)).toBe(true);
  });
  test("no two letters look alike", () => {
    const pictures = [..."0123456789.µmnpx"].map((letter) => JSON.stringify([...textPixels(letter)]));
    expect(new Set(pictures).size).toBe(pictures.length);
  });
});

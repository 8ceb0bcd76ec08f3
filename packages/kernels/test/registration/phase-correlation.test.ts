import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plane } from "../../src/index.ts";
import { phaseCorrelation, plane, randomSource } from "../../src/index.ts";
import { fourier } from "../../src/registration/fourier.ts";
import { complexLine, planeOf, spectrumOf, wholeRow } from "../../src/registration/fourier-plane.ts";

function noise(width: number, height: number): Plane {
  const random = randomSource(5);
  return plane(
    Float64Array.from({ length: width * height }, () => random.unit()),
    width,
    height,
  );
}

function moved({ data, width, height }: Plane, dx: number, dy: number): Plane {
  const at = (i: number, length: number): number => ((i % length) + length) % length;
  const from = (i: number): number => data[at(Math.floor(i / width) - dy, height) * width + at((i % width) - dx, width)];
  return plane(
    Float64Array.from(data, (_value, i) => from(i)),
    width,
    height,
  );
}

describe("phaseCorrelation", () => {
  test.each([
    [16, 8],
    [15, 9],
    [7, 1],
  ])("finds what brings a moved image of %d x %d back", (width, height) => {
    const image = noise(width, height);
    const dy = height === 1 ? 0 : -2;
    expect(phaseCorrelation(image, moved(image, 3, dy), 1)).toEqual({ x: -3, y: dy === 0 ? 0 : 2 });
    expect(phaseCorrelation(image, moved(image, 3, dy), 10)).toEqual({ x: -3, y: dy === 0 ? 0 : 2 });
  });
  test("refuses images of two sizes, samples that are not finite, and half a step", () => {
    const image = noise(4, 4);
    expect(() => phaseCorrelation(image, noise(4, 5), 1)).toThrow("one size");
    expect(() => phaseCorrelation(image, plane(new Float32Array(16).fill(Number.NaN), 4, 4), 1)).toThrow("finite");
    expect(() => phaseCorrelation(image, image, 0.5)).toThrow("steps");
  });
});

test("half of a spectrum holds all of it", () => {
  for (const [width, height] of [
    [8, 6],
    [7, 5],
    [1, 4],
    [64, 1],
  ] as const) {
    const image = noise(width, height);
    const spectrum = spectrumOf(image);
    const row = complexLine(width);
    for (let y = 0; y < height; y++) {
      wholeRow(spectrum, y, row);
      for (let k = 0; k < width; k++) {
        let [re, im] = [0, 0];
        image.data.forEach((value, i) => {
          const angle = -2 * Math.PI * (((i % width) * k) / width + (Math.floor(i / width) * y) / height);
          re += value * Math.cos(angle);
          im += value * Math.sin(angle);
        });
        expect(row.re[k]).toBeCloseTo(re, 9);
        expect(row.im[k]).toBeCloseTo(im, 9);
      }
    }
    planeOf(spectrum).forEach((value, i) => {
      expect(value).toBeCloseTo(image.data[i], 12);
    });
  }
});

test("the Fourier transform is its definition for any length, and leads back", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 }), (values) => {
      const n = values.length;
      const data = { re: Float64Array.from(values), im: new Float64Array(n) };
      fourier(data, "forward");
      for (let k = 0; k < n; k++) {
        const expected = values.reduce((sum, value, i) => sum + value * Math.cos((2 * Math.PI * i * k) / n), 0);
        expect(data.re[k]).toBeCloseTo(expected, 9);
      }
      fourier(data, "inverse");
      values.forEach((value, i) => {
        expect(data.re[i]).toBeCloseTo(value, 9);
      });
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adjustGamma,
  applyCurve,
  clahe,
  cumulativeShares,
  curveAt,
  equalizeHistogram,
  equalizingCurve,
  matchHistogram,
  plane,
  rollingBall,
} from "../../src/index.ts";

describe("curves", () => {
  const curve = { from: Float64Array.of(0, 10), to: Float64Array.of(5, 25) };
  test("are linear between their points and stay beyond them; NaN stays", () => {
    expect([-3, 0, 5, 10, 99].map((value) => curveAt(curve, value))).toEqual([5, 5, 15, 25, 25]);
    expect(applyCurve(plane(Float32Array.of(Number.NaN, 2.5), 2, 1), curve).data).toEqual(Float32Array.of(Number.NaN, 10));
    expect(applyCurve(plane(Int8Array.of(-128, 4, 127), 3, 1), curve).data).toEqual(Float32Array.of(5, 13, 25));
  });
  test("shares count each value once", () => {
    const { values, shares } = cumulativeShares(plane(Int16Array.of(-2, 7, 7, 9), 4, 1));
    expect([Array.from(values), Array.from(shares)]).toEqual([
      [-2, 7, 9],
      [0.25, 0.75, 1],
    ]);
  });
});

describe("equalizeHistogram", () => {
  test("each value becomes the share of samples up to it", () => {
    expect(equalizeHistogram(plane(Uint16Array.of(500, 7, 7, 60000), 4, 1)).data).toEqual(Float32Array.of(0.75, 0.5, 0.5, 1));
  });
  test("a curve found on one image fits another; nothing finite is refused", () => {
    const found = equalizingCurve(plane(Uint8Array.of(0, 100), 2, 1));
    expect(applyCurve(plane(Uint8Array.of(50, 200), 2, 1), found).data).toEqual(Float32Array.of(0.5, 1));
    expect(() => equalizingCurve(plane(Float32Array.of(Number.NaN), 1, 1))).toThrow("finite");
  });
});

test("a matched image has the grey values of its reference, in its own order", () => {
  const image = plane(Uint8Array.of(1, 5, 3, 9), 4, 1);
  expect(matchHistogram(image, plane(Uint16Array.of(4000, 100, 300, 200), 4, 1)).data).toEqual(Float32Array.of(100, 300, 200, 4000));
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 30 }), (values) => {
      const samples = plane(Uint8Array.from(values), values.length, 1);
      expect(matchHistogram(samples, samples).data).toEqual(Float32Array.from(values));
    }),
  );
});

test("gamma keeps black and white, and refuses what is no gamma", () => {
  expect(adjustGamma(plane(Uint8Array.of(0, 51, 255), 3, 1), 2).data).toEqual(Uint8Array.of(0, 10, 255));
  expect(adjustGamma(plane(Int16Array.of(-5, 32767), 2, 1), 0.5).data).toEqual(Int16Array.of(0, 32767));
  for (const gamma of [-1, Number.NaN]) expect(() => adjustGamma(plane(Uint8Array.of(1), 1, 1), gamma)).toThrow("gamma");
});

describe("clahe", () => {
  test("spreads each half of an image that is dark on one side", () => {
    const image = plane(
      Uint8Array.from({ length: 128 }, (_, i) => (i % 16 < 8 ? 10 + (i % 3) : 200 + (i % 3))),
      16,
      8,
    );
    const { data } = clahe(image, { tileWidth: 8, tileHeight: 8, clipLimit: 0, bins: 256 });
    const dark = data[0] < data[2] ? data[2] - data[0] : data[0] - data[2];
    expect(dark).toBeGreaterThan(2 / 192);
    expect([Math.min(...data), Math.max(...data)]).toEqual([0, 1]);
  });
  test.each([{ tileWidth: 0 }, { tileHeight: 1.5 }, { clipLimit: -0.1 }, { bins: 1 }, { bins: 99999 }])("refuses %o", (wrong) => {
    const options = { tileWidth: 8, tileHeight: 8, clipLimit: 0.01, bins: 256, ...wrong };
    expect(() => clahe(plane(Uint8Array.of(1), 1, 1), options)).toThrow("out of range");
  });
});

describe("rollingBall", () => {
  test("passes below a spike that is narrower than the ball", () => {
    expect(rollingBall(plane(Uint8Array.of(20, 20, 90, 20, 20), 5, 1), 4).data).toEqual(new Uint8Array(5).fill(20));
  });
  test("is the definition", () => {
    const sides = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(sides, fc.array(fc.nat(30), { minLength: 64, maxLength: 64 }), ([width, height, radius], values) => {
        const image = plane(Float64Array.from(values.slice(0, width * height)), width, height);
        const expected = image.data.map((_, i) => {
          let top = Number.POSITIVE_INFINITY;
          for (let k = 0; k < image.data.length; k++) {
            const far = ((k % width) - (i % width)) ** 2 + (Math.floor(k / width) - Math.floor(i / width)) ** 2;
            if (far <= radius * radius) top = Math.min(top, image.data[k] + radius - Math.sqrt(radius * radius - far));
          }
          return top;
        });
        expect(rollingBall(image, radius).data).toEqual(expected);
      }),
    );
    expect(() => rollingBall(plane(Uint8Array.of(1), 1, 1), 0)).toThrow("radius");
  });
});

import { describe, expect, test } from "vitest";
import type { Connectivity, Labels, Mask, Plane } from "../../src/index.ts";
import { plane, randomSource, watershed } from "../../src/index.ts";
import { neighbourSteps } from "../../src/segmentation/neighbours.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { drawn, labels, mask } from "../support/picture.ts";
import { reference } from "../support/reference.ts";

/** The definition: of all that wait the lowest, of equally low ones the one that came first. */
function floodedOneByOne({ data, width, height }: Plane, markers: Labels, connectivity: Connectivity): number[] {
  const found = Array.from(markers.data);
  const waiting = found.flatMap((label, i) => (label === 0 ? [] : [{ level: data[i]!, i }]));
  const { dx, dy } = neighbourSteps(connectivity);
  while (waiting.length > 0) {
    const least = waiting.reduce((best, { level }, k) => (level < waiting[best]!.level ? k : best), 0);
    const [{ level, i }] = waiting.splice(least, 1) as [{ level: number; i: number }];
    for (let k = 0; k < dx.length; k++) {
      const [x, y] = [(i % width) + dx[k]!, Math.floor(i / width) + dy[k]!];
      if (x < 0 || y < 0 || x >= width || y >= height || found[y * width + x] !== 0) continue;
      found[y * width + x] = found[i]!;
      waiting.push({ level: Math.max(level, data[y * width + x]!), i: y * width + x });
    }
  }
  return found;
}

type Reference = Record<"mask" | "markers" | "surface" | "four" | "eight" | "distance" | "by_distance", number[]> & { width: number };

describe("watershed", () => {
  test("two floods meet on the ridge, which goes to the older one", () => {
    const surface = plane(Uint8Array.of(1, 2, 9, 2, 1), 5, 1);
    expect(drawn(watershed(surface, labels("1...2")))).toEqual(["11122"]);
    expect(drawn(watershed(surface, labels("2...1")))).toEqual(["22211"]);
  });
  test("on a flat surface both advance at one pace, in every sample type", () => {
    for (const Samples of [Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array])
      expect(drawn(watershed(plane(new Samples(7).fill(5), 7, 1), labels("1.....2")))).toEqual(["1111222"]);
  });
  test("stays in the mask, drops markers outside, leaves what no marker reaches", () => {
    const flat = plane(new Uint8Array(10), 5, 2);
    expect(drawn(watershed(flat, labels("1...2", "....."), { mask: mask("##.#.", "##.##") }))).toEqual(["11...", "11..."]);
  });
  test("corners are passed with 8 neighbours only", () => {
    const flat = plane(new Float32Array(4), 2, 2);
    const diagonal = mask("#.", ".#");
    expect(drawn(watershed(flat, labels("1.", ".."), { mask: diagonal }))).toEqual(["1.", ".."]);
    expect(drawn(watershed(flat, labels("1.", ".."), { mask: diagonal, connectivity: 8 }))).toEqual(["1.", ".1"]);
  });
  test("the water never sinks: a basin behind a marker is filled at the level at which it is reached", () => {
    for (const Samples of [Int8Array, Float32Array]) {
      expect(drawn(watershed(plane(Samples.of(0, -5, -5, 0, 0), 5, 1), labels("1...2")))).toEqual(["11122"]);
      expect(drawn(watershed(plane(Samples.of(0, 0, -5, -5, 0), 5, 1), labels("1...2")))).toEqual(["11122"]);
    }
  });
  test("equals scikit-image on a rough surface, on bytes and on floats", () => {
    const given = reference<Omit<Reference, "mask">>("watershed-rough");
    const height = given.surface.length / given.width;
    const markers: Labels = plane(Uint32Array.from(given.markers), given.width, height);
    for (const Samples of [Uint8Array, Float32Array]) {
      const surface = plane(Samples.from(given.surface), given.width, height);
      expect(Array.from(watershed(surface, markers).data)).toEqual(given.four);
      expect(Array.from(watershed(surface, markers, { connectivity: 8 }).data)).toEqual(given.eight);
    }
  });
  test.each([
    { name: "3 levels, on each of which hundreds wait", side: 40, most: 3, Samples: Uint8Array },
    { name: "255 levels", side: 33, most: 255, Samples: Uint8Array },
    { name: "thousands of levels", side: 72, most: 65_536, Samples: Uint16Array },
  ])("$name: as one by one", ({ side, most, Samples }) => {
    const random = randomSource(most);
    const surface = plane(Samples.from(Array.from({ length: side * (side + 3) }, () => random.below(most))), side, side + 3);
    const markers = plane(
      Uint32Array.from(surface.data, () => (random.below(90) === 0 ? 1 + random.below(2 ** 31) : 0)),
      side,
      side + 3,
    );
    for (const connectivity of [4, 8] as const)
      expect(Array.from(watershed(surface, markers, { connectivity }).data)).toEqual(floodedOneByOne(surface, markers, connectivity));
  });
  test("negative heights come first, NaN last, no pixel and other sizes are refused", () => {
    expect(drawn(watershed(plane(Int8Array.of(-3, 2, -1, -4), 4, 1), labels("1..2")))).toEqual(["1122"]);
    expect(drawn(watershed(plane(Float32Array.of(0, Number.NaN, 3, 0), 4, 1), labels("1..2")))).toEqual(["1122"]);
    expect(() => watershed(plane(new Uint8Array(0), 0, 0), labels())).toThrow("no pixel");
    expect(() => watershed(plane(new Uint8Array(2), 2, 1), labels("1"))).toThrow("one size");
  });
  test("equals scikit-image pixel by pixel, on bytes and on floats", () => {
    const given = reference<Reference>("watershed");
    const height = given.mask.length / given.width;
    const inside: Mask = plane(Uint8Array.from(given.mask), given.width, height);
    const markers: Labels = plane(Uint32Array.from(given.markers), given.width, height);
    for (const Samples of [Uint8Array, Float32Array]) {
      const surface = plane(Samples.from(given.surface), given.width, height);
      expect(Array.from(watershed(surface, markers, { mask: inside }).data)).toEqual(given.four);
      expect(Array.from(watershed(surface, markers, { mask: inside, connectivity: 8 }).data)).toEqual(given.eight);
    }
    const deep = plane(
      Float32Array.from(given.distance, (d) => -d),
      given.width,
      height,
    );
    expect(Array.from(watershed(deep, markers, { mask: inside }).data)).toEqual(given.by_distance);
  });
  testCase("watershed_distance", ({ inputs, outputs }) => {
    const [image, markers, inside] = [caseArray(inputs["image"]), caseArray(inputs["markers"]), caseArray(inputs["mask"]) as Mask];
    const flooded = watershed(image, plane(Uint32Array.from(markers.data), markers.width, markers.height), { mask: inside });
    const expected = caseArray(outputs["labels"]).data;
    const differing = flooded.data.reduce((sum, label, i) => sum + (label === expected[i] ? 0 : 1), 0);
    expect(differing / inside.data.reduce((a: number, b) => a + b, 0)).toBeLessThan(0.01);
  });
});

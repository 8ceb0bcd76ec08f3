import { describe, expect, test } from "vitest";
import type { CountedSample } from "../src/pages/runs/sample-figures.ts";
import { figuresOf, sphereOf } from "../src/pages/runs/sample-figures.ts";

const object = (image: string, name: string, area: number, status = "validated") => ({ image, class: name, status, area });
const pixels = { pixelWidth: 100, pixelHeight: 100 };
const sample: CountedSample = {
  name: "S1",
  images: new Map([
    ["a", pixels],
    ["b", pixels],
  ]),
  volume: 2,
  parts: 8,
};

test("the sphere of a circle of radius 1 has 4/3 pi", () => {
  expect(sphereOf(Math.PI)).toBeCloseTo((4 / 3) * Math.PI, 12);
});

describe("a sample", () => {
  test("counts its own objects without the discarded ones, all first, then by class", () => {
    const objects = [
      object("a", "cell", 1),
      object("b", "cell", 1),
      object("b", "", 1),
      object("c", "cell", 1),
      object("a", "cell", 1, "discarded"),
    ];
    expect(figuresOf(sample, objects).map((one) => [one.class, one.objects, one.abundance])).toEqual([
      ["", 3, 12],
      ["cell", 2, 8],
      ["no class", 1, 4],
    ]);
  });

  test("has the volume of the spheres of its objects in a cubic metre", () => {
    // 100 pixels of 100 x 100 µm are 1 mm².
    const [all] = figuresOf(sample, [object("a", "cell", 100)]);
    expect(all!.biovolume).toBeCloseTo(sphereOf(1) * 4, 12);
  });

  test.each([
    ["volume", { ...sample, volume: undefined }],
    ["sub-sampling", { ...sample, parts: undefined }],
    ["any water", { ...sample, volume: 0 }],
  ])("without %s has counts alone", (_, unknown) => {
    expect(figuresOf(unknown, [object("a", "cell", 1)])[0]).toEqual({ class: "", objects: 1, abundance: undefined, biovolume: undefined });
  });

  test("without pixel sizes has an abundance and no biovolume", () => {
    const unsized = { ...sample, images: new Map([["a", { pixelWidth: 0, pixelHeight: 0 }]]) };
    expect(figuresOf(unsized, [object("a", "cell", 1)])[0]).toEqual({ class: "", objects: 1, abundance: 4, biovolume: undefined });
  });

  test("without objects has none", () => {
    expect(figuresOf(sample, [])).toEqual([{ class: "", objects: 0, abundance: 0, biovolume: 0 }]);
  });
});

import type { Point } from "@argosy/core";
import type { ContourLine, Plane } from "@argosy/kernels";
import { contourLines, gaussianBlur, lineProfile } from "@argosy/kernels";
import { AGREEMENT } from "./agreement.ts";
import { listOf, numberArgument, numbersArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { Verdict } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";
import { OUTLINES } from "./outlines.ts";
import { REGION_PROPERTIES } from "./region-properties.ts";
import { RUNS } from "./runs.ts";
import { SURROUNDINGS } from "./surroundings.ts";
import { TEXTURE } from "./texture.ts";

/** Reference functions that measure objects and images. */
export const MEASURE: KernelTable = {
  ...AGREEMENT,
  ...OUTLINES,
  ...REGION_PROPERTIES,
  ...RUNS,
  ...SURROUNDINGS,
  ...TEXTURE,
  "skimage.measure.find_contours": {
    ours: "contourLines",
    reason: "the blur is stored in 32 bits",
    compute: contours,
    judge: sameLengths,
  },
  "skimage.measure.profile_line": {
    ours: "lineProfile",
    reason: "sums are rounded in another order",
    compute(given) {
      const [from, to] = ["src", "dst"].map((name) => {
        const [y, x] = numbersArgument(given, name);
        return { x: x! + 0.5, y: y! + 0.5 };
      }) as [Point, Point];
      wordArgument(given, "mode", ["nearest"]);
      const width = numberArgument(given, "linewidth", 1);
      return { profile: listOf(Array.from(lineProfile(planeArgument(given, "image"), from, to, { width }))) };
    },
  },
};

/** All lines at a level, and the first one of the blurred image at 0.3; the reference's coordinates are row, column of centres. */
function contours(given: GivenCase): Values {
  const connect = wordArgument(given, "fully_connected", ["low", "high"], "low");
  const image = planeArgument(given, "image");
  const lines = contourLines(image, numberArgument(given, "level"), connect);
  const [first = []] = contourLines(blurred(image), 0.3);
  const length = lines.reduce((sum, line) => sum + lengthOf(line), 0);
  return {
    count: lines.length,
    length,
    first: { data: Float64Array.from(first.flatMap(({ x, y }) => [y - 0.5, x - 0.5])), shape: [first.length, 2] },
  };
}

function blurred(image: Plane): Plane {
  return gaussianBlur(image, 2, "reflect");
}

function lengthOf(line: ContourLine): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) length += Math.hypot(line[i]!.x - line[i - 1]!.x, line[i]!.y - line[i - 1]!.y);
  return length;
}

function sameLengths(found: Values, expected: Values): Verdict {
  const apart = Math.abs((found["length"] as number) - (expected["length"] as number));
  const [ours, theirs] = [found, expected].map((values) => Array.from((values["first"] as NdArray).data)) as [number[], number[]];
  const first = ours.length === theirs.length ? ours.reduce((far, value, i) => Math.max(far, Math.abs(value - theirs[i]!)), 0) : Infinity;
  const counted = found["count"] === expected["count"];
  return {
    right: counted && apart <= 0.1 && first <= 0.1,
    how: `length ${apart.toPrecision(2)} apart, first line ${first.toPrecision(2)}`,
  };
}

import type { Affine } from "@argosy/kernels";
import { BORDERS, borderIndex, composeAffine, invertAffine, keepsPixels, mapPoint, turnFrame } from "@argosy/kernels";
import { arrayArgument, listOf, numberArgument, numbersArgument, wordArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";

const STORED = "results are stored in 32 bits";

/** Reference functions on maps of the plane, and on what lies outside of a frame. */
export const MAPS: KernelTable = {
  "numpy.linalg.inv": {
    ours: "invertAffine",
    reason: STORED,
    compute: (given) => ({ inverse: listOf(numbersOf(invertAffine(mapArgument(given, "map")))) }),
  },
  "numpy.matmul": {
    ours: "mapPoint, composeAffine, keepsPixels",
    reason: STORED,
    compute: matmul,
  },
  "skimage.transform.rotate of a frame": {
    ours: "turnFrame",
    reason: STORED,
    compute(given) {
      const [height, width] = numbersArgument(given, "size") as [number, number];
      const frame = turnFrame({ width, height }, numberArgument(given, "angle"), true);
      return { size: listOf([frame.height, frame.width]), back: listOf(numbersOf(frame.back)) };
    },
  },
  "numpy.pad": {
    ours: "borderIndex",
    reason: "",
    compute(given) {
      const [length, beyond] = [numberArgument(given, "length"), numberArgument(given, "beyond")];
      const border = wordArgument(given, "border", BORDERS);
      return { index: listOf(Array.from({ length: length + 2 * beyond }, (_, i) => borderIndex(i - beyond, length, border))) };
    },
  },
};

/** A map as a case states it, row by row. */
export function mapArgument(given: GivenCase, name: string): Affine {
  return mapOf(numbersArgument(given, name));
}

function mapOf(numbers: ArrayLike<number>): Affine {
  const [xx, xy, x0, yx, yy, y0] = Array.from(numbers) as [number, number, number, number, number, number];
  return { xx, xy, x0, yx, yy, y0 };
}

function numbersOf({ xx, xy, x0, yx, yy, y0 }: Affine): readonly number[] {
  return [xx, xy, x0, yx, yy, y0];
}

function matmul(given: GivenCase): Values {
  const [rows, places] = [arrayArgument(given, "maps"), arrayArgument(given, "points")];
  const maps = Array.from({ length: rows.shape[0]! }, (_, i) => mapOf(rows.data.subarray(6 * i, 6 * i + 6)));
  const points = Array.from({ length: places.shape[0]! }, (_, i) => [places.data[2 * i]!, places.data[2 * i + 1]!] as const);
  const mapped = maps.flatMap((map) => points.flatMap(([x, y]) => [...mapPoint(map, x, y)]));
  const chained = maps.slice(1).flatMap((then, i) => numbersOf(composeAffine(maps[i]!, then)));
  return {
    mapped: { data: Float64Array.from(mapped), shape: [maps.length, points.length, 2] },
    chained: { data: Float64Array.from(chained), shape: [maps.length - 1, 6] },
    whole: listOf(maps.map((map) => Number(keepsPixels(map)))),
  };
}

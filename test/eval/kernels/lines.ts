import type { Point } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { activeContour, minimalPath, plane, polygonMask } from "@argosy/kernels";
import { arrayArgument, numberArgument, numbersArgument, planeArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { Verdict } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";

/** Reference functions that find a line in an image. */
export const LINES: KernelTable = {
  "skimage.graph.route_through_array": { ours: "minimalPath", reason: "equally cheap ways", compute: route, judge: sameCost },
  "skimage.segmentation.active_contour": {
    ours: "activeContour",
    reason: "slopes are interpolated linearly, not by a spline of degree 2",
    compute: snake,
    judge: sameArea,
  },
};

function route(given: GivenCase): Values {
  if (given.params["geometric"] === false) throw new Unsupported("steps have a length");
  const costs = planeArgument(given, "cost");
  const [from, to] = ["from", "to"].map((name) => {
    const [y, x] = numbersArgument(given, name);
    return { x: x!, y: y! };
  }) as [Point, Point];
  const found = minimalPath(costs, from, to, given.params["fully_connected"] === false ? 4 : 8);
  if (found === undefined) throw new Error("no way leads there");
  const path = Int32Array.from(Array.from(found.pixels).flatMap((i) => [Math.floor(i / costs.width), i % costs.width]));
  return { path: { data: path, shape: [found.pixels.length, 2] }, cost: found.cost };
}

function sameCost(found: Values, expected: Values): Verdict {
  const apart = Math.abs((found["cost"] as number) / (expected["cost"] as number) - 1);
  return { right: apart <= 1e-6, how: `cost ${apart.toPrecision(2)} apart` };
}

/** Points are row, column of pixel centres in the reference; the energy is Sobel's edge strength, whose border repeats the next line. */
function snake(given: GivenCase): Values {
  const [line, edge] = [numberArgument(given, "w_line", 0), numberArgument(given, "w_edge", 1)];
  if (line !== 0 || edge !== 1) throw new Unsupported("only edges pull");
  const { data, shape } = arrayArgument(given, "init");
  const start = Array.from({ length: shape[0]! }, (_, i) => ({ x: data[2 * i + 1]! + 0.5, y: data[2 * i]! + 0.5 }));
  const options = { alpha: numberArgument(given, "alpha"), beta: numberArgument(given, "beta"), gamma: numberArgument(given, "gamma") };
  const found = activeContour(edgeStrength(planeArgument(given, "image")), start, options);
  return { snake: { data: Float64Array.from(found.flatMap(({ x, y }) => [y - 0.5, x - 0.5])), shape: [found.length, 2] } };
}

function edgeStrength({ data, width, height }: Plane): Plane {
  const inner = (value: number, length: number): number => Math.min(Math.max(value, 1), length - 2);
  const scale = data instanceof Uint8Array ? 255 : data instanceof Uint16Array ? 65535 : 1;
  const strength =
    data.length === 0
      ? []
      : Array.from(data, (_, i) => {
          const at = inner(Math.floor(i / width), height) * width + inner(i % width, width);
          const across = (step: number, side: number): number =>
            (data[at + step - side]! +
              2 * data[at + step]! +
              data[at + step + side]! -
              data[at - step - side]! -
              2 * data[at - step]! -
              data[at - step + side]!) /
            4;
          return Math.hypot(across(1, width), across(width, 1)) / Math.SQRT2 / scale;
        });
  return plane(Float64Array.from(strength), width, height);
}

function sameArea(found: Values, expected: Values, given: GivenCase): Verdict {
  const frame = planeArgument(given, "image");
  const [ours, theirs] = [found, expected].map((values) => {
    const { data, shape } = values["snake"] as NdArray;
    const ring = Array.from({ length: shape[0]! }, (_, i) => ({ x: data[2 * i + 1]! + 0.5, y: data[2 * i]! + 0.5 }));
    return polygonMask([ring], frame.width, frame.height).data;
  }) as [Uint8Array, Uint8Array];
  const both = ours.reduce((sum, value, i) => sum + (value & theirs[i]!), 0);
  const either = ours.reduce((sum, value, i) => sum + (value | theirs[i]!), 0);
  return { right: both >= 0.95 * either, how: `IoU ${(both / either).toFixed(4)}` };
}

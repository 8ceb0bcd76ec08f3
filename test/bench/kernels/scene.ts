import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ColourChannels, Labels, Mask, Plane } from "@argosy/kernels";
import { applyThreshold, distanceTransform, histogram, labelComponents, otsuThreshold } from "@argosy/kernels";
import { SIDE } from "./draw-scene.ts";

/** The arrays that kernels are timed on; what follows from the grey image is made when it is first asked for. */
export interface Scene {
  readonly folder: string;
  readonly grey: Plane<Uint8Array>;
  readonly colour: ColourChannels;
  /** The grey image divided by 255. */
  readonly float: Plane<Float32Array>;
  /** The bright objects. */
  readonly mask: Mask;
  readonly labels: Labels;
  /** Less the distance to the background: basins are the middles of objects. */
  readonly surface: Plane<Float32Array>;
  /** The grey image turned round. */
  readonly inverse: Plane<Uint8Array>;
  /** The grey image less 40. */
  readonly lowered: Plane<Uint8Array>;
  /** The inner parts of the objects, labelled. */
  readonly markers: Labels;
}

/** Opens a scene that `writeScene` wrote. */
export async function openScene(folder: string): Promise<Scene> {
  const grey = square(new Uint8Array(await readFile(join(folder, "grey.u8"))));
  const planes = new Uint8Array(await readFile(join(folder, "colour.u8")));
  const [r, g, b] = [0, 1, 2].map((c) => square(planes.subarray(c * SIDE * SIDE, (c + 1) * SIDE * SIDE)));
  const float = once(() => square(Float32Array.from(grey.data, (value) => value / 255)));
  const mask = once(() => applyThreshold(grey, otsuThreshold(histogram(grey).counts), "bright"));
  const labels = once(() => labelComponents(mask(), 8).labels);
  const distance = once(() => distanceTransform(mask()));
  const surface = once(() => square(distance().data.map((value) => -value)));
  const inverse = once(() => square(grey.data.map((value) => 255 - value)));
  const lowered = once(() => square(grey.data.map((value) => Math.max(0, value - 40))));
  const markers = once(() => labelComponents(square(Uint8Array.from(distance().data, (value) => Number(value > 4))), 8).labels);
  return {
    folder,
    grey,
    colour: [r!, g!, b!],
    get float() {
      return float();
    },
    get mask() {
      return mask();
    },
    get labels() {
      return labels();
    },
    get surface() {
      return surface();
    },
    get inverse() {
      return inverse();
    },
    get lowered() {
      return lowered();
    },
    get markers() {
      return markers();
    },
  };
}

function square<A extends Uint8Array | Float32Array>(data: A): Plane<A> {
  return { data, width: SIDE, height: SIDE };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

import type { Mask } from "@argosy/kernels";
import type { ShownValue } from "@argosy/nodes";
import { greyImage } from "@argosy/nodes";
import type { Drawn } from "../../pipeline/preview/draw-result.ts";
import { drawResult } from "../../pipeline/preview/draw-result.ts";

const BLACK = 0xff000000;

/** A value as a picture without gaps: masks white on black, labels in colour on black. `undefined` for what is no picture. */
export function drawShown({ kind, value }: Pick<ShownValue, "kind" | "value">): Drawn | undefined {
  if (kind === "mask") {
    const { data, width, height } = value as Mask;
    return drawResult("image", greyImage({ data: data.map((sample) => (sample === 0 ? 0 : 255)), width, height }), "fill");
  }
  const drawn = drawResult(kind, value, "fill");
  if (kind !== "labels" || drawn === undefined) return drawn;
  const pixels = new Uint32Array(drawn.data.buffer);
  for (let i = 0; i < pixels.length; i++) if (pixels[i] === 0) pixels[i] = BLACK;
  return drawn;
}

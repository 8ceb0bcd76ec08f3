import { refusal } from "@argosy/core";
import type { Mask, Plane } from "@argosy/kernels";
import { applyThreshold, hysteresisThreshold, plane, rarerOnBorder } from "@argosy/kernels";
import { Type } from "typebox";
import { cutPlane } from "../cut.ts";
import { defineNode, onlyPlane } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { thresholdParams } from "../segmentation/threshold.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "threshold.hysteresis",
  version: 1,
  stage: "segment",
  title: "Hysteresis threshold",
  knownAs: ["skimage.filters.apply_hysteresis_threshold"],
  shown: { params: { strong: 100, weak: 150 } },
  summary:
    "Separate objects at a weak grey value, but keep only those that somewhere reach a strong one: faint rims stay, faint specks go.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      objects: thresholdParams.objects,
      strong: Type.Number({
        title: "Strong",
        description: "What a pixel of each object must pass: of dark objects the lower value, of bright ones the higher.",
        unit: "grey value",
        default: 90,
      }),
      weak: Type.Number({ title: "Weak", description: "What every pixel of an object passes.", unit: "grey value", default: 140 }),
      connectivity: connectivityParam,
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Objects" } },
  examples: [
    {
      title: "the faint pixel beside a dark one stays, the one alone goes",
      params: { objects: "dark", strong: 50, weak: 100 },
      inputs: { image: greyImage(plane(Uint8Array.of(200, 90, 40, 200, 90, 200), 6, 1)) },
      outputs: { mask: plane(Uint8Array.of(0, 1, 1, 0, 0, 0), 6, 1) },
    },
  ],
  whole: {
    summarise({ image }, params): { readonly mask: Mask } {
      return { mask: reaching(onlyPlane(image), params) };
    },
    apply: (_inputs, _params, { mask }) => ({ mask }),
    cut: ({ mask }, part) => ({ mask: cutPlane(mask, part) }),
  },
});

interface Limits {
  readonly objects: "dark" | "bright" | "auto";
  readonly strong: number;
  readonly weak: number;
  readonly connectivity: 4 | 8;
}

function reaching(grey: Plane, { objects, strong, weak, connectivity }: Limits): Mask {
  const side = objects === "auto" ? rarerOnBorder(grey, weak) : objects;
  if (side === "bright" ? strong < weak : strong > weak)
    throw refusal("PARAM_INVALID", `of ${side} objects the strong value must not lie on the background's side of the weak one`, {
      pointer: "/strong",
      strong,
      weak,
    });
  const [some, all] = [applyThreshold(grey, strong, side), applyThreshold(grey, weak, side)];
  const passed = { ...all, data: all.data.map((value, i) => value + some.data[i]!) };
  return hysteresisThreshold(passed, { low: 0.5, high: 1.5 }, connectivity);
}

import type { DType } from "@argosy/core";
import { dtypeOf, refusal } from "@argosy/core";
import type { GreyCurve, Plane } from "@argosy/kernels";
import { applyCurve, equalizingCurve, greyKnots, KNOT_SHARES, knotCurve, plane, smallLevel, stretchBetween } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { fromShares, hasFinite, rounded } from "../exposure/sample-types.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

/** What becomes of the grey values of a channel; `keep` where it holds no number. */
type Change =
  | { readonly kind: "keep" }
  | { readonly kind: "stretch"; readonly black: number; readonly white: number }
  | { readonly kind: "equalize"; readonly curve: GreyCurve }
  | { readonly kind: "match"; readonly curve: GreyCurve; readonly dtype: DType };

export default defineNode({
  name: "exposure.normalize",
  version: 1,
  stage: "segment",
  title: "Normalise the exposure",
  knownAs: ["skimage.exposure.match_histograms"],
  shown: { picture: "faint" },
  summary:
    "Bring images of different exposure to one, channel by channel. What is done is found on a small level of each image and applied to all of its pixels. The result covers the range of the sample type (floating point: 0 to 1), or has type and grey values of the reference.",
  scope: "image",
  locality: "global",
  preserves: "order",
  params: Type.Object(
    {
      method: Type.Enum(["stretch", "equalize", "match"], {
        title: "Method",
        description:
          "stretch: given shares of the pixels become black and white. equalize: all grey values about equally frequent. match: as bright as the reference image, from its dark to its bright parts.",
        default: "stretch",
      }),
      low: Type.Number({ title: "Black up to", description: "Share of the pixels; stretch only.", minimum: 0, maximum: 1, default: 0.01 }),
      high: Type.Number({
        title: "White from",
        description: "Share of the pixels, above the share for black; stretch only.",
        minimum: 0,
        maximum: 1,
        default: 0.99,
      }),
      reference: Type.String({
        title: "Reference image",
        description: "Path of an image of the collection, which then is no frame of its own; match only.",
        minLength: 1,
        maxLength: 300,
        default: "reference.tif",
      }),
      side: Type.Integer({
        title: "Side of the small level",
        description: "Its longer side in pixels at most; 0 = look at every pixel of the image.",
        minimum: 0,
        maximum: 100_000,
        default: 1024,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Normalised image" } },
  examples: [
    {
      title: "the darkest becomes black, the brightest white",
      params: { low: 0.125, high: 0.875 },
      inputs: { image: greyImage(plane(Uint8Array.of(100, 120, 120, 140), 4, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(0, 128, 128, 255), 4, 1)) },
    },
    {
      title: "half as bright as the reference",
      params: { method: "match" },
      inputs: { image: greyImage(plane(Uint8Array.of(10, 20, 30, 40), 4, 1)) },
      context: { companionImage: greyImage(plane(Uint8Array.of(20, 40, 60, 80), 4, 1)) },
      outputs: { image: greyImage(plane(Uint8Array.of(20, 40, 60, 80), 4, 1)) },
    },
  ],
  companions: ({ method, reference }) => (method === "match" ? { image: reference } : {}),
  whole: {
    summarise({ image }, params, { name, companionImage }): readonly Change[] {
      if (params.method !== "match") return image.channels.map((channel) => changeOf(smallOf(channel, params.side), params));
      if (companionImage === undefined) throw refusal("COMPANION_MISSING", `${name} lacks the reference image`, { image: name });
      return matchChannels(image, companionImage, params.side);
    },
    apply({ image }, _params, changes) {
      return { image: { ...image, channels: image.channels.map((channel, c) => changed(channel, changes[c]!)) } };
    },
  },
});

function smallOf(channel: Plane, side: number): Plane {
  return side === 0 ? channel : smallLevel(channel, side);
}

function changeOf(level: Plane, { method, low, high }: { readonly method: string; readonly low: number; readonly high: number }): Change {
  if (method === "stretch" && !(low < high))
    throw refusal("PARAM_INVALID", "the share for black must be below the one for white", { pointer: "/low", low, high });
  if (!hasFinite(level)) return { kind: "keep" };
  if (method === "equalize") return { kind: "equalize", curve: equalizingCurve(level) };
  const [black, white] = greyKnots(level, [low, high]);
  return { kind: "stretch", black: black!, white: white! };
}

function matchChannels(image: ImageValue, reference: ImageValue, side: number): readonly Change[] {
  if (reference.channels.length !== image.channels.length)
    throw refusal("NODE_INPUT_INVALID", "image and reference differ in their channels", {
      image: image.channels.length,
      reference: reference.channels.length,
    });
  return image.channels.map((channel, c): Change => {
    const [level, wanted] = [smallOf(channel, side), smallOf(reference.channels[c]!, side)];
    if (!hasFinite(wanted)) throw refusal("NODE_INPUT_INVALID", "the reference has no finite grey value");
    const dtype = dtypeOf(wanted.data);
    // What holds no number may become anything: it stays, in the type of the others.
    if (!hasFinite(level)) return { kind: "match", curve: { from: Float64Array.of(0), to: Float64Array.of(0) }, dtype };
    return { kind: "match", curve: knotCurve(greyKnots(level, KNOT_SHARES), greyKnots(wanted, KNOT_SHARES)), dtype };
  });
}

function changed(channel: Plane, change: Change): Plane {
  if (change.kind === "keep") return channel;
  if (change.kind === "stretch") return stretchBetween(channel, { ...change, output: "same" });
  const { data, width, height } = applyCurve(channel, change.curve);
  if (change.kind === "equalize") return fromShares({ data, width, height }, dtypeOf(channel.data));
  return rounded({ data, width, height }, change.dtype);
}

import { refusal } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { Type } from "typebox";
import type { ImageValue } from "../values.ts";

/** The most channels that a step measures; it makes columns for as many as it is told, whatever an image has. */
const MOST = 64;

/** The parameter of steps that measure channel by channel. All images of a run get the same columns by it. */
export function channelCount(usual: number) {
  return Type.Integer({
    title: "Channels",
    description: "How many of the image's channels are measured, from the first.",
    minimum: 1,
    maximum: MOST,
    default: usual,
  });
}

/**
 * The first channels of an image.
 *
 * @throws {ArgosyError} NODE_INPUT_INVALID for an image that has fewer.
 */
export function firstChannels({ channels }: ImageValue, wanted: number): readonly Plane[] {
  if (channels.length < wanted)
    throw refusal("NODE_INPUT_INVALID", "the image has fewer channels than are to be measured", { channels: channels.length, wanted });
  return channels.slice(0, wanted);
}

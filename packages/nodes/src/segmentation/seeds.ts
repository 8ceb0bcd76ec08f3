import { refusal } from "@argosy/core";
import type { Labels, Mask } from "@argosy/kernels";
import { labelComponents } from "@argosy/kernels";

/** Inputs of a node that spreads from seeds: one of both must be connected. */
export const seedSlots = {
  seeds: { kind: "mask", title: "Seeds, each part one", optional: true },
  labels: { kind: "labels", title: "Seeds by number", optional: true },
} as const;

/**
 * Seeds as labels: each connected part of a mask has a number of its own.
 *
 * @throws {ArgosyError} NODE_INPUT_INVALID unless exactly one is given.
 */
export function seedsOf(seeds: Mask | undefined, labels: Labels | undefined): Labels {
  if ((seeds === undefined) === (labels === undefined))
    throw refusal("NODE_INPUT_INVALID", "the node takes seeds as a mask or as labels, one of both");
  return labels ?? labelComponents(seeds!, 8).labels;
}

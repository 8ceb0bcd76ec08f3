import { dtypeOf } from "@argosy/core";
import { halve } from "@argosy/kernels";
import type { NodeRegistry } from "@argosy/nodes";
import { combineSamples } from "@argosy/nodes";
import { layoutOf } from "@argosy/storage";
import type { CombinedSamples, CombineJob } from "../frame/frame-job.ts";
import { encodeLevels } from "./encode-levels.ts";

/** What the samples of a collection say together, encoded for a stack of its own. */
export function combineFrames(registry: NodeRegistry, { step, samples }: CombineJob): CombinedSamples {
  const { width, height, channels } = combineSamples(registry, step, samples);
  const dtype = dtypeOf(channels[0]!.data);
  const layout = layoutOf({ t: 1, c: channels.length, y: height, x: width, dtype });
  return { width, height, dtype, levels: channels.map((channel) => encodeLevels(layout, channel, halve)) };
}

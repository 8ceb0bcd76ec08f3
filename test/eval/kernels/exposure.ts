import { quantilesOf, rescaleIntensity } from "@argosy/kernels";
import { arrayOf, numbersArgument, planeArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";

/** Reference functions that change grey values as a whole. */
export const EXPOSURE: KernelTable = {
  "skimage.exposure.rescale_intensity": {
    ours: "rescaleIntensity, quantilesOf",
    reason: "results are stored in 32 bits",
    compute(given) {
      const image = planeArgument(given, "image");
      const [lower, upper] = /percentiles ([\d.]+) and ([\d.]+)/.exec(String(given.params["in_range"]))?.slice(1).map(Number) ?? [];
      if (lower === undefined || upper === undefined) throw new Unsupported(`in_range is ${given.params["in_range"]}`);
      const [low, high] = quantilesOf(image, [lower / 100, upper / 100]) as [number, number];
      const [black, white] = numbersArgument(given, "out_range") as [number, number];
      return { low, high, image: arrayOf(rescaleIntensity(image, { low, high }, { low: black, high: white })) };
    },
  },
};

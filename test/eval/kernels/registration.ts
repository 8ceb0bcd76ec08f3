import { phaseCorrelation } from "@argosy/kernels";
import { listOf, numberArgument, planeArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";

/** Reference functions that lay images over each other. */
export const REGISTRATION: KernelTable = {
  "skimage.registration.phase_cross_correlation": {
    ours: "phaseCorrelation",
    reason: "of two fractions of a pixel that are about equally good either may be found",
    compute(given) {
      if ((given.params["normalization"] ?? "phase") !== "phase") throw new Unsupported("not normalised");
      const steps = numberArgument(given, "upsample_factor", 1);
      const { x, y } = phaseCorrelation(planeArgument(given, "reference"), planeArgument(given, "moving"), steps);
      return { shift: listOf([y, x]) };
    },
  },
};

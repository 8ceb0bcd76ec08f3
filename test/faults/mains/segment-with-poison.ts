import type { Ports } from "@argosy/runtime";
import { createWorkerPool, workerLimits } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";
import { ClusterSchema, runService } from "../../../packages/cluster/src/index.ts";

const MODULE = new URL("./poisoned-worker.ts", import.meta.url);

/** Threads as they are, but for what some images do to them. */
function poisoned({ workers, settings }: Ports): Ports["workers"] {
  return createWorkerPool({ size: workers.size, module: MODULE, ...workerLimits(settings) });
}

/** Segment as it is, but for its threads. */
await runService("segment", process.env, ClusterSchema, () => ({
  ...segmentService,
  start: (ports) => segmentService.start({ ...ports, workers: poisoned(ports) }),
}));

import { pipelineService } from "@argosy/pipeline";
import { ClusterSchema, runService } from "../../../packages/cluster/src/index.ts";
import { createFaultyBus } from "./faulty-bus.ts";

/** Pipeline as it is, over a bus that does with its messages what the file `FAULTY_BUS_ORDERS` says. */
await runService("pipeline", process.env, ClusterSchema, () => ({
  ...pipelineService,
  start: (ports) => pipelineService.start({ ...ports, bus: createFaultyBus(ports.bus, ports.settings["FAULTY_BUS_ORDERS"]!, ports.log) }),
}));

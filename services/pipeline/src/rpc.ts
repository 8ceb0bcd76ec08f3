import type { BoundService } from "@argosy/rpc";
import { bindService, PipelineServiceDefinition } from "@argosy/rpc";
import { forgetting } from "@argosy/runtime";
import { keptOfProjects } from "./kept-of-projects.ts";
import { adminMethods } from "./rpc/admin-methods.ts";
import { graphMethods } from "./rpc/graph-methods.ts";
import { jobMethods } from "./rpc/job-methods.ts";
import { runMethods } from "./rpc/run-methods.ts";
import { taskMethods } from "./rpc/task-methods.ts";
import type { PipelineWorld } from "./world.ts";

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function pipelineRpc(world: PipelineWorld): BoundService {
  return bindService(
    PipelineServiceDefinition,
    {
      ...graphMethods(world),
      ...runMethods(world),
      ...jobMethods(world),
      ...taskMethods(world),
      ...adminMethods(world),
      ...forgetting(world, keptOfProjects),
    },
    {
      validateGraph: "viewer",
      putGraph: "editor",
      getGraph: "viewer",
      listGraphs: "viewer",
      createRun: "editor",
      inspectRun: "viewer",
      getShared: "viewer",
      compareRuns: "viewer",
      getRun: "viewer",
      listRuns: "viewer",
      deleteRun: "editor",
      showModel: "service",
      createJob: "service",
      addTasks: "service",
      getJob: "viewer",
      listJobs: "viewer",
      cancelJob: "editor",
      retryJob: "editor",
      watchJobs: "viewer",
      getTask: "service",
      startTask: "service",
      touchTasks: "service",
      releaseTask: "service",
      completeTask: "service",
      failTask: "service",
      checkWork: "owner",
      listTroubledTasks: "admin",
      requeueTask: "admin",
      getUsage: "admin",
      listStages: "admin",
      drainStage: "admin",
      forgetProject: "service",
    },
    {
      forgetProject: { timeoutMs: 600_000 },
      checkWork: { timeoutMs: 600_000 },
      getUsage: { timeoutMs: 120_000 },
      watchJobs: { idleMs: 24 * 3_600_000 },
    },
  );
}

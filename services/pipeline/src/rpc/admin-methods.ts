import { refusal } from "@argosy/core";
import { STAGES } from "@argosy/work";
import { requeueTask } from "../requeue-task.ts";
import { listStages, setDraining } from "../stages.ts";
import { troubledTasks } from "../troubled-tasks.ts";
import { usageOfProjects } from "../usage.ts";
import type { PipelineWorld } from "../world.ts";
import type { PipelineMethods } from "./methods.ts";
import { limitOf } from "./methods.ts";

/** For those who look after the installation: of all projects, and telling nothing that people wrote. */
export function adminMethods(
  world: PipelineWorld,
): Pick<PipelineMethods, "listTroubledTasks" | "requeueTask" | "getUsage" | "listStages" | "drainStage"> {
  const { db, store, silentMs } = world;
  const stages = async () => ({ stages: await listStages(db, silentMs) });
  return {
    async listTroubledTasks({ which, limit }) {
      if (which !== "stuck" && which !== "dead" && which !== "")
        throw refusal("FIELD_INVALID", "which is stuck, dead or nothing", { field: "which" });
      const rows = await troubledTasks(db, { which: which === "" ? "both" : which, silentMs, limit: limitOf(limit) });
      return { tasks: rows.map(({ waiting_for, ...row }) => ({ ...row, waitingFor: waiting_for })) };
    },
    async requeueTask({ task }) {
      await world.announce(await requeueTask(db, task, silentMs));
      world.loop.wake();
      return {};
    },
    getUsage: async (_, { signal }) => ({ projects: await usageOfProjects(db, store, signal) }),
    listStages: stages,
    async drainStage({ stage, draining }) {
      if (!STAGES.some((known) => known === stage))
        throw refusal("FIELD_INVALID", `only these take tasks: ${STAGES.join(", ")}`, { field: "stage" });
      await setDraining(db, stage, draining);
      if (!draining) world.loop.wake();
      return stages();
    },
  };
}

import type { Service } from "@argosy/runtime";
import { loadNodes, loadTemplates } from "@argosy/runtime";
import type { JobChanged } from "@argosy/work";
import { eventMigration } from "@argosy/work";
import { startPublishLoop } from "./publish-loop.ts";
import { pipelineRpc } from "./rpc.ts";
import { forgetPublished } from "./tasks.ts";
import type { PipelineWorld } from "./world.ts";

const LOOP = { everyMs: 1_000, silentMs: 60_000, batch: 500, eventSchemas: ["ingest", "classify", "pipeline"] } as const;
const RETRY = { attempts: 3, pauseMs: 1_000, waitMs: 5_000 } as const;

/** Graphs, runs, tasks and jobs: turns a stored graph into tasks and hands them out. */
export const pipelineService: Service = {
  name: "pipeline",
  migrations: [eventMigration("pipeline"), { schema: "pipeline", migrations: new URL("../migrations/", import.meta.url) }],
  async start(ports) {
    const [registry, templates] = await Promise.all([loadNodes(), loadTemplates()]);
    await forgetPublished(ports.db);
    const loop = startPublishLoop(ports.db, ports.bus, ports.clock, ports.log, LOOP);
    const announce = async (changes: readonly JobChanged[]): Promise<void> => {
      for (const change of changes) await ports.bus.publish("job.changed", change);
    };
    const world: PipelineWorld = { ...ports, registry, templates, loop, retry: RETRY, announce };
    return { api: [pipelineRpc(world)], subscriptions: [], stop: () => loop.stop() };
  },
};

import type { Service } from "@argosy/runtime";
import { loadConfig, loadNodes, loadTemplates } from "@argosy/runtime";
import type { JobChanged } from "@argosy/work";
import { eventMigration } from "@argosy/work";
import { startPublishLoop } from "./publish-loop.ts";
import { watchQueues } from "./queue-metrics.ts";
import { pipelineRpc } from "./rpc.ts";
import { SettingsSchema } from "./settings.ts";
import { startSweeping } from "./sweep-store.ts";
import { forgetHeld } from "./take-task.ts";
import type { PipelineWorld } from "./world.ts";

const LOOP = { everyMs: 1_000, batch: 500, eventSchemas: ["ingest", "classify", "pipeline"] } as const;

/** Graphs, runs, tasks and jobs: turns a stored graph into tasks and hands them out. */
export const pipelineService: Service = {
  name: "pipeline",
  migrations: [eventMigration("pipeline"), { schema: "pipeline", migrations: new URL("../migrations/", import.meta.url) }],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    const [registry, templates] = await Promise.all([loadNodes(), loadTemplates()]);
    if (settings.PIPELINE_ALONE) await forgetHeld(ports.db);
    const silentMs = settings.PIPELINE_SILENT_SECONDS * 1_000;
    const loop = startPublishLoop(ports.db, ports.bus, ports.clock, ports.log, { ...LOOP, silentMs });
    const retry = { attempts: settings.PIPELINE_ATTEMPTS, pauseMs: settings.PIPELINE_PAUSE_MS, waitMs: settings.PIPELINE_WAIT_MS };
    const take = { attempts: settings.PIPELINE_ATTEMPTS, lostMs: settings.PIPELINE_LOST_MS };
    const announce = async (changes: readonly JobChanged[]): Promise<void> => {
      try {
        for (const change of changes) await ports.bus.publish("job.changed", change);
      } catch (error) {
        // The change is in the tables; whoever watches finds it there.
        ports.log.warn("a change of a job could not be announced", { error });
      }
    };
    const world: PipelineWorld = { ...ports, registry, templates, loop, retry, take, silentMs, announce };
    watchQueues(ports.db, ports.metrics);
    const sweeping = startSweeping(world);
    return {
      api: [pipelineRpc(world)],
      subscriptions: [],
      async stop() {
        await sweeping.stop();
        await loop.stop();
      },
    };
  },
};

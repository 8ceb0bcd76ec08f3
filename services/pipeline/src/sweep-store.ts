import type { Db } from "@argosy/work";
import { namedKeys } from "./named-objects.ts";
import type { PipelineWorld } from "./world.ts";

const EVERY_MS = 3_600_000;

/** The hourly pass over the store. */
export interface Sweeping {
  stop(): Promise<void>;
}

/**
 * Deletes what no row names, once an hour. An object goes at the second pass that finds it without a row: then it is older than an hour,
 * whatever the store knows of its age, and nobody can still be about to write its row.
 */
export function startSweeping(world: PipelineWorld): Sweeping {
  let suspects: ReadonlySet<string> = new Set();
  let stopped = false;
  let inHand: Promise<void> = Promise.resolve();
  let callOff = () => {};
  const stopping = new AbortController();
  const turn = (): void => {
    inHand = sweep(world, suspects, stopping.signal)
      .then((found) => {
        suspects = found;
      })
      .catch((error: unknown) => {
        if (!stopped) world.log.error("the pass over the store failed", { error });
      })
      .finally(() => {
        if (!stopped) callOff = world.clock.after(EVERY_MS, turn);
      });
  };
  callOff = world.clock.after(EVERY_MS, turn);
  return {
    async stop() {
      stopped = true;
      callOff();
      stopping.abort();
      await inHand;
    },
  };
}

/** One pass. @returns The keys without a row that were not there an hour ago. */
async function sweep(world: PipelineWorld, suspects: ReadonlySet<string>, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let deleted = 0;
  for (const project of await projectsOf(world.db)) {
    const named = await namedKeys(world.db, project);
    for await (const key of world.store.list(`${project}/`)) {
      signal.throwIfAborted();
      if (named.has(key)) continue;
      if (!suspects.has(key)) found.add(key);
      else {
        await world.store.delete(key);
        deleted++;
      }
    }
  }
  if (deleted > 0) world.log.info("removed what no row names", { deleted });
  return found;
}

async function projectsOf(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>("select id from read.project order by id");
  return rows.map((row) => row.id);
}

import type { ServiceProcess } from "../../../cli/src/cluster/service-process.ts";
import { memoryBelow } from "../run-measured.ts";

/** The greatest resident memory that was seen of each process, in bytes, by its name. */
export interface MemoryWatch {
  stop(): Promise<ReadonlyMap<string, number>>;
}

const SAMPLE_MS = 500;

/** Looks at the memory of each process of a cluster, its children included, until it is stopped. */
export function watchMemory(processes: () => readonly ServiceProcess[]): MemoryWatch {
  const peaks = new Map<string, number>();
  const look = async (): Promise<void> => {
    for (const each of processes()) {
      const pid = each.pid();
      if (pid === undefined) continue;
      const name = `${each.place.service}-${each.place.number}`;
      peaks.set(name, Math.max(peaks.get(name) ?? 0, await memoryBelow(pid)));
    }
  };
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, SAMPLE_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      await look();
      return peaks;
    },
  };
}

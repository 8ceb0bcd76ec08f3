import { readdir, readFile } from "node:fs/promises";
import type { Cluster } from "../../cli/src/cluster/start-cluster.ts";

/** What a process and its children have taken so far. */
export interface ProcessCost {
  /** CPU seconds, in user and system mode, of itself and of all its descendants, also of those that ended. */
  readonly cpuSeconds: number;
  /**
   * The greatest resident memory that was seen of it with its descendants, in bytes: what each has for itself, and the pages of programs and
   * other shared pages of the one that has most of them, for the others share them with it.
   */
  readonly peakMemory: number;
}

/** A look at processes that goes on until it is stopped. */
export interface ProcessWatch {
  /** What each has taken until now, by its name. */
  look(): Promise<ReadonlyMap<string, ProcessCost>>;
  stop(): void;
}

const SAMPLE_MS = 500;
const PAGE_BYTES = 4_096;
/** Linux tells times to programs in hundredths of a second. */
const TICKS = 100;

/** Watches programs by their process ids, and everything that they start. */
export function watchProcesses(roots: () => ReadonlyMap<string, number>): ProcessWatch {
  const costs = new Map<string, ProcessCost>();
  const sample = async (): Promise<void> => {
    const table = await readTable();
    const tree = Map.groupBy(table.values(), ({ parent }) => parent);
    for (const [name, pid] of roots()) {
      const rows = rowsBelow(pid, table, tree);
      const ticks = rows.reduce((sum, row) => sum + row.ticks, 0);
      const peakMemory = Math.max(costs.get(name)?.peakMemory ?? 0, await memoryOf(rows));
      costs.set(name, { cpuSeconds: ticks / TICKS, peakMemory });
    }
  };
  let sampling = sample();
  const next = (): Promise<void> => {
    sampling = sampling.then(sample);
    return sampling;
  };
  const timer = setInterval(() => void next(), SAMPLE_MS);
  return {
    async look() {
      await next();
      return new Map(costs);
    },
    stop: () => clearInterval(timer),
  };
}

/** The processes of a cluster by their names: each service's, and the servers that it has started. */
export function processesOf({ processes, servers }: Cluster): ReadonlyMap<string, number> {
  const places = processes().map(({ place, pid }) => [`${place.service}-${place.number}`, pid()] as const);
  const all = [...places, ...servers.all.map(({ name, pid }) => [name, pid()] as const)];
  return new Map(all.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

interface Row {
  readonly id: number;
  readonly parent: number;
  /** Of itself, and of its children that have ended. */
  readonly ticks: number;
}

async function readTable(): Promise<ReadonlyMap<number, Row>> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  // A process may end while we look.
  const texts = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, "utf8").catch(() => undefined)));
  const rows = texts.flatMap((text, i): Row[] => {
    if (text === undefined) return [];
    // The name may hold anything; what follows it has fixed places.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ id: Number(ids[i]), parent: Number(fields[1]), ticks }];
  });
  return new Map(rows.map((row) => [row.id, row]));
}

function rowsBelow(root: number, table: ReadonlyMap<number, Row>, tree: ReadonlyMap<number, readonly Row[]>): readonly Row[] {
  const rows: Row[] = [];
  const waiting = [table.get(root)];
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    rows.push(row);
    waiting.push(...(tree.get(row.id) ?? []));
  }
  return rows;
}

async function memoryOf(rows: readonly Row[]): Promise<number> {
  let [own, shared] = [0, 0];
  for (const { id } of rows) {
    const text = await readFile(`/proc/${id}/statm`, "utf8").catch(() => "0 0 0");
    const [, resident, common] = text.split(" ").map(Number) as [number, number, number];
    own += resident - common;
    shared = Math.max(shared, common);
  }
  return (own + shared) * PAGE_BYTES;
}

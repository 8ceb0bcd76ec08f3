import { availableParallelism, cpus } from "node:os";
import type { Recovery } from "../faults/recoveries.ts";
import { tableOf } from "./markdown-table.ts";

/** Every fault that is tried on the cluster home, and how. */
export const FAULTS: Readonly<Record<string, string>> = {
  F1: "kill -9 of every service in turn, each with work in hand",
  F3: "a worker asleep for twice the wait of the bus, then awake again",
  F4: "services told to end with requests and tasks in hand, and started again",
  F5: "kill -9 of NATS, back after a second",
  F6: "the folder of NATS lost, or put back from an old copy",
  F8: "kill -9 of the object store during 20 uploads",
  F9: "an object store that is slow, says 503, breaks off, answers wrong",
  F11: "a stored chunk changed, cut off or deleted",
  F12: "sessions of PostgreSQL ended, the server restarted, a standby in its place",
  F17: "every message three times, in any order, some again later",
  F18: "one message of five lost after it was marked as sent",
  F20: "tasks that crash their process, never end, or ask for all memory",
  F21: "two processes of every service",
};

/** Which run a document tells of. */
export interface FaultRun {
  readonly command: string;
  /** As 2026-11-21. */
  readonly day: string;
}

/** The document of what it took to get over each fault. */
export function faultsDocument(recoveries: readonly Recovery[], { command, day }: FaultRun): string {
  const rows = Object.entries(FAULTS).map(([fault, how]) => {
    const tried = recoveries.filter((each) => each.fault === fault);
    const sorted = tried.flatMap(({ ms }) => (ms === undefined ? [] : [ms / 1_000])).sort((a, b) => a - b);
    const shown = (value: number | undefined) => (value === undefined ? "-" : `${value.toFixed(1)} s`);
    return [fault, how, String(tried.length), shown(sorted[Math.floor((sorted.length - 1) / 2)]), shown(sorted.at(-1))];
  });
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  return `# Faults of the cluster home

Written by \`npm run ${command}\` on ${day}, on a machine with ${machine}; not to be edited.

How long it takes until work goes on after a fault. Real processes are disturbed while they have work in hand; each run must end, and find
what a run without a fault finds, and \`argosy check\` must find nothing. In these tests a message comes again after 2 s and a task that
nobody speaks of after 4 s; the usual is 20 s and 60 s. A dash stands where nothing is held up.

${tableOf(["fault", "what is tried", "tries", "median", "worst"], rows)}`;
}

import { availableParallelism, cpus } from "node:os";
import { VERSION } from "@argosy/core";
import { partVersions } from "../k8s/parts/build-parts.ts";
import { tableOf } from "./markdown-table.ts";

/** A step that was noted during a run. */
export interface NotedLine {
  readonly spec: string;
  readonly step: string;
  readonly found: string;
}

/** What each file of tests came to when it last went well. */
export type NotedRuns = Readonly<
  Record<string, { readonly day: string; readonly steps: readonly { readonly step: string; readonly found: string }[] }>
>;

/** Files of tests in the order in which they are told of. */
const SPECS = ["install", "first-light", "faults", "scaling", "upgrade", "hostile"] as const;
const [BEGIN, END] = ["<!-- written by `npm run test:k8s`, not to be edited -->", "<!-- end of what is written -->"];

/** The document with what the last runs came to in the place that is kept for it. */
export function withLastRuns(document: string, runs: NotedRuns): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error("the document has no place for what the last runs came to");
  return `${document.slice(0, begin + BEGIN.length)}\n\n${lastRuns(runs)}\n${document.slice(end)}`;
}

function lastRuns(runs: NotedRuns): string {
  const versions = Object.entries(partVersions()).map(([name, version]) => `${name} ${version}`);
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  const rows = SPECS.flatMap((spec) => runs[spec]?.steps.map(({ step, found }) => [spec, runs[spec]!.day, step, found]) ?? []);
  const missing = SPECS.filter((spec) => runs[spec] === undefined);
  const absent = missing.length === 0 ? "" : `\nNot run yet: ${missing.join(", ")}.\n`;
  return `Argosy ${VERSION}; ${versions.join(", ")}; containerd and runc of Debian; PostgreSQL 15, NATS and MinIO beside the cluster; on one machine with ${machine}.
In the block \`install\` the addresses of the servers are replaced, the archive of the image takes the place of the registry, and values for two
small nodes are added; everything else is typed as it stands above.

${tableOf(["test", "day", "step", "what it took"], rows)}${absent}`;
}

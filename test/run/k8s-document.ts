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

/** Files of tests in the order in which they are told of. */
const SPECS = ["install", "first-light", "preflight", "faults", "scaling", "upgrade", "hostile"] as const;
const [BEGIN, END] = ["<!-- written by `npm run test:k8s`, not to be edited -->", "<!-- end of what is written -->"];

/** The document with what a whole run came to in the place that is kept for it. */
export function withLastRun(document: string, noted: readonly NotedLine[], day: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error("the document has no place for what the last run came to");
  const silent = SPECS.filter((spec) => noted.every((line) => line.spec !== spec));
  if (silent.length > 0) throw new Error(`nothing was noted of ${silent.join(", ")}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${lastRun(noted, day)}\n${document.slice(end)}`;
}

function lastRun(noted: readonly NotedLine[], day: string): string {
  const versions = Object.entries(partVersions()).map(([name, version]) => `${name} ${version}`);
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  const rows = SPECS.flatMap((spec) => noted.filter((line) => line.spec === spec).map(({ step, found }) => [spec, step, found]));
  return `One run of ${day}. Argosy ${VERSION}; ${versions.join(", ")}; containerd and runc of Debian; PostgreSQL 15, NATS and MinIO beside the
cluster; all of it on one machine with ${machine}, of which the pods have at most half while the servers want the other.
In the block \`install\` the addresses of the servers are replaced, the archive of the image takes the place of the registry, and values for two
small nodes are added; everything else is typed as it stands above.

${tableOf(["test", "step", "what it took"], rows)}`;
}

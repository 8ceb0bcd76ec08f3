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

/** A run of all files of tests. */
export interface NotedRun {
  readonly day: string;
  readonly noted: readonly NotedLine[];
  /** Files in which something failed. */
  readonly badly: readonly string[];
}

/** Files of tests in the order in which they are told of. */
const SPECS = ["install", "first-light", "preflight", "faults", "scaling", "upgrade", "hostile"] as const;
const [BEGIN, END] = ["<!-- written by `npm run test:k8s`, not to be edited -->", "<!-- end of what is written -->"];

/** The document with what a whole run came to in the place that is kept for it. */
export function withLastRun(document: string, run: NotedRun): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error("the document has no place for what the last run came to");
  const silent = SPECS.filter((spec) => !run.badly.includes(spec) && run.noted.every((line) => line.spec !== spec));
  if (silent.length > 0) throw new Error(`nothing was noted of ${silent.join(", ")}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${lastRun(run)}\n${document.slice(end)}`;
}

function lastRun({ day, noted, badly }: NotedRun): string {
  const versions = Object.entries(partVersions()).map(([name, version]) => `${name} ${version}`);
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"})`;
  const rows = SPECS.flatMap((spec) => noted.filter((line) => line.spec === spec).map(({ step, found }) => [spec, step, found]));
  const end =
    badly.length === 0 ? "All of it went well." : `Something failed in ${badly.join(", ")}: what was noted there stands in the table.`;
  return `One run of ${day}. ${end} Argosy ${VERSION}; ${versions.join(", ")}; containerd and runc of Debian; PostgreSQL 15, NATS and MinIO beside the
cluster; all of it on one machine with ${machine}.
In the block \`install\` the addresses of the servers are replaced, the archive of the image takes the place of the registry, and values for two
small nodes are added; everything else is typed as it stands above.

${tableOf(["test", "step", "what it took"], rows)}`;
}

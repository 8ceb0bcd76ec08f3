import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { VERSION } from "@argosy/core";
import { writeChart } from "@argosy/deploy";
import { startArgosy } from "../k8s/start-argosy.ts";
import { builtImage } from "./built-image.ts";
import { ROOT } from "./command.ts";
import type { Counts } from "./count-tests.ts";
import { countTests } from "./count-tests.ts";
import type { NotedLine, NotedRuns } from "./k8s-document.ts";
import { withLastRuns } from "./k8s-document.ts";

/**
 * Builds image and chart, installs them in a Kubernetes of real parts on this machine, and disturbs it: `npm run test:k8s [-- FILE...]`.
 * `--again` takes the image that was built last. It needs root, Go 1.26 and, of Debian, containerd, runc, containernetworking-plugins,
 * iptables, conntrack, buildah, postgresql-15. The first time the parts are built. What it came to is written into docs/kubernetes.md.
 */
const DIST = join(ROOT, "deploy/dist");
const KEPT = join(DIST, "k8s-runs.json");
const DOCUMENT = join(ROOT, "docs/kubernetes.md");

const words = process.argv.slice(2);
if (!words.includes("--again")) await builtImage();
await writeChart(join(DIST, "argosy"), VERSION);
const record = join(DIST, "k8s-steps");
await rm(record, { force: true });
process.env["ARGOSY_K8S_RECORD"] = record;
const named = words.filter((word) => word !== "--again");
const { passed, failed, skipped, failedFiles } = await tested(named);
const lines = (await readFile(record, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
await keep(
  lines.map((line) => JSON.parse(line) as NotedLine),
  failedFiles.map((file) => file.replace(/^.*\/|\.spec\.ts$/g, "")),
);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

/** One cluster serves all files, and ends whatever became of them. */
async function tested(files: readonly string[]): Promise<Counts> {
  const { file, end } = await startArgosy(console.info);
  let ending: Promise<void> | undefined;
  const endOnce = () => {
    ending ??= end();
    return ending;
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void endOnce().finally(() => process.exit(1)));
  process.env["ARGOSY_K8S_GIVEN"] = file;
  try {
    return await countTests(["--config", "vitest.k8s.config.ts", ...files]);
  } finally {
    await endOnce();
  }
}

/** What went well takes the place of what it came to the last time. */
async function keep(noted: readonly NotedLine[], badly: readonly string[]): Promise<void> {
  const kept = JSON.parse(await readFile(KEPT, "utf8").catch(() => "{}")) as NotedRuns;
  const day = new Date().toISOString().slice(0, 10);
  const specs = [...new Set(noted.map(({ spec }) => spec))].filter((spec) => !badly.includes(spec));
  const steps = (spec: string) => noted.filter((line) => line.spec === spec).map(({ step, found }) => ({ step, found }));
  const runs: NotedRuns = { ...kept, ...Object.fromEntries(specs.map((spec) => [spec, { day, steps: steps(spec) }])) };
  await writeFile(KEPT, JSON.stringify(runs, undefined, 2));
  await writeFile(DOCUMENT, withLastRuns(await readFile(DOCUMENT, "utf8"), runs));
}

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { VERSION } from "@argosy/core";
import { writeChart } from "@argosy/deploy";
import { startArgosy } from "../k8s/start-argosy.ts";
import { whySkipped } from "../support/samples.ts";
import { builtImage } from "./built-image.ts";
import { ROOT } from "./command.ts";
import type { Counts } from "./count-tests.ts";
import { countTests } from "./count-tests.ts";
import type { NotedLine } from "./k8s-document.ts";
import { withLastRun } from "./k8s-document.ts";
import { needPrograms } from "./need-programs.ts";

/**
 * Builds image and chart, installs them in a Kubernetes of real parts on this machine, and disturbs it: `npm run test:k8s [-- FILE...]`.
 * `--again` takes the image that was built last. It needs root, Go 1.26 and, of Debian, containerd, runc, containernetworking-plugins,
 * iptables, conntrack, buildah, postgresql-15. The first time the parts are built. What a whole run came to is written into docs/kubernetes.md,
 * also what did not go well.
 */
const DIST = join(ROOT, "deploy/dist");
const DOCUMENT = join(ROOT, "docs/kubernetes.md");

/** Programs by their packages. */
const NEEDED = { containerd: "containerd", runc: "runc", iptables: "iptables", conntrack: "conntrack", buildah: "buildah" };

needPrograms(NEEDED);
const words = process.argv.slice(2);
const named = words.filter((word) => word !== "--again");
const isWhole = named.length === 0 && process.env["ARGOSY_K8S_UPGRADES"] === undefined;
// What a whole run came to is written down: it leaves nothing out.
const lacking = whySkipped("hostile");
if (isWhole && lacking !== undefined) throw new Error(`a whole run takes hostile files as well: ${lacking}`);
if (!words.includes("--again")) await builtImage();
await writeChart(join(DIST, "argosy"), VERSION);
const record = join(DIST, "k8s-steps");
await rm(record, { force: true });
process.env["ARGOSY_K8S_RECORD"] = record;
const { passed, failed, skipped, failedFiles } = await tested(named);
// One that was ended from outside tells of no test.
if (isWhole && passed > 0) await tell(failedFiles.map((file) => file.replace(/^.*\/|\.spec\.ts$/g, "")));
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

/** One cluster serves all files, and ends whatever became of them, also where this process is asked to end: then after the tests. */
async function tested(files: readonly string[]): Promise<Counts> {
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => asked.abort());
  const { file, end } = await startArgosy(console.info);
  process.env["ARGOSY_K8S_GIVEN"] = file;
  try {
    if (asked.signal.aborted) throw new Error("asked to end before the tests began");
    return await countTests(["--config", "vitest.k8s.config.ts", ...files], asked.signal);
  } finally {
    await end();
  }
}

async function tell(badly: readonly string[]): Promise<void> {
  const lines = (await readFile(record, "utf8")).split("\n").filter((line) => line !== "");
  const run = { day: new Date().toISOString().slice(0, 10), noted: lines.map((line) => JSON.parse(line) as NotedLine), badly };
  await writeFile(DOCUMENT, withLastRun(await readFile(DOCUMENT, "utf8"), run));
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Job } from "@argosy/rpc";
import { writeDemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import type { ApiClient } from "../../cli/src/server/api-client.ts";
import { clientOf, familyOf, killAll, startArgosy } from "../faults/argosy-process.ts";
import { machine, writeSection } from "./bench-report.ts";
import { writeNucleiCopies } from "./nuclei-copies.ts";

const COPIES = 5;
/** Progress is asked for so often, in milliseconds. */
const EVERY = 50;
/** How far the first estimate after a tenth of a run may be off, as a share of what is left. */
const TARGET = 0.3;
const SHARES = [0.1, 0.25, 0.5, 0.75] as const;

/** One look at a job that is under way. */
interface Look {
  readonly seconds: number;
  readonly share: number;
  readonly eta: number | undefined;
}

interface Watched {
  readonly title: string;
  readonly seconds: number;
  /** At each of {@link SHARES}: the first look from there on, and how far its estimate was off. */
  readonly looks: readonly { readonly left: number; readonly eta: number | undefined; readonly off: number }[];
}

/** How well the time that a run has left is foretold: for the demo and for 600 small images. @throws {Error} when the target is missed. */
export async function run(samples: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "argosy-bench-eta-"));
  const data = join(scratch, "data");
  const server = startArgosy(["start", "--no-demo", "--port", "0", "--data", data]);
  try {
    const { frames } = await writeDemoFolder(join(scratch, "demo"));
    const count = await writeNucleiCopies(samples, COPIES, join(scratch, "nuclei"));
    const api = await clientOf(server, data);
    const { projects } = await api.get<{ projects: { id: string }[] }>("/api/projects");
    const given = { api, project: projects[0]!.id };
    const demo = await watchRun(given, { title: "the demo, template `plankton`", path: frames, graph: "plankton" });
    const nuclei = await watchRun(given, {
      title: `${count} images, template \`nuclei\``,
      path: join(scratch, "nuclei"),
      graph: "nuclei",
    });
    const lines = report([demo, nuclei]);
    console.log(lines.join("\n"));
    await writeSection("The time that is left", lines);
    const missed = [demo, nuclei].filter(({ looks }) => !(looks[0]!.off <= TARGET));
    if (missed.length > 0)
      throw new Error(missed.map(({ title, looks }) => `${title}: ${(looks[0]!.off * 100).toFixed(0)} % off after a tenth`).join("; "));
  } finally {
    killAll(server.child.exitCode === null ? familyOf(server.child.pid!) : []);
    await server.ended;
    await rm(scratch, { recursive: true, force: true });
  }
}

async function watchRun(
  { api, project }: { readonly api: ApiClient; readonly project: string },
  { title, path, graph }: { readonly title: string; readonly path: string; readonly graph: string },
): Promise<Watched> {
  const begin = async (request: object) => (await api.post<Job>("/api/jobs", { project, ...request })).id;
  const imported = await watch(api, await begin({ kind: "import", paths: [path], collection: graph }));
  const { seconds, seen } = await watch(api, await begin({ kind: "run", collection: imported.job.results["collection"], graph }));
  const looks = SHARES.map((share) => {
    const look = seen.find((one) => one.share >= share)!;
    const left = seconds - look.seconds;
    return { left, eta: look.eta, off: look.eta === undefined ? Number.POSITIVE_INFINITY : Math.abs(look.eta - left) / left };
  });
  return { title, seconds, looks };
}

async function watch(api: ApiClient, id: string): Promise<{ readonly job: Job; readonly seconds: number; readonly seen: readonly Look[] }> {
  const begun = performance.now();
  const seen: Look[] = [];
  for (;;) {
    const job = await api.get<Job>(`/api/jobs/${id}`);
    const seconds = (performance.now() - begun) / 1_000;
    seen.push({ seconds, share: job.total === 0 ? 0 : job.done / job.total, eta: job.etaSeconds });
    if (job.state === "done") return { job, seconds, seen };
    if (job.state === "failed" || job.state === "cancelled") throw new Error(`${job.title} ended as ${job.state}`);
    await pause(EVERY);
  }
}

function report(runs: readonly Watched[]): string[] {
  return [
    machine(),
    "",
    "Runs on a fresh data folder: the first estimate that is shown once so much of the work is done, and what was really left.",
    "",
    "| run | seconds | done | estimate | left | off by |",
    "|---|---|---|---|---|---|",
    ...runs.flatMap(({ title, seconds, looks }) =>
      looks.map(
        ({ eta, left, off }, place) =>
          `| ${title} | ${seconds.toFixed(1)} | ${SHARES[place]! * 100} % | ${eta === undefined ? "none" : `${eta.toFixed(1)} s`} | ${left.toFixed(1)} s | ${(off * 100).toFixed(0)} % |`,
      ),
    ),
  ];
}

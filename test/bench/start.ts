import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { ROOT } from "../run/command.ts";
import { machine, median, megabytes, writeSection } from "./bench-report.ts";
import type { Measured } from "./run-measured.ts";
import { runMeasured } from "./run-measured.ts";

const exec = promisify(execFile);
const RUNS = "5";
const FIRST_SECONDS = 60;
const SECOND_SECONDS = 10;

type Seconds = Readonly<Record<"download" | "install" | "database" | "import" | "process" | "export", number>>;

interface Start extends Measured {
  readonly parts: Seconds;
}

/**
 * How long `npm start -- --once` takes in a clean clone, without the download, and how long the same again. Medians of five clones.
 *
 * @param args - `--runs N`: another odd number of clones.
 * @throws {Error} when a start fails or takes longer than it may.
 */
export async function run(_samples: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: "string", default: RUNS } } });
  const runs = Number(values.runs);
  const starts: { readonly first: Start; readonly second: Start }[] = [];
  for (let i = 0; i < runs; i++) {
    const scratch = await mkdtemp(join(tmpdir(), "argosy-start-"));
    try {
      const clone = join(scratch, "argosy");
      await exec("git", ["clone", "--quiet", ROOT, clone]);
      const first = await start(clone, scratch);
      starts.push({ first, second: await start(clone, scratch) });
      console.log(`${i + 1}: ${withoutDownload(first).toFixed(1)} s, then ${withoutDownload(starts.at(-1)!.second).toFixed(1)} s`);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  const first = median(starts.map((each) => withoutDownload(each.first)));
  const second = median(starts.map((each) => withoutDownload(each.second)));
  await writeSection("From a clone to the finished demo", report(starts, first, second));
  console.log(`median of ${runs}: ${first.toFixed(1)} s, then ${second.toFixed(1)} s`);
  if (first > FIRST_SECONDS) throw new Error(`the first start takes ${first.toFixed(1)} s, not ${FIRST_SECONDS}`);
  if (second > SECOND_SECONDS) throw new Error(`the second start takes ${second.toFixed(1)} s, not ${SECOND_SECONDS}`);
}

async function start(clone: string, scratch: string): Promise<Start> {
  const summary = join(scratch, "summary.json");
  const measured = await runMeasured(["npm", "start", "--silent", "--", "--once", "--summary", summary], {
    folder: clone,
    env: bareEnvironment(),
  });
  const { seconds } = JSON.parse(await readFile(summary, "utf8")) as { seconds: Seconds };
  return { ...measured, parts: seconds };
}

/** Without our own Node in the path, and without what npm told us about this run. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|ARGOSY_)/.test(name));
  const path = (process.env["PATH"] ?? "").split(":").filter((folder) => !folder.includes("node_modules/.bin"));
  return { ...Object.fromEntries(kept), PATH: path.join(":") };
}

function withoutDownload({ seconds, parts }: Start): number {
  return seconds - parts.download;
}

function report(starts: readonly { readonly first: Start; readonly second: Start }[], first: number, second: number): readonly string[] {
  const middle = (pick: (start: Start) => number, which: "first" | "second") => median(starts.map((each) => pick(each[which])));
  const row = (part: keyof Seconds) =>
    `| ${part} | ${middle(({ parts }) => parts[part], "first").toFixed(1)} | ${middle(({ parts }) => parts[part], "second").toFixed(1)} |`;
  return [
    machine(),
    "",
    `\`npm start -- --once\` in a clean clone: the demo cruise from nothing to its bundle, and the same once more. Medians of ${starts.length} clones; the packages were downloaded before.`,
    "",
    "| seconds | first start | second start |",
    "|---|---|---|",
    `| all but the download | ${first.toFixed(1)} | ${second.toFixed(1)} |`,
    ...(["install", "database", "import", "process", "export"] as const).map(row),
    "",
    `Peak memory of all processes: ${megabytes(middle(({ peakMemory }) => peakMemory, "first"))}.`,
  ];
}

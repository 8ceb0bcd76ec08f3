import { ArgosyError } from "@argosy/core";
import type { Job, Run } from "@argosy/rpc";
import type { Command } from "commander";
import { writeOutputs } from "../flow/outputs.ts";
import { createProgress } from "../flow/progress-bar.ts";
import { Flow } from "../flow/run-flow.ts";
import { finishJob } from "../flow/wait-for-job.ts";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { newestRun } from "./label.ts";
import { untilInterrupted } from "./options.ts";

interface ExportOptions {
  readonly run?: string;
  readonly out?: string;
  readonly csv?: string;
  readonly masks?: string;
  readonly canonical?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** `argosy export`: writes results of a run, with the labels as they stand now. */
export function exportCommand(parent: Command, settings: Settings): void {
  parent
    .command("export")
    .summary("write results of a run with the labels as they stand")
    .description("Write results of a run, with the labels as they stand now.")
    .option("--run <id>", "run (default: the newest)")
    .option("--out <bundle.zip>", "EcoTaxa bundle")
    .option("--csv <file.csv>", "table of all objects")
    .option("--masks <dir>", "label images")
    .option("--canonical <file>", "everything in one fixed order")
    .option("--data <dir>", "data folder")
    .option("--json", "print what was written as JSON")
    .action(async (options: ExportOptions) => {
      if ([options.out, options.csv, options.masks, options.canonical].every((wish) => wish === undefined)) {
        throw new ArgosyError("invalid_argument", "say what to write: --out, --csv, --masks or --canonical");
      }
      const { signal } = untilInterrupted();
      const connection = await connect({ data: options.data, page: false }, settings);
      try {
        const { api } = connection;
        const progress = createProgress(process.stderr, options.json === true);
        const project = await new Flow(api, progress, signal).project();
        const run = await api.get<Run>(`/api/projects/${project}/runs/${options.run ?? (await newestRun(api, project))}`, { signal });
        let bundle: string | undefined;
        if (options.out !== undefined) {
          const job = await api.post<Job>("/api/jobs", { kind: "export", project, run: run.id }, { signal });
          bundle = (await finishJob(api, job.id, (state) => progress.job(state), signal)).results["bundle"];
          progress.end();
        }
        await writeOutputs(api, { project, run: run.id, collection: run.collection, bundle }, options, signal);
        const { out, csv, masks, canonical } = options;
        if (options.json === true) process.stdout.write(`${JSON.stringify({ run: run.id, out, csv, masks, canonical }, undefined, 2)}\n`);
      } finally {
        await connection.close();
      }
    });
}

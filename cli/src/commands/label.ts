import { readFile } from "node:fs/promises";
import { ArgosyError } from "@argosy/core";
import type { Run } from "@argosy/rpc";
import type { Command } from "commander";
import { createProgress } from "../flow/progress-bar.ts";
import { Flow } from "../flow/run-flow.ts";
import type { ApiClient } from "../server/api-client.ts";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { untilInterrupted } from "./options.ts";

/** `argosy label import`: sets labels of objects from a table. */
export function labelCommand(parent: Command, settings: Settings): void {
  const label = parent.command("label").summary("set labels of objects").description("Set labels of objects.");
  label
    .command("import <file.csv>")
    .description(
      "Set labels from a CSV or TSV with the columns object, or image and label; class, status (predicted, validated, dubious, discarded), author.",
    )
    .option("--run <id>", "run whose objects are meant (default: the newest)")
    .option("--data <dir>", "data folder")
    .option("--json", "print the result as JSON")
    .action(async (file: string, options: { run?: string; data?: string; json?: boolean }) => {
      const interrupted = untilInterrupted();
      const connection = await connect({ data: options.data, page: false }, settings);
      try {
        const flow = new Flow(connection.api, createProgress(process.stderr, true), interrupted.signal);
        const project = await flow.project();
        const run = options.run ?? (await newestRun(connection.api, project));
        const result = await flow.importLabels(project, run, await readFile(file, "utf8"));
        if (options.json === true) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
        else
          process.stdout.write(`${result.changed} labels set, ${result.unchanged} as they were, ${result.refused.length} rows refused\n`);
        if (result.refused.length > 0) process.exitCode = 1;
      } finally {
        await connection.close();
      }
    });
}

/** The newest run of a project. */
export async function newestRun(api: ApiClient, project: string): Promise<string> {
  const { runs } = await api.get<{ runs: Run[] }>(`/api/projects/${project}/runs`, { query: { limit: 1 } });
  const [run] = runs;
  if (run === undefined) throw new ArgosyError("not_found", "there is no run yet");
  return run.id;
}

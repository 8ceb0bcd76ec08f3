import { ArgosyError } from "@argosy/core";
import type { Command } from "commander";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { type FlowOptions, runFlow, withFlowOptions } from "./flow-command.ts";
import { untilInterrupted } from "./options.ts";

/** `argosy run`: takes images through a pipeline, by the server on the data folder or one for the duration. */
export function runCommand(parent: Command, settings: Settings): void {
  withFlowOptions(parent.command("run <paths...>"))
    .summary("take images through a pipeline")
    .description(
      "Import files and folders, run a pipeline over them and write the results. A server that runs on the data folder does the work; else one is started for the duration.",
    )
    .action(async (paths: string[], options: FlowOptions) => {
      if (paths.length === 0) throw new ArgosyError("invalid_argument", "give files or folders to run on");
      const interrupted = untilInterrupted();
      const connection = await connect({ data: options.data, page: false }, settings);
      try {
        await runFlow(connection, paths, options, settings, interrupted.signal);
      } finally {
        await connection.close();
      }
    });
}

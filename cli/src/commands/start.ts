import type { Command } from "commander";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { type FlowOptions, runFlow, withFlowOptions } from "./flow-command.ts";
import { untilInterrupted, wholeNumber } from "./options.ts";

interface StartOptions extends FlowOptions {
  readonly port?: number;
  readonly host?: string;
  readonly once?: boolean;
  readonly demo?: boolean;
}

/** `argosy start`: runs the server on a data folder, takes images through a pipeline, and stays. */
export function startCommand(parent: Command, settings: Settings): void {
  withFlowOptions(parent.command("start [paths...]"))
    .summary("run the server; take images, or the demo cruise, through a pipeline")
    .description(
      "Run the server on a data folder and take images through a pipeline. Without a path the demo cruise is taken. The server stays until Ctrl-C, unless --once is given.",
    )
    .option("--port <n>", "port to listen on (default: 8080; with --once any free one)", wholeNumber(0, 65_535))
    .option("--host <address>", "address to listen on; any but this machine's own demands a password in $ARGOSY_PASSWORD_FILE", "127.0.0.1")
    .option("--once", "end when everything is done")
    .option("--no-demo", "do not take the demo cruise when no path is given")
    .action(async (paths: string[], options: StartOptions) => {
      const interrupted = untilInterrupted();
      const connection = await connect(
        {
          data: options.data,
          host: options.host ?? "127.0.0.1",
          port: options.port ?? (options.once === true ? 0 : 8080),
          page: options.once !== true,
          alone: true,
        },
        settings,
      );
      try {
        const own = connection.own!;
        if (options.once !== true && options.json !== true) process.stderr.write(`Argosy is at ${await own.signInUrl()}\n`);
        if (paths.length > 0 || options.demo !== false)
          await runFlow(connection, paths, { ...options, stays: options.once !== true }, settings, interrupted.signal);
        if (options.once !== true) {
          if (options.json !== true) process.stderr.write("Ctrl-C ends it.\n");
          await new Promise<void>((resolve) => interrupted.signal.addEventListener("abort", () => resolve(), { once: true }));
        }
      } finally {
        await connection.close();
      }
    });
}

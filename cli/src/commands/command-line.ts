import { VERSION } from "@argosy/core";
import { Command } from "commander";
import { loadSettings } from "../server/settings.ts";
import { adminCommand } from "./admin.ts";
import { checkCommand } from "./check.ts";
import { checkBundleCommand } from "./check-bundle.ts";
import { clusterCommand } from "./cluster.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { installCommands } from "./install.ts";
import { labelCommand } from "./label.ts";
import { nodesCommand } from "./nodes.ts";
import { runCommand } from "./run.ts";
import { startCommand } from "./start.ts";

/** Does what this process was started for. */
export async function commandLine(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const settings = loadSettings(env);
  const program = new Command("argosy")
    .description("Collaborative online processing of scientific images.")
    .version(VERSION)
    .showHelpAfterError();
  startCommand(program, settings);
  runCommand(program, settings);
  importCommand(program, settings);
  labelCommand(program, settings);
  exportCommand(program, settings);
  nodesCommand(program);
  checkBundleCommand(program);
  checkCommand(program, settings);
  clusterCommand(program, settings);
  adminCommand(program, settings);
  installCommands(program, settings);
  await program.parseAsync();
}

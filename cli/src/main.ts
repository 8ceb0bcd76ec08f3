#!/usr/bin/env node
import { ArgosyError, REASONS, VERSION } from "@argosy/core";
import { Command } from "commander";
import { adminCommand } from "./commands/admin.ts";
import { checkCommand } from "./commands/check.ts";
import { checkBundleCommand } from "./commands/check-bundle.ts";
import { clusterCommand } from "./commands/cluster.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { installCommands } from "./commands/install.ts";
import { labelCommand } from "./commands/label.ts";
import { nodesCommand } from "./commands/nodes.ts";
import { runCommand } from "./commands/run.ts";
import { startCommand } from "./commands/start.ts";
import { loadSettings } from "./server/settings.ts";

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
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

try {
  await main();
} catch (error) {
  const known = error instanceof ArgosyError ? error : undefined;
  const hint = known?.reason === undefined ? "" : ` ${REASONS[known.reason].hint}`;
  process.stderr.write(`argosy: ${known?.reason === undefined ? "" : `${known.reason}: `}${(error as Error).message}.${hint}\n`);
  if (known === undefined || known.code === "internal") process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = known?.code === "cancelled" ? 130 : 1;
}

#!/usr/bin/env node
import { ArgosyError, REASONS } from "@argosy/core";

const [command, service] = process.argv.slice(2);

try {
  // A pod loads its own service and nothing else: what people type needs all of them, half as much again.
  if (command === "serve" && service !== undefined && !service.startsWith("-"))
    await (await import("./commands/serve.ts")).serve(service, process.env);
  else await (await import("./commands/command-line.ts")).commandLine(process.env);
} catch (error) {
  const known = error instanceof ArgosyError ? error : undefined;
  const hint = known?.reason === undefined ? "" : ` ${REASONS[known.reason].hint}`;
  process.stderr.write(`argosy: ${known?.reason === undefined ? "" : `${known.reason}: `}${(error as Error).message}.${hint}\n`);
  if (known === undefined || known.code === "internal") process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = known?.code === "cancelled" ? 130 : 1;
}

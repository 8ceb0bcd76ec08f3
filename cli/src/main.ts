#!/usr/bin/env node
const [command, service] = process.argv.slice(2);

try {
  if (command === "serve" && service !== undefined && !service.startsWith("-")) {
    // What is loaded before its turn, a pod loads while all others do. And it loads its own service and nothing else: what people type
    // needs all of them, half as much again.
    const endTurn = await (await import("./pod/start-turn.ts")).waitForTurn(service, process.env);
    await (await import("./commands/serve.ts")).serve(service, endTurn);
  } else await (await import("./commands/command-line.ts")).commandLine(process.env);
} catch (error) {
  const { ArgosyError, REASONS } = await import("@argosy/core");
  const known = error instanceof ArgosyError ? error : undefined;
  const hint = known?.reason === undefined ? "" : ` ${REASONS[known.reason].hint}`;
  process.stderr.write(`argosy: ${known?.reason === undefined ? "" : `${known.reason}: `}${(error as Error).message}.${hint}\n`);
  if (known === undefined || known.code === "internal") process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = known?.code === "cancelled" ? 130 : 1;
}

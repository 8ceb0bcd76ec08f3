import type { CheckWorkResponse } from "@argosy/rpc";
import type { Command } from "commander";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { untilInterrupted } from "./options.ts";

/** `argosy check`: does everything that is stored hang together? */
export function checkCommand(parent: Command, settings: Settings): void {
  parent
    .command("check")
    .summary("check that everything stored hangs together")
    .description(
      "Check the invariants of a data folder: every stored object is there with its size and hash, nothing is measured twice or lacks, nothing was done twice with different results, the audit is whole. Exit code 1 when something is wrong.",
    )
    .option("--repair", "remove what is left over from work that was cut off")
    .option("--data <dir>", "data folder")
    .option("--json", "print the findings as JSON")
    .action(async (options: { repair?: boolean; data?: string; json?: boolean }) => {
      const { signal } = untilInterrupted();
      const connection = await connect({ data: options.data, page: false }, settings);
      try {
        const { projects } = await connection.api.get<{ projects: { id: string; name: string }[] }>("/api/projects", { signal });
        for (const project of projects) {
          const path = `/api/projects/${project.id}/check`;
          const result = await connection.api.post<CheckWorkResponse>(path, { repair: options.repair === true }, { signal });
          const wrong = result.findings.filter((finding) => !finding.repaired);
          if (wrong.length > 0) process.exitCode = 1;
          if (options.json === true) process.stdout.write(`${JSON.stringify({ project: project.name, ...result }, undefined, 2)}\n`);
          else {
            for (const { invariant, message, repaired } of result.findings)
              process.stdout.write(`${invariant}: ${message}${repaired ? " (repaired)" : ""}\n`);
            const looked = Object.entries(result.checked).map(([name, count]) => `${count} ${name}`);
            process.stdout.write(`${project.name}: ${wrong.length === 0 ? "clean" : `${wrong.length} findings`} (${looked.join(", ")})\n`);
          }
        }
      } finally {
        await connection.close();
      }
    });
}

import type { Command } from "commander";
import { createProgress } from "../flow/progress-bar.ts";
import { Flow } from "../flow/run-flow.ts";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { untilInterrupted } from "./options.ts";

interface ImportOptions {
  readonly data?: string;
  readonly names?: string;
  readonly metadata?: string;
  readonly collection?: string;
  readonly json?: boolean;
}

/** `argosy import`: brings files and folders into a collection. */
export function importCommand(parent: Command, settings: Settings): void {
  parent
    .command("import <paths...>")
    .summary("bring files and folders into a collection")
    .description(
      "Bring files and folders into a collection. The same folder again is the same collection: only what is new, changed or failed is imported.",
    )
    .option("--collection <name>", "name of the collection (default: made from the path)")
    .option("--names <pattern>", "typed pattern of the file names")
    .option("--metadata <file.csv>", "CSV or TSV with metadata")
    .option("--data <dir>", "data folder")
    .option("--json", "print the result as JSON")
    .action(async (paths: string[], options: ImportOptions) => {
      const interrupted = untilInterrupted();
      const connection = await connect({ data: options.data, page: false }, settings);
      try {
        const flow = new Flow(connection.api, createProgress(process.stderr, options.json === true), interrupted.signal);
        const project = await flow.project();
        const job = await flow.importPaths(project, { paths, names: options.names, metadata: options.metadata }, options.collection);
        const id = job.results["collection"]!;
        const collection = await connection.api.get<{ name: string; images: number; refused: number }>(
          `/api/projects/${project}/collections/${id}`,
        );
        process.stdout.write(
          options.json === true
            ? `${JSON.stringify(collection, undefined, 2)}\n`
            : `${collection.name}: ${collection.images} images, ${collection.refused} files refused\n`,
        );
      } finally {
        await connection.close();
      }
    });
}

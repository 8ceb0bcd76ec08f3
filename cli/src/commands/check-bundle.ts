import { checkBundle } from "@argosy/export";
import type { Command } from "commander";

/** `argosy check-bundle`: would EcoTaxa take it? */
export function checkBundleCommand(parent: Command): void {
  parent
    .command("check-bundle <bundle...>")
    .summary("check bundles by the rules of EcoTaxa's import")
    .description(
      "Check ZIP files or folders by the rules of EcoTaxa's import and by the limits of its database. Exit code 1 when one would be refused.",
    )
    .option("--no-database-limits", "check only what EcoTaxa's own validation checks")
    .option("--json", "print the findings as JSON")
    .action(async (bundles: string[], options: { databaseLimits: boolean; json?: boolean }) => {
      for (const bundle of bundles) {
        const check = await checkBundle(bundle, { databaseLimits: options.databaseLimits });
        const errors = check.findings.filter((finding) => finding.severity === "error").length;
        if (options.json === true) process.stdout.write(`${JSON.stringify({ bundle, ...check }, undefined, 2)}\n`);
        else {
          for (const { rule, severity, message, where } of check.findings) {
            const place = [where.file, where.line === undefined ? undefined : `line ${where.line}`, where.column]
              .filter((part) => part !== undefined)
              .join(", ");
            process.stdout.write(`${bundle}: ${severity} ${rule} (${place}): ${message}\n`);
          }
          process.stdout.write(`${bundle}: ${errors === 0 ? "accepted" : "refused"}, ${check.objects} objects, ${check.images} images\n`);
        }
        if (errors > 0) process.exitCode = 1;
      }
    });
}

import { resolve } from "node:path";
import { createLog } from "@argosy/runtime";
import type { Command } from "commander";
import { migrateDatabase } from "../install/migrate-database.ts";
import { preflight } from "../install/preflight.ts";
import { secretManifests } from "../install/secret-manifests.ts";
import type { Settings } from "../server/settings.ts";
import { serve } from "./serve.ts";

/** Commands of an installation in a cluster: what its pods run, and what makes their secrets. */
export function installCommands(parent: Command, { environment }: Settings): void {
  parent.command("serve <service>").summary("run one service, as a pod does").action(serve);
  parent
    .command("preflight")
    .summary("say which of PostgreSQL, NATS, the object store and the Ingress is wrong, and why")
    .action(() => look(environment));
  parent
    .command("migrate")
    .summary("bring the database up to date, and let the services in")
    .action(async () => {
      const applied = await migrateDatabase(environment, createLog({ service: "migrate" }));
      process.stdout.write(applied.length === 0 ? "the database is up to date\n" : `applied ${applied.join(", ")}\n`);
    });
  parent
    .command("secrets <folder>")
    .summary("make certificates and keys of all services, and print them for `kubectl apply`")
    .option("--namespace <name>", "namespace of the installation", "argosy")
    .option("--bucket <name>", "bucket of the policies", "argosy")
    .action(async (folder: string, { namespace, bucket }: { namespace: string; bucket: string }) => {
      const manifests = await secretManifests({ folder: resolve(folder), namespace, bucket, now: new Date() });
      process.stdout.write(`${JSON.stringify(manifests, undefined, 2)}\n`);
    });
}

async function look(environment: Settings["environment"]): Promise<void> {
  const findings = await preflight(environment);
  for (const { ok, sentence } of findings) process.stdout.write(`${ok ? "ok   " : "WRONG"}  ${sentence}\n`);
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

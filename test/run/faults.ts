import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./command.ts";
import { countTests } from "./count-tests.ts";

const TRIES = "2";
const FAULTS: Readonly<Record<string, string>> = {
  F1: "kill -9 of ingest, pipeline, segment, measure, export and gateway, each with work in hand",
  F3: "segment asleep for twice the wait of the bus",
  F5: "kill -9 of NATS, back after 1 s",
  F8: "kill -9 of the object store during 20 uploads",
  F12: "sessions of PostgreSQL ended, then the server at once",
};

/** Every fault of the cluster home twice, and what it took to get over them: `npm run test:faults [-- FILE...]`. */
const scratch = await mkdtemp(join(tmpdir(), "argosy-faults-"));
const record = join(scratch, "recoveries");
process.env["ARGOSY_FAULT_TRIES"] ??= TRIES;
process.env["ARGOSY_FAULT_RECORD"] = record;
const named = process.argv.slice(2);
const { passed, failed, skipped } = await countTests(named.length === 0 ? ["test/faults"] : named);
const lines = (await readFile(record, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
await rm(scratch, { recursive: true, force: true });
if (failed === 0 && named.length === 0 && lines.length > 0) await writeFile(join(ROOT, "docs/faults.md"), documentOf(lines));
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

function documentOf(texts: readonly string[]): string {
  const all = texts.map((text) => JSON.parse(text) as { readonly fault: string; readonly ms: number });
  const rows = Object.entries(FAULTS).map(([fault, how]) => {
    const seconds = all.filter((each) => each.fault === fault).map(({ ms }) => ms / 1_000);
    const sorted = seconds.toSorted((a, b) => a - b);
    const shown = (value: number | undefined) => (value === undefined ? "-" : `${value.toFixed(1)} s`);
    return [fault, how, String(sorted.length), shown(sorted[Math.floor((sorted.length - 1) / 2)]), shown(sorted.at(-1))];
  });
  const table = [["fault", "how", "tries", "median", "worst"], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [
    "# Faults of the cluster home",
    "",
    "How long it takes until work goes on after a fault, written by `npm run test:faults`: real processes are killed with work in hand, and",
    "each run must then find what a run without a fault finds. In these tests a message comes again after 2 s; the usual is 20 s.",
    "",
    line(table[0]!),
    rule,
    ...table.slice(1).map(line),
    "",
  ].join("\n");
}

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Recovery } from "../faults/recoveries.ts";
import { ROOT } from "./command.ts";
import { countTests } from "./count-tests.ts";
import { FAULTS, faultsDocument } from "./faults-document.ts";

/** Every fault of the cluster home, and what it took to get over it: `npm run test:faults [-- FILE...]` twice each, `test:long` 20 times. */
const named = process.argv.slice(2).filter((word) => word !== "--long");
const command = process.argv.includes("--long") ? "test:long" : "test:faults";
const scratch = await mkdtemp(join(tmpdir(), "argosy-faults-"));
const record = join(scratch, "recoveries");
process.env["ARGOSY_FAULT_TRIES"] ??= command === "test:long" ? "20" : "2";
process.env["ARGOSY_FAULT_RECORD"] = record;
const { passed, failed, skipped } = await countTests(named.length === 0 ? ["test/faults"] : named);
const lines = (await readFile(record, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
await rm(scratch, { recursive: true, force: true });
const recoveries = lines.map((line) => JSON.parse(line) as Recovery);
// Where there are no servers every fault is skipped; else one that nobody tried is missing.
const untried =
  named.length > 0 || lines.length === 0 ? [] : Object.keys(FAULTS).filter((id) => !recoveries.some(({ fault }) => fault === id));
if (failed === 0 && named.length === 0 && lines.length > 0) {
  await writeFile(join(ROOT, "docs/faults.md"), faultsDocument(recoveries, { command, day: new Date().toISOString().slice(0, 10) }));
}
if (untried.length > 0) console.log(`\nnobody tried ${untried.join(", ")}`);
console.log(`\n${passed} passed, ${failed + untried.length} failed, ${skipped} skipped`);
process.exitCode = failed + untried.length === 0 ? 0 : 1;

import { join } from "node:path";
import { VERSION } from "@argosy/core";
import { writeChart } from "@argosy/deploy";
import { ROOT } from "./command.ts";
import { countTests } from "./count-tests.ts";

/** Writes the Helm chart to `deploy/dist/argosy` and has it tested: `npm run chart [-- FILE...]`. */
const folder = join(ROOT, "deploy/dist/argosy");
await writeChart(folder, VERSION);
console.log(`written to ${folder}`);
const named = process.argv.slice(2);
const { passed, failed, skipped } = await countTests(named.length === 0 ? ["test/chart"] : named);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

import { CHECKS } from "./checks.ts";
import { countTests } from "./count-tests.ts";
import { runChecks } from "./run-checks.ts";

const checks = await runChecks(CHECKS);
console.log("");
const tests = await countTests(process.argv.slice(2));
const wrong = checks.filter(({ ok }) => !ok).length;
const failed = tests.failed + wrong;
for (const { name } of checks.filter(({ ok }) => !ok)) console.log(`failed check: ${name}`);
console.log(`\n${tests.passed + checks.length - wrong} passed, ${failed} failed, ${tests.skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

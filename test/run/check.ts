import { CHECKS } from "./checks.ts";
import { runChecks } from "./run-checks.ts";

const results = await runChecks(CHECKS);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

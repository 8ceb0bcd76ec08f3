import { countTests } from "./count-tests.ts";

/** The services as processes over real servers: `npm run test:cluster [-- FILE...]`. */
const { passed, failed, skipped } = await countTests(["test/cluster", ...process.argv.slice(2)]);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

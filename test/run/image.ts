import { builtImage } from "./built-image.ts";
import { countTests } from "./count-tests.ts";

/** Builds the image of all services into `deploy/dist`, and has it tested: `npm run image`. */
await builtImage();
const { passed, failed, skipped } = await countTests(["--config", "vitest.image.config.ts"]);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

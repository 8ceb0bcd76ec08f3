import { findChromium } from "../browser/support/chromium.ts";
import { countTests } from "./count-tests.ts";

const CONFIG = ["--config", "vitest.browser.config.ts"];

/**
 * The pages in a real browser: `npm run test:browser [-- FILE...]`. What jumps in a page depends on what else the machine does: with
 * `--again` the files in which something failed are run a second time, which then counts.
 */
if (findChromium() === undefined && process.env["CI"] !== "true") {
  console.error("skipped: no Chromium was found; install it, or name it in ARGOSY_CHROMIUM");
  console.log("\n0 passed, 0 failed, 1 skipped");
} else {
  const args = process.argv.slice(2);
  const first = await countTests([...CONFIG, ...args.filter((arg) => arg !== "--again")]);
  const second = args.includes("--again") && first.failedFiles.length > 0 ? await countTests([...CONFIG, ...first.failedFiles]) : undefined;
  // Of files that were run twice the second time counts; what passed in them the first time is not counted again.
  const failed = second?.failed ?? first.failed;
  const passed = first.passed + first.failed - failed;
  console.log(`\n${passed} passed, ${failed} failed, ${first.skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

import { findChromium } from "../browser/support/chromium.ts";
import { countTests } from "./count-tests.ts";

/** The pages in a real browser: `npm run test:browser [-- FILE...]`. */
if (findChromium() === undefined && process.env["CI"] !== "true") {
  console.error("skipped: no Chromium was found; install it, or name it in ARGOSY_CHROMIUM");
  console.log("\n0 passed, 0 failed, 1 skipped");
} else {
  const { passed, failed, skipped } = await countTests(["--config", "vitest.browser.config.ts", ...process.argv.slice(2)]);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}

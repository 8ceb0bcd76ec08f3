import { join } from "node:path";
import { VERSION } from "@argosy/core";
import { buildImage } from "@argosy/deploy";
import { builtPage } from "../../cli/src/server/web-build.ts";
import { ROOT } from "./command.ts";
import { countTests } from "./count-tests.ts";

/** Builds the image of all services into `deploy/dist`, and has it tested: `npm run image`. */
const target = join(ROOT, "deploy/dist");
const context = join(target, "image");
const { archive, digest, bytes, bill } = await buildImage({ root: ROOT, webFolder: await builtPage(), target, version: VERSION, context });
console.log(`${archive}  ${(bytes / 2 ** 20).toFixed(0)} MiB\n${digest}\n${bill}`);
const { passed, failed, skipped } = await countTests(["--config", "vitest.image.config.ts"]);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

import { builtImage } from "./built-image.ts";
import { countTests } from "./count-tests.ts";

/**
 * Builds the image and installs the chart in a Kubernetes of real parts on this machine: `npm run test:k8s`. It needs root, Go 1.26 and,
 * of Debian, containerd, runc, containernetworking-plugins, iptables, conntrack, buildah, postgresql-15. The first time the parts are built.
 */
await builtImage();
const { passed, failed, skipped } = await countTests(["--config", "vitest.k8s.config.ts", ...process.argv.slice(2)]);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

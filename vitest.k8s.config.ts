import { defineConfig } from "vitest/config";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/** As they are told of in docs/kubernetes.md. */
const ORDER = ["first-light", "preflight", "faults", "scaling", "upgrade", "hostile"];
const placeOf = ({ moduleId }: TestSpecification) => ORDER.findIndex((name) => moduleId.endsWith(`/${name}.spec.ts`));

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

// One cluster for all files: its networks and groups of processes have fixed names, and each file leaves it as it was.
export default defineConfig({
  test: {
    include: ["test/k8s/**/*.spec.ts"],
    sequence: { sequencer: InOrder },
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 3_600_000,
  },
});

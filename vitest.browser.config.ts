import { defineConfig } from "vitest/config";
import { longestFirst } from "./test/support/longest-first.ts";

const LONGEST = ["/screens.spec.ts", "/hostile-fields.spec.ts", "/hostile-searches.spec.ts", "/data.spec.ts", "/walk.spec.ts"];

// Each file has a browser and a server of its own; what is measured in milliseconds is in the benchmarks.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.spec.ts"],
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(LONGEST) },
    fileParallelism: true,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

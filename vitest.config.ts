import { defineConfig } from "vitest/config";
import { longestFirst } from "./test/support/longest-first.ts";

const LONGEST = ["outages", "replicas", "poison", "cluster", "kill"].map((name) => `/faults/${name}.test.ts`);

export default defineConfig({
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "services/*/test/**/*.test.ts",
      "cli/test/**/*.test.ts",
      "web/test/**/*.test.ts",
      "test/**/*.test.ts",
    ],
    globalSetup: ["test/support/database-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(LONGEST) },
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

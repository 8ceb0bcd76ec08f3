import { defineConfig } from "vitest/config";

// Each file has a browser and a server of its own; what is measured in milliseconds is in the benchmarks.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.spec.ts"],
    pool: "forks",
    maxWorkers: 2,
    fileParallelism: true,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

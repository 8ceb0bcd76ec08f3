import { defineConfig } from "vitest/config";

// One cluster at a time: its networks and groups of processes have fixed names.
export default defineConfig({
  test: {
    include: ["test/k8s/**/*.spec.ts"],
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 3_600_000,
  },
});

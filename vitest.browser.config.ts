import { defineConfig } from "vitest/config";

// One browser and one server at a time: what is measured is the page, not the machine.
export default defineConfig({
  test: {
    include: ["test/browser/**/*.spec.ts"],
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

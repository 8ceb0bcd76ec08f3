import { defineConfig } from "vitest/config";

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
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});

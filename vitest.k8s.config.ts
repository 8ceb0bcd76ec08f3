import { defineConfig } from "vitest/config";

// The k8s as `npm run k8s` has built it, with all its services at a time.
export default defineConfig({
  test: { include: ["test/k8s/**/*.spec.ts"], pool: "forks", maxWorkers: 1, testTimeout: 300_000, hookTimeout: 600_000 },
});

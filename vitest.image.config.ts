import { defineConfig } from "vitest/config";

// The image as `npm run image` has built it, with all its services at a time.
export default defineConfig({
  test: { include: ["test/image/**/*.spec.ts"], pool: "forks", maxWorkers: 1, testTimeout: 300_000, hookTimeout: 600_000 },
});

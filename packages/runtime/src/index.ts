export * from "./service.ts";
export * from "./worker-pool.ts";

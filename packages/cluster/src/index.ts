export * from "./cluster-settings.ts";
export type { Credentials } from "./credentials.ts";
export * from "./load-settings.ts";
export type { ServiceRoot } from "./run-service.ts";
export { runService } from "./run-service.ts";

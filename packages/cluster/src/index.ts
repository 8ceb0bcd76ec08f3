export * from "./cluster-settings.ts";
export type { Credentials } from "./credentials.ts";
export * from "./load-settings.ts";
export type { ServiceRoot } from "./run-service.ts";
export { runService, SERVICE_READY } from "./run-service.ts";

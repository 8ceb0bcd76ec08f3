export * from "./client.ts";
export * from "./definition.ts";
export * from "./identity.ts";
export * from "./service.ts";

export * from "./clock.ts";
export * from "./db.ts";
export * from "./event-bus.ts";
export * from "./events.ts";
export * from "./migrations.ts";

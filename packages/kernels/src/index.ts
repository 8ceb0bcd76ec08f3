export * from "./array/plane.ts";

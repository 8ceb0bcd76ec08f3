export * from "./array/plane.ts";
export * from "./segmentation/label.ts";

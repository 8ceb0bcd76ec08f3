export * from "./array/plane.ts";
export * from "./segmentation/label.ts";
export * from "./measure/feature-table.ts";
export { INTENSITY_COLUMNS } from "./measure/intensity-columns.ts";
export { measureIntensity } from "./measure/intensity.ts";
export { measureMorphocut, MORPHOCUT_COLUMNS } from "./measure/morphocut.ts";
export { findObjectRuns, type ObjectRuns } from "./measure/object-runs.ts";
export { SHAPE_COLUMNS } from "./measure/shape-columns.ts";
export { measureShape } from "./measure/shape.ts";

export { alertRules } from "./alerts.ts";
export { PARTS } from "./chart-files.ts";
export { dashboard } from "./dashboard.ts";
export type { BuiltImage } from "./image/build-image.ts";
export { buildImage } from "./image/build-image.ts";
export { writeChart } from "./write-chart.ts";

export { alertRules } from "./alerts.ts";
export { PARTS } from "./chart-files.ts";
export { dashboard } from "./dashboard.ts";
export { writeChart } from "./write-chart.ts";

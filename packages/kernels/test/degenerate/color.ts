import { rgbToHsv, rgbToLab, STAINS, separateStains, toGrey } from "../../src/index.ts";
import type { DegenerateTable } from "./suite.ts";

/** Kernels of this family. */
export const COLOR: DegenerateTable = {
  toGrey: { run: (plane) => toGrey([plane, plane, plane], "rec709"), constantStaysConstant: true },
  "toGrey, saturation": { run: (plane) => toGrey([plane, plane, plane], "saturation"), constantStaysConstant: true },
  rgbToHsv: { run: (plane) => rgbToHsv([plane, plane, plane]) },
  rgbToLab: { run: (plane) => rgbToLab([plane, plane, plane]) },
  separateStains: { run: (plane) => separateStains([plane, plane, plane], STAINS["h-e"]) },
};

import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exportParams, nameParam } from "../export/params.ts";

export default defineNode({
  name: "export.csv",
  version: 1,
  stage: "export",
  title: "Table of objects",
  summary: "Write one line an object with its image, class and measures as CSV, with units and definitions of the columns beside it.",
  scope: "sink",
  locality: "object",
  preserves: "none",
  params: Type.Object({ name: nameParam("objects"), ...exportParams }, { additionalProperties: false }),
  inputs: {
    objects: { kind: "objects", title: "Objects" },
    tables: { kind: "table", title: "Measures", many: true, optional: true },
    predictions: { kind: "predictions", title: "Predictions", optional: true },
  },
  outputs: { bundle: { kind: "bundle", title: "Table" } },
  examples: [],
});

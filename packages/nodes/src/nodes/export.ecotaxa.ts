import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { exportParams, nameParam } from "../export/params.ts";

export default defineNode({
  name: "export.ecotaxa",
  version: 1,
  stage: "export",
  title: "EcoTaxa bundle",
  summary:
    "Pack the objects with their images, measures, classes and the metadata of their samples into a ZIP file that EcoTaxa imports. The images of an object are numbered in the order of the edges: the first is shown.",
  scope: "sink",
  locality: "object",
  preserves: "none",
  params: Type.Object({ name: nameParam("ecotaxa"), ...exportParams }, { additionalProperties: false }),
  inputs: {
    objects: { kind: "objects", title: "Objects" },
    images: { kind: "image", title: "Images of the object", many: true, scope: "object" },
    tables: { kind: "table", title: "Measures", many: true, optional: true },
    predictions: { kind: "predictions", title: "Predictions", optional: true },
  },
  outputs: { bundle: { kind: "bundle", title: "Bundle" } },
  examples: [],
});

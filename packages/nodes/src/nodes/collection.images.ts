import { Type } from "typebox";
import { defineNode } from "../define-node.ts";

export default defineNode({
  name: "collection.images",
  version: 1,
  stage: "ingest",
  title: "Images",
  summary: "The images of the collection that the graph is run on: the beginning of every graph.",
  scope: "source",
  locality: "pointwise",
  preserves: "linear",
  params: Type.Object({}, { additionalProperties: false }),
  inputs: {},
  outputs: { image: { kind: "image", title: "Image" } },
  examples: [],
});

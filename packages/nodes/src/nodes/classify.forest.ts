import { Type } from "typebox";
import { defineNode } from "../define-node.ts";

export default defineNode({
  name: "classify.forest",
  version: 1,
  stage: "classify",
  title: "Random forest",
  knownAs: ["sklearn.ensemble.RandomForestClassifier"],
  summary:
    "Learn the classes from the objects that persons have labelled, and predict those of all others with a probability for each class. Without labels it predicts nothing.",
  scope: "source",
  locality: "object",
  preserves: "none",
  params: Type.Object(
    {
      trees: Type.Integer({ title: "Trees", minimum: 1, maximum: 10_000, default: 300 }),
      maxFeatures: Type.Integer({
        title: "Measures looked at in a node",
        description: "0 = the square root of their number.",
        minimum: 0,
        maximum: 65_535,
        default: 0,
      }),
      minLeaf: Type.Integer({ title: "Fewest objects in a leaf", minimum: 1, maximum: 1_000_000, default: 1 }),
      classWeights: Type.Enum(["balanced", "none"], {
        title: "Weights of the classes",
        description: "balanced: rare classes weigh as much as frequent ones. none: every object weighs the same.",
        default: "balanced",
      }),
      seed: Type.Integer({
        title: "Seed",
        description: "Equal seeds and labels give equal forests.",
        minimum: 0,
        maximum: 4_294_967_295,
        default: 1,
      }),
      columns: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
        title: "Measures",
        description: "Names such as shape.area; none = all but positions in the image.",
        maxItems: 10_000,
        uniqueItems: true,
        default: [],
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { tables: { kind: "table", title: "Measures", many: true } },
  outputs: { predictions: { kind: "predictions", title: "Predictions" } },
  examples: [],
});

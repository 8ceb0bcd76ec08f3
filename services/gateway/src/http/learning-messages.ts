import Type from "typebox";
import { Failure, Id } from "./schemas.ts";

// What is answered about classes, labels, models and maps. An empty text means that there is none.
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Real = Type.Union([Type.Number(), Type.Null()]);

export const Class = Type.Object(
  { id: Id, project: Id, name: Text, parent: Text, color: Text, objects: Count, key: Text },
  { title: "Class" },
);
export const LabelsSet = Type.Object({
  changed: Count,
  unchanged: Count,
  refused: Type.Array(Type.Object({ row: Count, object: Text, problem: Type.Optional(Failure) })),
});
export const LabelEvent = Type.Object({
  class: Text,
  status: Text,
  author: Text,
  model: Text,
  score: Type.Optional(Type.Number()),
  at: Text,
  origin: Text,
  action: Text,
});
export const LabelActionResult = Type.Object({
  id: Text,
  repeatedBefore: Type.Boolean({ description: "Whether the action was done before; the numbers are then those of that time." }),
  changed: Count,
  unchanged: Count,
  skipped: Count,
  conflicts: Count,
  conflicting: Type.Array(Id),
  problem: Type.Optional(Failure),
});
export const Model = Type.Object(
  {
    id: Id,
    project: Id,
    version: Count,
    classes: Type.Array(Text),
    columns: Type.Array(Text),
    objects: Count,
    outOfBagAccuracy: Real,
    heldOutAccuracy: Real,
    confusion: Type.Array(Count, { description: "Rows: true class, columns: predicted class, in the order of classes." }),
    importances: Type.Array(Type.Object({ column: Text, value: Real })),
    sha256: Text,
    createdAt: Text,
    trees: Count,
    name: Text,
    author: Text,
    active: Type.Boolean({ description: "Whether new runs predict with it." }),
    heldOutObjects: Count,
    accuracyLow: Type.Optional(Type.Number({ description: "95 % interval of the accuracy on held-out objects (Wilson)." })),
    accuracyHigh: Type.Optional(Type.Number()),
    outOfBagConfusion: Type.Array(Count),
    classObjects: Type.Array(Count, { description: "Objects learnt from, in the order of classes." }),
    runs: Type.Array(Id),
    seed: Count,
    heldOutShare: Type.Number(),
  },
  { title: "Model" },
);
export const TrainingPreview = Type.Object(
  {
    run: Id,
    classes: Type.Array(Type.Object({ class: Text, objects: Count, learnt: Type.Boolean() })),
    columns: Type.Array(Text),
    objects: Count,
    problem: Type.Optional(Failure),
  },
  { title: "TrainingPreview" },
);
export const Judgement = Type.Object(
  { object: Id, actual: Text, predicted: Text, score: Type.Number() },
  { title: "Judgement", description: "What a model said of an object whose class was known, without having learnt from it." },
);
export const PredictionSummary = Type.Object(
  {
    model: Text,
    objects: Count,
    labelled: Count,
    predicted: Count,
    classes: Type.Array(
      Type.Object({
        class: Text,
        bins: Type.Array(Count, { description: "Objects without a label by score, in steps of 1 %; the last place is a score of 1." }),
      }),
    ),
  },
  { title: "PredictionSummary" },
);
export const ObjectMap = Type.Object(
  {
    id: Id,
    project: Id,
    run: Id,
    objects: Count,
    measured: Type.Integer({
      minimum: 0,
      description: "Objects of the run when the map was asked for; of more than can be laid out a part is, spread evenly.",
    }),
    columns: Type.Array(Text),
    neighbours: Count,
    minDist: Type.Number(),
    seed: Count,
    method: Type.String({ description: "umap, or components where there were too few objects for it: along their two main directions." }),
    library: Text,
    sha256: Type.String({ description: "Of the places, x and y of each object in turn as 32-bit numbers." }),
    author: Text,
    createdAt: Text,
  },
  {
    title: "ObjectMap",
    description:
      "Objects laid out so that those whose measures are alike lie together. Objects can be filtered by its places: map.<id>.x, map.<id>.y.",
  },
);
const Places = Type.Array(Type.Number(), { description: "In the order of the objects." });
export const MapPlaces = Type.Object({ map: ObjectMap, objects: Type.Array(Id), x: Places, y: Places }, { title: "MapPlaces" });

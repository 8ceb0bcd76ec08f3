import Type from "typebox";
import { Sample } from "./run-messages.ts";
import { AnyObject, Failure, Id } from "./schemas.ts";

// What the services answer, as it stands in the OpenAPI document. An empty text means that there is none.
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Real = Type.Union([Type.Number(), Type.Null()]);
const Numbers = Type.Record(Type.String(), Real);
const Box = Type.Object({ x: Type.Integer(), y: Type.Integer(), width: Type.Integer(), height: Type.Integer() });

export const Job = Type.Object(
  {
    id: Id,
    project: Id,
    kind: Text,
    title: Text,
    state: Type.String({ description: "queued, running, waiting, done, failed or cancelled" }),
    waitingFor: Text,
    done: Count,
    total: Count,
    failed: Count,
    reused: Count,
    etaSeconds: Type.Optional(Type.Number()),
    createdAt: Text,
    startedAt: Text,
    finishedAt: Text,
    problem: Type.Optional(Failure),
    failedItems: Type.Array(Type.Object({ name: Text, stage: Text, task: Text, problem: Type.Optional(Failure) })),
    results: Type.Record(Type.String(), Text),
    stages: Type.Array(
      Type.Object({
        stage: Text,
        done: Count,
        total: Count,
        failed: Count,
        running: Count,
        reused: Count,
        seconds: Type.Number(),
        etaSeconds: Type.Optional(Type.Number()),
      }),
    ),
    links: Type.Optional(Type.Record(Type.String(), Text, { description: "Addresses of the results." })),
  },
  { title: "Job" },
);
export const Collection = Type.Object(
  {
    id: Id,
    project: Id,
    name: Text,
    images: Count,
    refused: Count,
    files: Count,
    names: Text,
    metadata: Type.Optional(AnyObject),
    createdAt: Text,
  },
  { title: "Collection" },
);
export const File = Type.Object(
  {
    id: Id,
    collection: Id,
    path: Text,
    size: Count,
    sha256: Text,
    kind: Text,
    state: Text,
    problem: Type.Optional(Failure),
    format: Text,
  },
  { title: "File" },
);
export const Image = Type.Object(
  {
    id: Id,
    project: Id,
    collection: Id,
    file: Id,
    name: Text,
    width: Count,
    height: Count,
    channels: Count,
    dtype: Text,
    colour: Text,
    array: Id,
    t: Count,
    pixelWidth: Type.Optional(Type.Number({ description: "Micrometres; absent when not known." })),
    pixelHeight: Type.Optional(Type.Number()),
    pixelSizeProvenance: Text,
    metadata: Type.Optional(AnyObject),
    sha256: Text,
    notes: Type.Array(Text),
    levels: Count,
    pixelSizeNote: Text,
  },
  { title: "Image" },
);
export const Run = Type.Object(
  {
    id: Id,
    project: Id,
    job: Id,
    collection: Id,
    graph: Text,
    model: Text,
    plan: Type.Optional(AnyObject),
    state: Text,
    createdAt: Text,
    images: Count,
    tasksComputed: Count,
    tasksReused: Count,
    sample: Type.Optional(Sample),
    title: Text,
    graphName: Text,
    graphVersion: Count,
  },
  { title: "Run" },
);
export const ObjectFound = Type.Object(
  {
    id: Id,
    project: Id,
    image: Id,
    name: Text,
    label: Count,
    box: Type.Optional(Box),
    crop: Type.Optional(Box),
    area: Type.Number(),
    centroidX: Type.Number(),
    centroidY: Type.Number(),
    parent: Text,
    children: Type.Array(Id),
    madeBy: Text,
    class: Text,
    classId: Type.String({ description: "Class that a person gave; empty where only a model has spoken." }),
    status: Text,
    score: Type.Optional(Type.Number()),
    author: Text,
    measures: Numbers,
    probabilities: Numbers,
  },
  { title: "Object" },
);
export const Facet = Type.Object({
  node: Text,
  instance: Text,
  version: Count,
  slot: Text,
  kind: Text,
  array: Text,
  t: Count,
  box: Type.Optional(Box),
  values: Numbers,
  task: Text,
});
export const LineageStep = Type.Object({
  kind: Text,
  name: Text,
  version: Count,
  parameters: Type.Optional(AnyObject),
  inputs: Type.Array(Text),
  sha256: Text,
  at: Text,
  person: Text,
});
export const FeatureSet = Type.Object({
  id: Id,
  name: Text,
  node: Text,
  version: Count,
  columns: Type.Array(Type.Object({ name: Text, unit: Text, definition: Text })),
});
export const Graph = Type.Object(
  {
    id: Text,
    project: Id,
    name: Text,
    version: Count,
    definition: Type.Optional(AnyObject),
    sha256: Text,
    createdAt: Text,
    template: Type.Boolean(),
    warnings: Type.Array(Text),
  },
  { title: "Graph" },
);
export const Bundle = Type.Object(
  {
    id: Id,
    project: Id,
    run: Text,
    kind: Text,
    name: Text,
    size: Count,
    sha256: Text,
    objects: Count,
    findings: Type.Array(Text),
    checks: Type.Array(
      Type.Object({
        severity: Type.String({ description: "error or warning" }),
        rule: Text,
        sentence: Type.String({ description: "What the rule asks for." }),
        hint: Type.String({ description: "What can be done." }),
        message: Text,
        where: Text,
      }),
    ),
    notes: Type.Array(Text, { description: "What could not be written as it was given." }),
    author: Text,
    chosen: Type.Boolean({ description: "Whether a person has chosen what goes into it; only such files are deleted alone." }),
    createdAt: Text,
  },
  { title: "Bundle" },
);
export const PlaceExplained = Type.Object(
  {
    kind: Type.String({
      description:
        "object, part_of_object, too_small, too_large, touches_border, outside_area, nested, background, removed, cut_off or not_run",
    }),
    object: Text,
    instance: Text,
    node: Text,
    title: Text,
    parameter: Text,
    parameterTitle: Text,
    value: Type.Optional(Type.Number()),
    limit: Type.Optional(Type.Number()),
    unit: Text,
    box: Type.Optional(Box),
    sentence: Text,
  },
  { title: "PlaceExplained" },
);
export const ColumnSpread = Type.Object(
  {
    count: Count,
    min: Type.Optional(Type.Number()),
    low: Type.Optional(Type.Number({ description: "2 % of the values lie below." })),
    median: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number({ description: "2 % of the values lie above." })),
    max: Type.Optional(Type.Number()),
    unit: Text,
    definition: Text,
  },
  { title: "ColumnSpread" },
);

import type { Static, TSchema } from "typebox";
import Type from "typebox";
import { Sample } from "../http/run-messages.ts";
import { AnyObject, Id, strict } from "../http/schemas.ts";

const GraphName = Type.String({ pattern: "^[0-9A-Za-z_.-]{1,100}$", description: "Id of a stored graph, or the name of a template." });
const Targets = Type.Optional(
  Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500, description: "Nodes whose results are wanted; none: all." }),
);

const Import = strict(
  {
    kind: Type.Literal("import"),
    project: Id,
    collection: Type.Optional(Type.String({ maxLength: 200 })),
    paths: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 4_096 }), {
        maxItems: 1_000,
        description: "Files and folders of the machine; only for its owner.",
      }),
    ),
    uploads: Type.Optional(Type.Array(Id, { maxItems: 10_000 })),
    intake: Type.Optional(Type.Unsafe<string>({ ...Id, description: "An intake that was received whole; its own settings hold." })),
    names: Type.Optional(Type.String({ maxLength: 1_000, description: "{cruise}_{station}_{depth:int}_{frame:int}.tif" })),
    metadataTable: Type.Optional(Type.String({ description: "CSV or TSV with metadata, joined by its key column." })),
    metadata: Type.Optional(AnyObject),
    dropOriginals: Type.Optional(Type.Boolean({ description: "Absent: as the settings of the project say." })),
  },
  { title: "ImportRequest" },
);
const Run = strict(
  {
    kind: Type.Literal("run"),
    project: Id,
    collection: Id,
    graph: GraphName,
    targets: Targets,
    model: Type.Optional(Type.String({ pattern: "^([0-9a-v]{26}|none)$", description: "Absent: the newest of the project." })),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    sample: Type.Optional({ ...Sample, additionalProperties: false, description: "A trial on a few images, without classes and bundles." }),
  },
  { title: "RunRequest" },
);
const Names = (maxItems: number) => Type.Optional(Type.Array(Type.String({ maxLength: 1_000 }), { maxItems }));
/** What a training learns from, as a job and as a preview take it. */
export const trainingFields = {
  run: Id,
  moreRuns: Type.Optional(Type.Array(Id, { maxItems: 100, description: "More runs whose labels teach; of the same pipeline." })),
  statuses: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 4, description: "Absent: validated." })),
  classes: Names(10_000),
  minPerClass: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: "Classes with fewer objects are left out." })),
};
const Training = strict(
  {
    kind: Type.Literal("training"),
    project: Id,
    ...trainingFields,
    columns: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10_000 })),
    trees: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
    heldOut: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 0.9 })),
  },
  { title: "TrainingRequest" },
);
const Prediction = strict(
  {
    kind: Type.Literal("prediction"),
    project: Id,
    run: Id,
    model: Type.Optional(Type.String({ pattern: "^[0-9a-v]{26}$", description: "Absent: the active one." })),
    unlabelledOnly: Type.Optional(Type.Boolean({ default: false })),
  },
  { title: "PredictionRequest" },
);
const DrawnMap = strict(
  {
    kind: Type.Literal("map"),
    project: Id,
    run: Id,
    columns: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10_000, description: "Absent: all but positions in the image." }),
    ),
    neighbours: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 50,
        default: 15,
        description: "How many objects around each one count: the more, the more of the whole and the less of detail is kept.",
      }),
    ),
    minDist: Type.Optional(
      Type.Number({ minimum: 0, maximum: 0.99, default: 0.1, description: "How close objects that are alike may come to lie." }),
    ),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, default: 1 })),
  },
  { title: "MapRequest" },
);
const Export = strict(
  {
    kind: Type.Literal("export"),
    project: Id,
    run: Id,
    targets: Targets,
    format: Type.Optional(
      Type.Union(
        ["ecotaxa", "csv", "masks"].map((format) => Type.Literal(format)),
        { description: "What is written, by these choices; absent: what the run's own pipeline exports." },
      ),
    ),
    name: Type.Optional(Type.String({ maxLength: 100, description: "Of the file, without its ending." })),
    images: Type.Optional(Type.Array(Id, { maxItems: 100_000 })),
    classes: Names(10_000),
    statuses: Type.Optional(
      Type.Array(Type.String({ maxLength: 20 }), {
        maxItems: 5,
        description: "An empty one stands for objects that nobody has classified.",
      }),
    ),
    columns: Names(10_000),
    withoutPredictions: Type.Optional(Type.Boolean({ default: false })),
  },
  { title: "ExportRequest" },
);

/** What a job is asked to do, by its kind. */
export type JobRequest =
  | Static<typeof Import>
  | Static<typeof Run>
  | Static<typeof Training>
  | Static<typeof Prediction>
  | Static<typeof DrawnMap>
  | Static<typeof Export>;

/** Told apart by `kind`, so that an error names the field of the kind that was meant. */
export const JobRequestSchema = Type.Unsafe<JobRequest>({
  type: "object",
  title: "JobRequest",
  required: ["kind"],
  discriminator: { propertyName: "kind" },
  oneOf: [Import, Run, Training, Prediction, DrawnMap, Export] satisfies TSchema[],
});

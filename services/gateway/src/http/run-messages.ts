import Type from "typebox";
import { Id } from "./schemas.ts";

const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Box = Type.Object({ x: Type.Integer(), y: Type.Integer(), width: Type.Integer(), height: Type.Integer() });

/** The images of a trial. */
export const Sample = Type.Object({
  images: Type.Integer({ minimum: 1, maximum: 64, description: "How many." }),
  seed: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: "Chooses them: the same seed gives the same images." }),
});
export const RunPreview = Type.Object(
  {
    images: Count,
    sizes: Type.Array(Type.Object({ width: Count, height: Count, images: Count, examples: Type.Array(Text) }), {
      description: "The most common first, at most 20.",
    }),
    lackingPixelSize: Type.Integer({ minimum: 0, description: "Images without a pixel size, where a parameter needs it." }),
    lackingExamples: Type.Array(Text),
    needsPixelSize: Type.Array(Text, { description: "Nodes with parameters in micrometres." }),
  },
  { title: "RunPreview" },
);
export const RunImage = Type.Object(
  {
    image: Id,
    name: Text,
    width: Count,
    height: Count,
    state: Type.String({ description: "Of the work that looks for its objects: queued, running, waiting, done, failed or cancelled" }),
    objects: Count,
    dropped: Count,
  },
  { title: "RunImage" },
);
export const DroppedCount = Type.Object(
  {
    node: Text,
    reason: Type.String({ description: "too_small, too_large, touches_border, outside_area or nested" }),
    count: Count,
    images: Type.Integer({ minimum: 0, description: "How many images have any." }),
    most: Type.Array(Type.Object({ image: Id, name: Text, count: Count }), { description: "Images with most of them, at most 10." }),
  },
  { title: "DroppedCount" },
);
export const Dropped = Type.Object(
  { node: Text, reason: Text, box: Type.Optional(Box), value: Type.Number({ description: "Its area in pixels." }) },
  { title: "Dropped" },
);
export const RunChange = Type.Object(
  {
    parameters: Type.Array(
      Type.Object({ node: Text, nodeClass: Text, parameter: Text, before: Text, after: Text }, { description: "Values as JSON." }),
    ),
    counts: Type.Array(Type.Object({ kind: Text, name: Text, before: Count, after: Count })),
  },
  { title: "RunChange" },
);

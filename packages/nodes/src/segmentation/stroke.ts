import type { Static } from "typebox";
import { Type } from "typebox";

/** Strokes of one graph: they travel with every task. */
const MOST_STROKES = 60;
/** Characters of the samples of one stroke. */
const MOST_TEXT = 200_000;

const coordinate = (title: string) => Type.Number({ title, unit: "px", minimum: -1_000_000, maximum: 1_000_000 });

/** What a stroke tells of the pixels below it, once their features are known. */
const learntSchema = Type.Object(
  {
    scale: Type.Number({ title: "Finest detail then", unit: "px", exclusiveMinimum: 0 }),
    features: Type.Integer({ title: "Features of a pixel", minimum: 1, maximum: 10_000 }),
    samples: Type.String({ title: "Features of some of its pixels", maxLength: MOST_TEXT, pattern: "^[A-Za-z0-9+/]*={0,2}$" }),
  },
  { additionalProperties: false },
);

/** Strokes as a parameter of a node. Lengths count in pixels of the image that was imported. */
export const strokesParam = Type.Array(
  Type.Object(
    {
      class: Type.Enum(["object", "background"], { title: "Lies on" }),
      width: Type.Number({ title: "Width", unit: "px", exclusiveMinimum: 0, maximum: 1_000 }),
      points: Type.Array(Type.Object({ x: coordinate("x"), y: coordinate("y") }, { additionalProperties: false }), {
        title: "Its way",
        minItems: 1,
        maxItems: 1_000,
      }),
      image: Type.String({ title: "Id of the image that it was painted on; empty: whatever image is worked on", maxLength: 100 }),
      learnt: Type.Optional(learntSchema),
    },
    { additionalProperties: false },
  ),
  {
    title: "Strokes",
    description: "Painted on objects and on the background, with what was learnt from the pixels below them.",
    maxItems: MOST_STROKES,
    default: [],
  },
);

/** One stroke of a brush, painted on objects or beside them. */
export type Stroke = Static<typeof strokesParam>[number];
/** What was learnt from it. */
export type LearntStroke = Static<typeof learntSchema>;

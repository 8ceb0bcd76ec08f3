import Type from "typebox";
import { noSuchThing } from "../http/access.ts";
import { Id } from "../http/schemas.ts";
import type { GatewayWorld } from "../world.ts";

/** How a picture is encoded. */
export const Format = Type.Union([Type.Literal("jpeg"), Type.Literal("png")]);

/** Members of a query that draw the labels of a run in place of the image, transparent where there is none. */
export const overlay = {
  run: Type.Optional(Id),
  by: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: "What decides the colours: object, class, or a column <set>.<measure>." }),
  ),
  low: Type.Optional(
    Type.Number({
      description: "Value of the column at the low end of the colours; of an image without labels: the grey value that is shown as black.",
    }),
  ),
  high: Type.Optional(
    Type.Number({ description: "Value of the column at the high end; of an image: the grey value that is shown as full brightness." }),
  ),
  style: Type.Optional(
    Type.Union([Type.Literal("fill"), Type.Literal("outline")], { description: "All pixels of the objects, or only their outlines." }),
  ),
};

/** What a query says of the style. */
export interface StyleAsked {
  readonly format?: "jpeg" | "png" | undefined;
  readonly run?: string | undefined;
  readonly by?: string | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly style?: "fill" | "outline" | undefined;
}

/** What is drawn and how: labels are always PNG, since JPEG knows no transparency. */
export async function styleOf(world: GatewayWorld, project: string | undefined, asked: StyleAsked) {
  const { format = "jpeg", run, by = "object", low = 0, high = 0, style = "fill" } = asked;
  if (run === undefined) return { format, run: undefined, by: undefined, style: undefined, low, high };
  if ((await world.things.projectOf("run", run)) !== project) throw noSuchThing();
  return { format: "png" as const, run, by, low, high, style };
}

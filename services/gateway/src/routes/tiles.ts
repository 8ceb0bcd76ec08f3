import { refusal } from "@argosy/core";
import Type from "typebox";
import type { Routes } from "../http/app-type.ts";
import { answers, strict } from "../http/schemas.ts";
import { picture } from "../pictures/send-picture.ts";
import { Format, overlay, styleOf } from "../pictures/style.ts";
import { wholeNumber, xyzTile } from "../pictures/tile-address.ts";

const tags = ["tiles"];
const IMAGE = ":id(^[0-9a-v]{26}$)";
const Text = Type.String();
const AT_TWICE = /^([0-9]+)(@2x)?$/;

/** Tiles of images and of labels as maps have them. */
export const tileRoutes: Routes = (app, world) => {
  app.get(`/blobs/${IMAGE}/tiles/:z/:x/:y`, {
    config: { access: { of: "image" } },
    schema: {
      operationId: "getTile",
      summary: "A tile: z = 0 is the whole image in one; y may end in @2x for twice the pixels",
      tags,
      params: Type.Object({ id: Text, z: Text, x: Text, y: Text }),
      querystring: strict({
        size: Type.Optional(Type.Integer({ enum: [256, 512], default: 256 })),
        edge: Type.Optional(
          Type.String({
            pattern: "^(pad|crop|[0-9a-fA-F]{6})$",
            default: "pad",
            description: "Tiles at the edge: filled up, in black or this colour, or cut.",
          }),
        ),
        format: Type.Optional(Format),
        ...overlay,
      }),
      response: answers({ 200: Text }),
    },
    async handler(request, reply) {
      const { id, z, x, y } = request.params;
      const [, row, twice] = AT_TWICE.exec(y) ?? [];
      if (row === undefined) throw refusal("ADDRESS_INVALID", "y is not a whole number", { field: "y" });
      const at = { z: wholeNumber(z, "z"), x: wholeNumber(x, "x"), y: wholeNumber(row, "y") };
      const { size = 256, edge = "pad", ...asked } = request.query;
      const image = (await world.things.image(id))!;
      const tile = xyzTile(image, at, size, edge === "crop" ? "crop" : "pad");
      const background = edge === "crop" || edge === "pad" ? "" : edge;
      const factor = twice === undefined ? 1 : 2;
      const drawn = { ...tile, width: tile.width * factor, height: tile.height * factor };
      return picture(world, request, reply, {
        image: id,
        tile: drawn,
        background,
        ...(await styleOf(world, request.project, asked)),
      });
    },
  });
};

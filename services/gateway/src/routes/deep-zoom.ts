import { refusal } from "@argosy/core";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, strict } from "../http/schemas.ts";
import { picture } from "../pictures/send-picture.ts";
import { Format, overlay, styleOf } from "../pictures/style.ts";
import { DZI, dziTile, wholeNumber } from "../pictures/tile-address.ts";

const tags = ["tiles"];
const IMAGE = ":id(^[0-9a-v]{26}$)";
const Text = Type.String();

/** Deep Zoom pyramids of images and of labels. */
export const deepZoomRoutes: Routes = (app, world) => {
  app.get(`/blobs/:id(^[0-9a-v]{26}).dzi`, {
    config: { access: { of: "image" } },
    schema: {
      operationId: "getDzi",
      summary: "The Deep Zoom descriptor of an image",
      tags,
      params: Type.Object({ id: Text }),
      querystring: strict({ format: Type.Optional(Format), ...overlay }),
      response: answers({ 200: Text }),
    },
    async handler(request, reply) {
      const { width, height } = (await world.things.image(request.params.id))!;
      const { format } = await styleOf(world, projectIn(request), request.query);
      return reply
        .type("application/xml")
        .header("cache-control", "private, max-age=86400")
        .send(
          `<?xml version="1.0" encoding="UTF-8"?>\n<Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="${format}" Overlap="${DZI.overlap}" TileSize="${DZI.tile}"><Size Width="${width}" Height="${height}"/></Image>\n`,
        );
    },
  });
  app.get(`/blobs/:id(^[0-9a-v]{26})_files/:level/:tile`, {
    config: { access: { of: "image" } },
    schema: {
      operationId: "getDziTile",
      summary: "A Deep Zoom tile: <col>_<row>.jpeg or .png",
      tags,
      params: Type.Object({ id: Text, level: Text, tile: Text }),
      querystring: strict(overlay),
      response: answers({ 200: Text }),
    },
    async handler(request, reply) {
      const { id, level, tile } = request.params;
      const [, col, row, format] = /^([^_.]*)_([^_.]*)\.(jpeg|png)$/.exec(tile) ?? [];
      if (col === undefined || row === undefined)
        throw refusal("ADDRESS_INVALID", "the tile is not named <col>_<row>.jpeg or .png", { field: "tile" });
      const at = { level: wholeNumber(level, "level"), col: wholeNumber(col, "col"), row: wholeNumber(row, "row") };
      const style = await styleOf(world, request.project, { ...request.query, format: format === "png" ? "png" : "jpeg" });
      return picture(world, request, reply, { image: id, tile: dziTile((await world.things.image(id))!, at), ...style });
    },
  });
  app.get(`/blobs/${IMAGE}/gettile/:level/:col/:row`, {
    config: { access: { of: "image" } },
    schema: {
      operationId: "getTileByLevel",
      summary: "The same Deep Zoom tile under another address",
      tags,
      params: Type.Object({ id: Text, level: Text, col: Text, row: Text }),
      querystring: strict({ format: Type.Optional(Format), ...overlay }),
      response: answers({ 200: Text }),
    },
    async handler(request, reply) {
      const { id, level, col, row } = request.params;
      const at = { level: wholeNumber(level, "level"), col: wholeNumber(col, "col"), row: wholeNumber(row, "row") };
      const style = await styleOf(world, request.project, request.query);
      return picture(world, request, reply, { image: id, tile: dziTile((await world.things.image(id))!, at), ...style });
    },
  });
};

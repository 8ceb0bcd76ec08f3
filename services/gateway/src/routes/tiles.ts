import { refusal } from "@argosy/core";
import Type from "typebox";
import { noSuchThing, projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, strict } from "../http/schemas.ts";
import { picture } from "../pictures/send-picture.ts";
import { DZI, dziTile, wholeNumber, xyzTile } from "../pictures/tile-address.ts";
import type { GatewayWorld } from "../world.ts";

const tags = ["tiles"];
const IMAGE = ":id(^[0-9a-v]{26}$)";
const Text = Type.String();
const Format = Type.Union([Type.Literal("jpeg"), Type.Literal("png")]);
/** Draws the labels of a run in place of the image, transparent where there is none. */
const overlay = {
  run: Type.Optional(Id),
  by: Type.Optional(Type.Union([Type.Literal("object"), Type.Literal("class")], { description: "What decides the colours." })),
};
const AT_TWICE = /^([0-9]+)(@2x)?$/;

/** Tiles of images and of labels, by the addresses that viewers know. */
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
      const { size = 256, edge = "pad", format, run, by } = request.query;
      const image = (await world.things.image(id))!;
      const tile = xyzTile(image, at, size, edge === "crop" ? "crop" : "pad");
      const background = edge === "crop" || edge === "pad" ? "" : edge;
      const factor = twice === undefined ? 1 : 2;
      const drawn = { ...tile, width: tile.width * factor, height: tile.height * factor };
      return picture(world, request, reply, {
        image: id,
        tile: drawn,
        background,
        ...(await styleOf(world, request.project, { format, run, by })),
      });
    },
  });
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

interface StyleAsked {
  readonly format?: "jpeg" | "png" | undefined;
  readonly run?: string | undefined;
  readonly by?: "object" | "class" | undefined;
}

/** What is drawn and how: labels are always PNG, since JPEG knows no transparency. */
async function styleOf(world: GatewayWorld, project: string | undefined, { format = "jpeg", run, by = "object" }: StyleAsked) {
  if (run === undefined) return { format, run: undefined, by: undefined };
  if ((await world.things.projectOf("run", run)) !== project) throw noSuchThing();
  return { format: "png" as const, run, by };
}

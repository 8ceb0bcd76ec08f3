import { refusal } from "@argosy/core";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, ids, strict } from "../http/schemas.ts";
import { sendPicture } from "../pictures/send-picture.ts";

const IDS = /^[0-9a-v]{26}(,[0-9a-v]{26}){0,127}$/;

/** Many crops in one picture. */
export const spriteRoutes: Routes = (app, { services: { tiles }, pictures, callOf }) => {
  app.get("/api/projects/:project/sprites", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getSprite",
      summary: "The crops of many objects in one JPEG",
      description:
        "The n-th crop, counted from 0, begins in the upper left corner of cell (n mod columns, n / columns). Its longer side fills the cell; with a scale it has that many pixels for each of the image, or as many as fit. Sides are rounded, and have one pixel at least.",
      tags: ["objects"],
      params: ids("project"),
      querystring: strict({
        objects: Type.String({ maxLength: 27 * 128, description: "1 to 128 ids, separated by commas." }),
        cell: Type.Optional(Type.Integer({ minimum: 8, maximum: 512, default: 96, description: "Side of a cell in pixels." })),
        columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 128, default: 8 })),
        scale: Type.Optional(Type.Number({ minimum: 0, maximum: 64, default: 0, description: "0: each crop as large as its cell." })),
      }),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const { objects, cell = 96, columns = 8, scale = 0 } = request.query;
      if (!IDS.test(objects)) throw refusal("FIELD_INVALID", "objects are 1 to 128 ids, separated by commas", { field: "objects" });
      const project = projectIn(request);
      const key = `sprite ${project} ${cell} ${columns} ${scale} ${objects}`;
      let found = pictures.get(key);
      if (found === undefined) {
        found = await tiles.renderSprite({ project, objects: objects.split(","), cell, columns, scale }, await callOf(request));
        pictures.set(key, found);
      }
      // The pixels of an object never change.
      return sendPicture(request, reply, found, "private, max-age=31536000, immutable");
    },
  });
};

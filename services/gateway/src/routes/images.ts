import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Image } from "../http/messages.ts";
import { AnyObject, answers, ids, strict } from "../http/schemas.ts";

const tags = ["images"];
const params = ids("project", "image");
const PixelSize = Type.Number({ exclusiveMinimum: 0, maximum: 1e6, description: "Micrometres." });

/** Images and what is known of them. */
export const imageRoutes: Routes = (app, { services: { ingest }, callOf }) => {
  app.get("/api/projects/:project/images/:image", {
    config: { access: { of: "project" } },
    schema: { operationId: "getImage", summary: "One image", tags, params, response: answers({ 200: Image }) },
    handler: async (request) => ingest.getImage({ project: projectIn(request), image: request.params.image }, await callOf(request)),
  });
  app.patch("/api/projects/:project/images/:image", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "updateImage",
      summary: "Give metadata and pixel size by hand",
      tags,
      params,
      body: strict({
        metadata: Type.Optional(AnyObject),
        pixelWidth: Type.Optional(PixelSize),
        pixelHeight: Type.Optional(PixelSize),
      }),
      response: answers({ 200: Image }),
    },
    async handler(request) {
      return ingest.patchImage({ project: projectIn(request), image: request.params.image, ...request.body }, await callOf(request));
    },
  });
};

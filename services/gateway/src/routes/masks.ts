import { refusal } from "@argosy/core";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, ids, strict } from "../http/schemas.ts";
import { sendPicture } from "../pictures/send-picture.ts";

const COLOR = /^[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/;
const tags = ["objects"];

/** Pictures of single objects. */
export const maskRoutes: Routes = (app, { services: { tiles }, callOf }) => {
  app.get("/masks/:id(^[0-9a-v]{26}).png", {
    config: { access: { of: "object" } },
    schema: {
      operationId: "getMask",
      summary: "The mask of an object for an overlay: 1-bit PNG, transparent around it",
      tags,
      params: Type.Object({ id: Type.String() }),
      querystring: strict({ color: Type.Optional(Type.String({ default: "ff0000", description: "6 or 8 hexadecimal digits." })) }),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const { color = "ff0000" } = request.query;
      if (!COLOR.test(color)) throw refusal("COLOR_INVALID", "the colour is malformed");
      const asked = { project: projectIn(request), object: request.params.id, color };
      return sendPicture(request, reply, await tiles.renderMask(asked, await callOf(request)), "private, max-age=86400");
    },
  });
  app.get("/objects/:id/crop", {
    config: { access: { of: "object" } },
    schema: {
      operationId: "getCrop",
      summary: "The crop of an object",
      tags,
      params: ids("id"),
      querystring: strict({
        size: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_048, default: 0, description: "Longer side in pixels; 0: as it is." })),
        outline: Type.Optional(Type.Boolean({ default: false })),
      }),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const { size = 0, outline = false } = request.query;
      const asked = { project: projectIn(request), object: request.params.id, size, outline };
      return sendPicture(request, reply, await tiles.renderCrop(asked, await callOf(request)), "private, max-age=86400");
    },
  });
};

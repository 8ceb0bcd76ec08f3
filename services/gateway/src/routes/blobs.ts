import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, strict } from "../http/schemas.ts";
import { sendStored } from "../http/send-stored.ts";
import { picture, scaledTo } from "../pictures/send-picture.ts";

const tags = ["images"];
const IMAGE = ":id(^[0-9a-v]{26}$)";
const params = Type.Object({ id: Type.String() });

/** The original of an image, and small pictures of it. */
export const blobRoutes: Routes = (app, world) => {
  app.get(`/blobs/${IMAGE}`, {
    config: { access: { of: "image" } },
    schema: {
      operationId: "downloadOriginal",
      summary: "The file as it was imported",
      tags,
      params,
      response: answers({ 200: Type.String(), 206: Type.String() }),
    },
    async handler(request, reply) {
      const original = await world.services.ingest.getOriginal(
        { project: projectIn(request), image: request.params.id },
        await world.callOf(request),
      );
      void reply.header("cache-control", "private, no-cache");
      const { parts, mediaType, sha256, name } = original;
      // The type was found by looking at the bytes; even so nothing is ever shown in place.
      return sendStored(request, reply, world.store, {
        parts,
        mediaType: mediaType === "" ? "application/octet-stream" : mediaType,
        etag: sha256 === "" ? undefined : sha256,
        fileName: name,
      });
    },
  });
  app.get(`/blobs/${IMAGE}/thumbnail`, {
    config: { access: { of: "image" } },
    schema: {
      operationId: "getThumbnail",
      summary: "The whole image as a small JPEG",
      tags,
      params,
      querystring: strict({
        size: Type.Optional(Type.Integer({ minimum: 16, maximum: 1_024, default: 256, description: "Longer side in pixels." })),
      }),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const image = (await world.things.image(request.params.id))!;
      const tile = { region: { x: 0, y: 0, width: image.width, height: image.height }, ...scaledTo(image, request.query.size ?? 256) };
      return picture(world, request, reply, { image: request.params.id, tile, format: "jpeg", run: undefined, by: undefined });
    },
  });
};

import type { FastifyReply } from "fastify";
import Type from "typebox";
import { noSuchThing, projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { spanOf } from "../http/ranges.ts";
import { answers } from "../http/schemas.ts";
import { sendStored } from "../http/send-stored.ts";

const ADDRESS = "/zarr/:id/*";
const PATH = /^[0-9A-Za-z._-]+(\/[0-9A-Za-z._-]+)*$/;
const params = Type.Object({ id: Type.String(), "*": Type.String() });

/** Stored arrays as OME-Zarr, for readers that know nothing of us. They send no cookies, so any site may let them. */
export const zarrRoutes: Routes = (app, { services: { tiles }, store, things, callOf }) => {
  app.options(ADDRESS, {
    config: { access: { of: "public" } },
    schema: {
      operationId: "describeZarr",
      summary: "What other sites may ask for",
      tags: ["zarr"],
      params,
      response: answers({ 204: Type.Null() }),
    },
    async handler(_request, reply) {
      return allowOthers(reply)
        .headers({
          "access-control-allow-methods": "GET, HEAD",
          "access-control-allow-headers": "authorization, range, if-none-match",
          "access-control-max-age": "86400",
        })
        .code(204)
        .send();
    },
  });
  app.get(ADDRESS, {
    config: { access: { of: "imageOrArray" } },
    // Also what is refused must be readable by a page of another site.
    onRequest: async (_request, reply) => void allowOthers(reply),
    schema: {
      operationId: "getZarrFile",
      summary: "A file of the OME-Zarr hierarchy of an image or of a stored array",
      tags: ["zarr"],
      params,
      response: answers({ 200: Type.String(), 206: Type.String() }),
    },
    async handler(request, reply) {
      const [id = "", version] = request.params.id.split("@");
      const path = request.params["*"];
      if (!PATH.test(path) || path.split("/").some((segment) => segment === "." || segment === "..")) throw noSuchThing();
      if (version !== undefined && (await things.array(id))?.version !== Number(version)) throw noSuchThing();
      const { data, stored } = await tiles.getZarrFile({ project: projectIn(request), id, path }, await callOf(request));
      void reply.header("cache-control", "private, max-age=3600");
      if (stored !== undefined) {
        const etag = stored.sha256 === "" ? undefined : stored.sha256;
        return sendStored(request, reply, store, { parts: [stored], mediaType: stored.mediaType || "application/octet-stream", etag });
      }
      void reply.type(path.endsWith(".json") ? "application/json" : "application/octet-stream").header("accept-ranges", "bytes");
      const span = spanOf(request.headers.range, data.length);
      if (span !== undefined) void reply.code(206).header("content-range", `bytes ${span.start}-${span.end - 1}/${data.length}`);
      return reply.send(Buffer.from(span === undefined ? data : data.subarray(span.start, span.end)));
    },
  });
};

function allowOthers(reply: FastifyReply): FastifyReply {
  return reply.headers({
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "content-range, content-length, etag, accept-ranges",
    "cross-origin-resource-policy": "cross-origin",
  });
}

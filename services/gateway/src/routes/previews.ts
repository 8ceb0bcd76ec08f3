import { Readable } from "node:stream";
import { ArgosyError } from "@argosy/core";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { begun } from "../http/begun.ts";
import { AnyObject, answers, ids, strict } from "../http/schemas.ts";

const tags = ["previews"];
const params = ids("project", "image");
const Place = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, description: "Pixels of the level." });
const Side = Type.Integer({ minimum: 1, maximum: 4_096, description: "Pixels of the level." });
const Level = Type.Integer({
  minimum: 0,
  maximum: 32,
  default: 0,
  description: "0: full resolution; each further level has half the pixels a side.",
});
const region = { x: Place, y: Place, width: Side, height: Side };

/** What a program needs to work on a part of an image by itself as a run works on the whole. */
export const previewRoutes: Routes = (app, { services, callOf }) => {
  app.get("/api/projects/:project/images/:image/samples", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getSamples",
      summary: "The stored samples of a region: [channel][row][column], little-endian; x-argosy-dtype and x-argosy-shape say what they are",
      tags,
      params,
      querystring: strict({ ...region, level: Type.Optional(Level) }),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const { level = 0, ...box } = request.query;
      const asked = { project: projectIn(request), image: request.params.image, level, region: box };
      const parts = services.tiles.readSamples(asked, await callOf(request))[Symbol.asyncIterator]();
      const first = (await parts.next()).value;
      if (first === undefined) throw new ArgosyError("internal", "no samples were sent");
      void reply.headers({
        "x-argosy-dtype": first.dtype,
        "x-argosy-shape": `${first.channels},${first.height},${first.width}`,
        "x-argosy-levels": first.levels,
        // Stored samples never change under their image's id.
        "cache-control": "private, max-age=3600, immutable",
      });
      const rest = { [Symbol.asyncIterator]: () => parts };
      return reply.type("application/octet-stream").send(Readable.from(await begun(rest, ({ data }) => data), { objectMode: false }));
    },
  });
  app.post("/api/projects/:project/images/:image/summaries", {
    config: { access: { of: "project" }, readsOnly: true },
    schema: {
      operationId: "summariseImage",
      summary: "What the nodes of a graph take from the whole image, cut to a part of it and packed as bytes",
      tags,
      params,
      body: strict({
        definition: Type.Unsafe<Record<string, unknown>>({
          ...AnyObject,
          description: "Nodes and edges; parameters are those for the level.",
        }),
        unscaled: Type.Optional(
          Type.Unsafe<Record<string, unknown>>({
            ...AnyObject,
            description: "The graph with its parameters as a run takes them, where those of the definition are for another level than 0.",
          }),
        ),
        level: Type.Optional(Level),
        part: strict(region),
      }),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const { definition, unscaled = definition, level = 0, part } = request.body;
      const place = { project: projectIn(request), image: request.params.image };
      const { array: shared } = await services.pipeline.getShared({ ...place, definition: unscaled }, await callOf(request));
      const asked = { ...place, definition, level, part, shared };
      const parts = await begun(services.segment.summariseImage(asked, await callOf(request)), ({ data }) => data);
      return reply.type("application/octet-stream").send(Readable.from(parts, { objectMode: false }));
    },
  });
};

import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { ColumnSpread, PlaceExplained } from "../http/messages.ts";
import { answers, ids, strict } from "../http/schemas.ts";

const Coordinate = Type.Number({ minimum: 0, maximum: 1e7, description: "In pixels of the image." });

/** What is to be seen in an image, and how its colours are to be read. */
export const placeRoutes: Routes = (app, { services: { segment, measure }, callOf }) => {
  app.get("/api/projects/:project/runs/:run/images/:image/place", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "explainPlace",
      summary: "What lies at a place of an image: an object, or which step took it out and why",
      tags: ["objects"],
      params: ids("project", "run", "image"),
      querystring: strict({ x: Coordinate, y: Coordinate }),
      response: answers({ 200: PlaceExplained }),
    },
    handler: async (request) =>
      segment.explainPlace({ project: projectIn(request), ...pick(request.params), ...request.query }, await callOf(request)),
  });
  app.get("/api/projects/:project/runs/:run/column-spread", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getColumnSpread",
      summary: "How the values of a measurement spread over the objects of a run",
      tags: ["runs"],
      params: ids("project", "run"),
      querystring: strict({ column: Type.String({ minLength: 1, maxLength: 200 }) }),
      response: answers({ 200: ColumnSpread }),
    },
    handler: async (request) =>
      measure.getColumnSpread(
        { project: projectIn(request), run: request.params.run, column: request.query.column },
        await callOf(request),
      ),
  });
};

function pick({ run, image }: { readonly run: string; readonly image: string }) {
  return { run, image };
}

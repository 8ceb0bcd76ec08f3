import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { LabelEvent } from "../http/learning-messages.ts";
import { Facet, LineageStep, ObjectFound } from "../http/messages.ts";
import { Column, Filters, parseFilter } from "../http/object-filter.ts";
import { answers, Id, ids, paging, strict } from "../http/schemas.ts";
import { pageAsked } from "./collections.ts";

const tags = ["objects"];

/** Objects found in images. */
export const objectRoutes: Routes = (app, { services: { segment, classify }, callOf }) => {
  app.get("/api/projects/:project/runs/:run/objects", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listObjects",
      summary: "The objects of a run: sorted and filtered by any column",
      tags,
      params: ids("project", "run"),
      querystring: strict({
        image: Type.Optional(Id),
        sort: Type.Optional(Column),
        descending: Type.Optional(Type.Boolean({ default: false })),
        filter: Filters,
        columns: Type.Optional(Type.String({ maxLength: 20_000, description: "Measurements to show, separated by commas." })),
        offset: Type.Optional(
          Type.Integer({ minimum: 0, default: 0, description: "Place of the first one; for lists of which any part is shown." }),
        ),
        order: Type.Optional(
          Type.String({ pattern: "^[0-9a-f]{24}$", description: "The order that another part named: it stays while labels change." }),
        ),
        ...paging,
      }),
      response: answers({
        200: Type.Object({ objects: Type.Array(ObjectFound), nextCursor: Type.String(), total: Type.Integer(), order: Type.String() }),
      }),
    },
    async handler(request) {
      const { image = "", sort = "", descending = false, filter = [], columns = "", offset = 0, order = "" } = request.query;
      const asked = {
        project: projectIn(request),
        run: request.params.run,
        image,
        sort,
        descending,
        filters: filter.map(parseFilter),
        columns: columns === "" ? [] : columns.split(","),
        offset,
        order,
        page: pageAsked(request.query),
      };
      return segment.listObjects(asked, await callOf(request));
    },
  });
  app.get("/api/objects/:id", {
    config: { access: { of: "object" } },
    schema: {
      operationId: "getObject",
      summary: "An object with its facets: what each node gave for it",
      tags,
      params: ids("id"),
      response: answers({ 200: Type.Object({ object: ObjectFound, facets: Type.Array(Facet) }) }),
    },
    async handler(request) {
      const call = await callOf(request);
      const which = { project: projectIn(request), object: request.params.id };
      const [object, { facets }] = await Promise.all([segment.getObject(which, call), segment.listFacets(which, call)]);
      return { object, facets };
    },
  });
  app.get("/api/objects/:id/lineage", {
    config: { access: { of: "object" } },
    schema: {
      operationId: "getLineage",
      summary: "Every step from the file to the object: nodes, versions, parameters, hashes, persons",
      tags,
      params: ids("id"),
      response: answers({ 200: Type.Object({ steps: Type.Array(LineageStep) }) }),
    },
    handler: async (request) => segment.getLineage({ project: projectIn(request), object: request.params.id }, await callOf(request)),
  });
  app.get("/api/objects/:id/labels", {
    config: { access: { of: "object" } },
    schema: {
      operationId: "listLabelHistory",
      summary: "Everything that was ever said of an object: class, status, author, model, time",
      tags,
      params: ids("id"),
      response: answers({ 200: Type.Object({ events: Type.Array(LabelEvent) }) }),
    },
    handler: async (request) =>
      classify.listLabelHistory({ project: projectIn(request), object: request.params.id }, await callOf(request)),
  });
};

import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Dropped, DroppedCount, RunChange, RunImage, RunPreview } from "../http/run-messages.ts";
import { AnyObject, answers, Id, ids, pageOf, paging, strict } from "../http/schemas.ts";
import { pageAsked } from "./collections.ts";

const tags = ["runs"];
const Reason = Type.Enum(["too_small", "too_large", "touches_border", "outside_area", "nested"]);

/** What a run would take in, what it dropped, how it differs from another. */
export const runResultRoutes: Routes = (app, { services: { pipeline, segment }, callOf }) => {
  app.post("/api/projects/:project/collections/:collection/inspect", {
    config: { access: { of: "project" }, readsOnly: true },
    schema: {
      operationId: "inspectRun",
      summary: "What a run of a graph over a collection would take in: images, their sizes, and which lack a pixel size that it needs",
      tags,
      params: ids("project", "collection"),
      body: strict({ definition: Type.Unsafe<Record<string, unknown>>({ ...AnyObject, description: "Nodes and edges." }) }),
      response: answers({ 200: RunPreview }),
    },
    async handler(request) {
      const { collection } = request.params;
      return pipeline.inspectRun({ project: projectIn(request), collection, definition: request.body.definition }, await callOf(request));
    },
  });
  app.get("/api/projects/:project/runs/:run/images", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listRunImages",
      summary: "The images of a run by name, with how many objects each gave and how many specks were dropped",
      tags,
      params: ids("project", "run"),
      querystring: strict(paging),
      response: answers({ 200: pageOf("images", RunImage) }),
    },
    async handler(request) {
      const asked = { project: projectIn(request), run: request.params.run, page: pageAsked(request.query) };
      return segment.listRunImages(asked, await callOf(request));
    },
  });
  app.get("/api/projects/:project/runs/:run/dropped", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "countDropped",
      summary: "How many specks of a run are no objects, by node and reason",
      tags,
      params: ids("project", "run"),
      querystring: strict({ image: Type.Optional(Id) }),
      response: answers({ 200: Type.Object({ counts: Type.Array(DroppedCount) }) }),
    },
    async handler(request) {
      const { image = "" } = request.query;
      return segment.countDropped({ project: projectIn(request), run: request.params.run, image }, await callOf(request));
    },
  });
  app.get("/api/projects/:project/runs/:run/images/:image/dropped", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listDropped",
      summary: "The specks of one image that are no objects: at most the first 1,000 for each reason, with box and area",
      tags,
      params: ids("project", "run", "image"),
      querystring: strict({ reason: Type.Optional(Reason) }),
      response: answers({ 200: Type.Object({ dropped: Type.Array(Dropped) }) }),
    },
    async handler(request) {
      const { run, image } = request.params;
      const { reason = "" } = request.query;
      return segment.listDropped({ project: projectIn(request), run, image, reason }, await callOf(request));
    },
  });
  app.get("/api/projects/:project/runs/:run/changes", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "compareRuns",
      summary: "How a run differs from another one: parameters that changed, and counts of objects, classes and dropped specks",
      tags,
      params: ids("project", "run"),
      querystring: strict({ since: Type.Unsafe<string>({ ...Id, description: "The other run: what was before." }) }),
      response: answers({ 200: RunChange }),
    },
    async handler(request) {
      const { run } = request.params;
      return pipeline.compareRuns({ project: projectIn(request), run, other: request.query.since }, await callOf(request));
    },
  });
};

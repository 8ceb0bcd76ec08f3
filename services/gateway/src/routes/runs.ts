import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { FeatureSet, Run } from "../http/messages.ts";
import { answers, Id, ids, pageOf, paging, strict } from "../http/schemas.ts";
import { pageAsked } from "./collections.ts";

const tags = ["runs"];
const params = ids("project", "run");

/** Runs: a graph on a collection. */
export const runRoutes: Routes = (app, { services: { pipeline, measure }, callOf }) => {
  app.get("/api/projects/:project/runs", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listRuns",
      summary: "The runs of a project, newest first",
      tags,
      params: ids("project"),
      querystring: strict({
        collection: Type.Optional(Id),
        trials: Type.Optional(Type.Boolean({ default: false, description: "Also trials on a few images." })),
        ...paging,
      }),
      response: answers({ 200: pageOf("runs", Run) }),
    },
    async handler(request) {
      const { collection = "", trials = false } = request.query;
      return pipeline.listRuns({ project: projectIn(request), collection, trials, page: pageAsked(request.query) }, await callOf(request));
    },
  });
  app.get("/api/projects/:project/runs/:run", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getRun",
      summary: "A run with its plan: how each result was made",
      tags,
      params,
      response: answers({ 200: Run }),
    },
    handler: async (request) => pipeline.getRun({ project: projectIn(request), run: request.params.run }, await callOf(request)),
  });
  app.delete("/api/projects/:project/runs/:run", {
    config: { access: { of: "project", role: "editor" } },
    schema: { operationId: "deleteRun", summary: "Delete a run that has ended", tags, params, response: answers({ 204: Type.Null() }) },
    async handler(request, reply) {
      await pipeline.deleteRun({ project: projectIn(request), run: request.params.run }, await callOf(request));
      return reply.code(204).send();
    },
  });
  app.get("/api/projects/:project/runs/:run/feature-sets", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listFeatureSets",
      summary: "The measurements of a run: names, units, definitions",
      tags,
      params,
      response: answers({ 200: Type.Object({ sets: Type.Array(FeatureSet) }) }),
    },
    handler: async (request) => measure.listFeatureSets({ project: projectIn(request), run: request.params.run }, await callOf(request)),
  });
};

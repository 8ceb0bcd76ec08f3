import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Model } from "../http/learning-messages.ts";
import { answers, ids } from "../http/schemas.ts";

/** Models that were trained on labels. */
export const modelRoutes: Routes = (app, { services: { classify }, callOf }) => {
  app.get("/api/projects/:project/models", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listModels",
      summary: "The models of a project, newest first",
      tags: ["models"],
      params: ids("project"),
      response: answers({ 200: Type.Object({ models: Type.Array(Model) }) }),
    },
    handler: async (request) => classify.listModels({ project: projectIn(request) }, await callOf(request)),
  });
  app.get("/api/projects/:project/models/:model", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getModel",
      summary: "A model: how well it does, what it looks at",
      tags: ["models"],
      params: ids("project", "model"),
      response: answers({ 200: Model }),
    },
    handler: async (request) => classify.getModel({ project: projectIn(request), model: request.params.model }, await callOf(request)),
  });
};

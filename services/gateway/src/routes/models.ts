import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Judgement, Model, TrainingPreview } from "../http/learning-messages.ts";
import { answers, ids, pageOf, paging, strict } from "../http/schemas.ts";
import { trainRequest } from "../start-job.ts";
import { pageAsked } from "./collections.ts";
import { trainingFields } from "./job-request.ts";

const tags = ["models"];
const params = ids("project", "model");
const ClassName = Type.Optional(Type.String({ maxLength: 1_000 }));

/** Models that were trained on labels. */
export const modelRoutes: Routes = (app, { services: { classify }, callOf }) => {
  app.get("/api/projects/:project/models", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listModels",
      summary: "The models of a project, newest first",
      tags,
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
      tags,
      params,
      response: answers({ 200: Model }),
    },
    handler: async (request) => classify.getModel({ project: projectIn(request), model: request.params.model }, await callOf(request)),
  });
  app.patch("/api/projects/:project/models/:model", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "updateModel",
      summary: "Rename a model, or predict with it from now on",
      tags,
      params,
      body: strict({ name: Type.Optional(Type.String({ maxLength: 200 })), active: Type.Optional(Type.Literal(true)) }),
      response: answers({ 200: Model }),
    },
    async handler(request) {
      const { name, active = false } = request.body;
      return classify.updateModel({ project: projectIn(request), model: request.params.model, name, active }, await callOf(request));
    },
  });
  app.delete("/api/projects/:project/models/:model", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "deleteModel",
      summary: "Take a model out of the list; what it has predicted stays",
      tags,
      params,
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      await classify.deleteModel({ project: projectIn(request), model: request.params.model }, await callOf(request));
      return reply.code(204).send();
    },
  });
  app.get("/api/projects/:project/models/:model/judgements", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listJudgements",
      summary: "The objects behind the cells of the confusion matrix",
      tags,
      params,
      querystring: strict({
        basis: Type.Optional(Type.Union([Type.Literal("held-out"), Type.Literal("out-of-bag")])),
        actual: ClassName,
        predicted: ClassName,
        ...paging,
      }),
      response: answers({ 200: Type.Intersect([pageOf("judgements", Judgement), Type.Object({ total: Type.Integer() })]) }),
    },
    async handler(request) {
      const { basis = "", actual = "", predicted = "" } = request.query;
      const which = { project: projectIn(request), model: request.params.model, basis, actual, predicted };
      return classify.listJudgements({ ...which, page: pageAsked(request.query) }, await callOf(request));
    },
  });
  app.post("/api/projects/:project/training-preview", {
    config: { access: { of: "project", role: "annotator" }, readsOnly: true },
    schema: {
      operationId: "previewTraining",
      summary: "What a training would learn from: objects by class, columns, and why it cannot be done",
      tags,
      params: ids("project"),
      body: strict({ ...trainingFields, columns: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 10_000 })) }),
      response: answers({ 200: TrainingPreview }),
    },
    handler: async (request) =>
      classify.previewTraining(trainRequest({ project: projectIn(request), ...request.body }), await callOf(request)),
  });
};

import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { PredictionSummary } from "../http/learning-messages.ts";
import { answers, ids } from "../http/schemas.ts";

const tags = ["models"];
const params = ids("project", "run");

/** What models say of the objects of a run. */
export const predictionRoutes: Routes = (app, { services: { classify }, callOf }) => {
  app.get("/api/projects/:project/runs/:run/predictions", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getPredictions",
      summary: "How sure the predictions of a run are, by class, of the objects that no person has labelled",
      tags,
      params,
      response: answers({ 200: PredictionSummary }),
    },
    handler: async (request) =>
      classify.summarizePredictions({ project: projectIn(request), run: request.params.run }, await callOf(request)),
  });
};

import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { LabelActionResult } from "../http/learning-messages.ts";
import { Filters, parseFilter } from "../http/object-filter.ts";
import { answers, Id, ids, strict } from "../http/schemas.ts";

const Uuid = Type.String({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" });
const Status = Type.Union(["predicted", "validated", "dubious", "discarded"].map((status) => Type.Literal(status)));
/** A relabel of very many objects takes its time. */
const PATIENCE_MS = 240_000;
const Action = strict({
  id: Uuid,
  sequence: Type.Integer({ minimum: 1, description: "Greater than that of any action of this client before." }),
  run: Type.Optional(Id),
  objects: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 10_000 })),
  filter: Filters,
  class: Type.Optional(Type.String({ maxLength: 1_000, description: "Name or id; empty takes the label away; absent keeps the class." })),
  status: Type.Optional(Type.Unsafe<string>({ ...Status, default: "validated" })),
  undoes: Type.Optional(Type.Unsafe<string>({ ...Uuid, description: "Action that is taken back; nothing else is given then." })),
});

/** What people do to labels in a browser. */
export const labelActionRoutes: Routes = (app, { services: { classify }, clock, callOf }) => {
  app.post("/api/projects/:project/label-actions", {
    config: { access: { of: "project", role: "annotator" } },
    schema: {
      operationId: "applyLabelActions",
      summary: "Label, relabel and undo, in order and once",
      description:
        "Each action names objects, or all that a filter lets through (an empty list: all of the run), or an action that it takes back. An action that is sent again is not done again. One that cannot be done has a problem in its result; those after it are done.",
      tags: ["labels"],
      params: ids("project"),
      body: strict({
        client: Type.Unsafe<string>({ ...Uuid, description: "Made by each browser for itself." }),
        actions: Type.Array(Action, { minItems: 1, maxItems: 200 }),
      }),
      response: answers({ 200: Type.Object({ results: Type.Array(LabelActionResult) }) }),
    },
    async handler(request) {
      const { client, actions } = request.body;
      const asked = actions.map(({ id, sequence, run = "", objects = [], filter, class: given, status = "", undoes = "" }) => ({
        id,
        sequence,
        run,
        objects,
        all: filter !== undefined,
        filters: (filter ?? []).map(parseFilter),
        class: given,
        status,
        undoes,
      }));
      const call = { ...(await callOf(request)), deadline: clock.now() + PATIENCE_MS };
      return classify.applyLabelActions({ project: projectIn(request), client, actions: asked }, call);
    },
  });
};

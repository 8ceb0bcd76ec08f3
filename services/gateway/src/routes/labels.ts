import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { LabelsSet } from "../http/learning-messages.ts";
import { answers, Id, ids, strict } from "../http/schemas.ts";

const tags = ["labels"];
// What one message to a service holds, less some room for the rest of it.
const TABLE_BYTES = 4 * 2 ** 20 - 65_536;
const Status = Type.Union(["predicted", "validated", "dubious", "discarded"].map((status) => Type.Literal(status)));
const imported = { run: Type.Optional(Id), createClasses: Type.Optional(Type.Boolean({ default: false })) };
const Label = strict({
  object: Type.String({ minLength: 1, maxLength: 2_000, description: "Id or name of an object." }),
  class: Type.String({ maxLength: 200, description: "Empty removes the label." }),
  status: Type.Unsafe<string>({ ...Status, default: "validated" }),
  author: Type.Optional(Type.String({ maxLength: 200, description: "Absent: you." })),
});

/** Labels given by people. */
export const labelRoutes: Routes = (app, { services: { classify }, callOf }) => {
  for (const type of ["text/csv", "text/tab-separated-values"])
    app.addContentTypeParser(type, { parseAs: "buffer", bodyLimit: TABLE_BYTES }, (_request, body, done) => done(null, body));
  app.post("/api/projects/:project/labels", {
    config: { access: { of: "project", role: "annotator" } },
    schema: {
      operationId: "setLabels",
      summary: "Label objects, all or none",
      tags,
      params: ids("project"),
      body: strict({
        run: Type.Optional(Id),
        labels: Type.Array(Label, { minItems: 1, maxItems: 10_000 }),
        createClasses: Type.Optional(Type.Boolean({ default: false })),
      }),
      response: answers({ 200: LabelsSet }),
    },
    async handler(request) {
      const { run = "", labels, createClasses = false } = request.body;
      return classify.setLabels({ project: projectIn(request), run, labels, createClasses }, await callOf(request));
    },
  });
  app.post("/api/projects/:project/labels/import", {
    config: { access: { of: "project", role: "annotator" } },
    schema: {
      operationId: "importLabels",
      summary: "Labels from a CSV or TSV: object or image and label, class, status, author",
      description: "The body is the table itself, or JSON with the table in it.",
      tags,
      params: ids("project"),
      querystring: strict(imported),
      body: {
        content: {
          "application/json": { schema: strict({ table: Type.String({ minLength: 1 }), ...imported }) },
          "text/csv": { schema: Type.Unsafe<Uint8Array>({}) },
          "text/tab-separated-values": { schema: Type.Unsafe<Uint8Array>({}) },
        },
      },
      response: answers({ 200: LabelsSet }),
    },
    async handler(request) {
      const { body } = request as {
        readonly body: Uint8Array | { readonly table: string; readonly run?: string; readonly createClasses?: boolean };
      };
      const { run = "", createClasses = false } = body instanceof Uint8Array ? request.query : body;
      const table = body instanceof Uint8Array ? body : new TextEncoder().encode(body.table);
      return classify.importLabels({ project: projectIn(request), run, table, createClasses }, await callOf(request));
    },
  });
};

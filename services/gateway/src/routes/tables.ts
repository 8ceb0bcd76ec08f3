import { Readable } from "node:stream";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { begun } from "../http/begun.ts";
import { answers, ids } from "../http/schemas.ts";
import { attachment } from "../http/send-stored.ts";

const tags = ["tables"];
const params = ids("project", "run");

const TABLES = [
  {
    path: "objects.csv",
    format: "csv",
    operationId: "downloadObjects",
    type: "text/csv; charset=utf-8",
    summary: "All objects of a run with their measurements",
  },
  {
    path: "objects.csv-metadata.json",
    format: "csv-metadata",
    operationId: "downloadObjectsMetadata",
    type: "application/csvm+json",
    summary: "Units and definitions of the columns of the table (CSV on the Web)",
  },
  {
    path: "canonical",
    format: "canonical",
    operationId: "downloadCanonical",
    type: "text/plain; charset=utf-8",
    summary: "Everything that a run gave in a form that is equal for equal results",
  },
] as const;

/** Results of a run as files. */
export const tableRoutes: Routes = (app, { services, callOf }) => {
  for (const { path, format, operationId, type, summary } of TABLES) {
    app.get(`/api/projects/:project/runs/:run/${path}`, {
      config: { access: { of: "project" } },
      schema: { operationId, summary, tags, params, response: answers({ 200: Type.String() }) },
      async handler(request, reply) {
        const chunks = services.export.streamTable({ project: projectIn(request), run: request.params.run, format }, await callOf(request));
        const texts = await begun(chunks, ({ text }) => text);
        return reply
          .type(type)
          .header("content-disposition", attachment(path))
          .send(Readable.from(texts, { objectMode: false }));
      },
    });
  }
  app.get("/api/projects/:project/runs/:run/images/:image/labels.tif", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "downloadLabels",
      summary: "The label image of one image as 32-bit TIFF",
      tags,
      params: ids("project", "run", "image"),
      response: answers({ 200: Type.String() }),
    },
    async handler(request, reply) {
      const { run, image } = request.params;
      const chunks = services.export.streamLabelTiff({ project: projectIn(request), run, image }, await callOf(request));
      const pieces = await begun(chunks, ({ data }) => data);
      return reply
        .type("image/tiff")
        .header("content-disposition", attachment("labels.tif"))
        .send(Readable.from(pieces, { objectMode: false }));
    },
  });
};

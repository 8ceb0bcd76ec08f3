import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { SheetChange, SheetRow } from "../http/intake-messages.ts";
import { answers, Id, ids, strict } from "../http/schemas.ts";

const SHEET = "/api/projects/:project/collections/:collection/sheet";
const tags = ["sheet"];
const params = ids("project", "collection");
const viewer = { access: { of: "project" } } as const;
const editor = { access: { of: "project", role: "editor" } } as const;
const Rows = Type.Object({ rows: Type.Array(SheetRow) });
const Edit = strict({
  row: Id,
  column: Type.String({ minLength: 1, maxLength: 60 }),
  text: Type.String({ maxLength: 10_000, description: "As typed; empty: what the images say holds again." }),
  was: Type.String({ maxLength: 10_000, description: "What stood there by hand before." }),
});

/** The metadata sheet of a collection: samples, acquisitions and processes by the columns of EcoTaxa. */
export const sheetRoutes: Routes = (app, { services: { ingest }, callOf }) => {
  app.get(SHEET, {
    config: viewer,
    schema: {
      operationId: "getSheet",
      summary: "The rows of the sheet: what persons said, and what names, tables and files say",
      tags,
      params,
      response: answers({ 200: Type.Object({ collection: Id, name: Type.String(), rows: Type.Array(SheetRow) }) }),
    },
    handler: async (request) =>
      ingest.getSheet({ project: projectIn(request), collection: request.params.collection }, await callOf(request)),
  });
  app.patch(SHEET, {
    config: editor,
    schema: {
      operationId: "editSheet",
      summary: "Change cells by hand; all are taken or none",
      tags,
      params,
      body: strict({ edits: Type.Array(Edit, { minItems: 1, maxItems: 5_000 }) }),
      response: answers({ 200: Rows }),
    },
    handler: async (request) =>
      ingest.editSheet(
        { project: projectIn(request), collection: request.params.collection, edits: request.body.edits },
        await callOf(request),
      ),
  });
  app.put(`${SHEET}/pixel-size`, {
    config: editor,
    schema: {
      operationId: "setPixelSize",
      summary: "Set the pixel size of images with where it is known from; runs that exist keep theirs",
      tags,
      params,
      body: strict({
        rows: Type.Optional(Type.Array(Id, { maxItems: 5_000, description: "Rows of the sheet; none: all." })),
        size: Type.Number({ exclusiveMinimum: 0, maximum: 1e6, description: "Micrometres." }),
        how: Type.Union([Type.Literal("person"), Type.Literal("template"), Type.Literal("scale bar")]),
        note: Type.Optional(Type.String({ maxLength: 500, description: "What it was taken from, in words." })),
      }),
      response: answers({ 200: Type.Object({ images: Type.Integer(), rows: Type.Array(SheetRow) }) }),
    },
    async handler(request) {
      const { rows = [], size, how, note = "" } = request.body;
      const wish = { project: projectIn(request), collection: request.params.collection, rows, size, how, note };
      return ingest.setPixelSize(wish, await callOf(request));
    },
  });
  app.get(`${SHEET}/changes`, {
    config: viewer,
    schema: {
      operationId: "listSheetChanges",
      summary: "Who changed which cell, the newest first",
      tags,
      params,
      querystring: strict({
        row: Type.Optional(Id),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 100 })),
      }),
      response: answers({ 200: Type.Object({ changes: Type.Array(SheetChange) }) }),
    },
    async handler(request) {
      const { row = "", limit = 100 } = request.query;
      return ingest.listSheetChanges(
        { project: projectIn(request), collection: request.params.collection, row, limit },
        await callOf(request),
      );
    },
  });
};

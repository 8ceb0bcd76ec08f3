import { LIMITS } from "@argosy/core";
import Type from "typebox";
import { settingsOf } from "../accounts/projects.ts";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { withExplained } from "../http/explain.ts";
import { Intake, IntakeFile, Parcel } from "../http/intake-messages.ts";
import { AnyObject, answers, ids, strict } from "../http/schemas.ts";

const ALL = "/api/projects/:project/intakes";
const ONE = "/api/projects/:project/intakes/:intake";
const tags = ["intakes"];
const params = ids("project", "intake");
const viewer = { access: { of: "project" } } as const;
const editor = { access: { of: "project", role: "editor" } } as const;
const Listed = strict({
  path: Type.String({ maxLength: 20_000 }),
  size: Type.Integer({ minimum: 0 }),
  modified: Type.Integer({ minimum: 0, description: "Milliseconds since 1970." }),
});
const Fate = Type.Union(["queued", "sending", "received", "sniffed", "decoded", "ready", "refused"].map((state) => Type.Literal(state)));
const Order = Type.Integer({ minimum: 0, maximum: 2 * LIMITS.frames });

/** Intakes: what somebody brings in at once, listed file by file before the bytes come. */
export const intakeRoutes: Routes = (app, { services: { ingest }, db, callOf }) => {
  app.post(ALL, {
    config: editor,
    schema: {
      operationId: "createIntake",
      summary: "Open an intake: say what the files will be and what their names mean",
      tags,
      params: ids("project"),
      body: strict({
        name: Type.String({ maxLength: 200 }),
        collection: Type.Optional(Type.String({ maxLength: 200 })),
        names: Type.Optional(Type.String({ maxLength: 1_000 })),
        metadataTable: Type.Optional(Type.String()),
        metadata: Type.Optional(AnyObject),
        dropOriginals: Type.Optional(Type.Boolean({ description: "Absent: as the project's settings say." })),
      }),
      response: answers({ 201: Intake }),
    },
    async handler(request, reply) {
      const { name, collection = "", names = "", metadataTable = "", metadata = {} } = request.body;
      const project = projectIn(request);
      const { keepOriginals = true, pixelSize: defaultPixelSize = 0 } = await settingsOf(db, project);
      const dropOriginals = request.body.dropOriginals ?? !keepOriginals;
      const table = new TextEncoder().encode(metadataTable);
      const wish = { project, name, collection, names, metadataTable: table, metadata, dropOriginals, defaultPixelSize };
      return reply.code(201).send(await ingest.createIntake(wish, await callOf(request)));
    },
  });
  app.get(ALL, {
    config: viewer,
    schema: {
      operationId: "listIntakes",
      summary: "The intakes of a project: those that wait for files, then the others, the newest first",
      tags,
      params: ids("project"),
      querystring: strict({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) }),
      response: answers({ 200: Type.Object({ intakes: Type.Array(Intake) }) }),
    },
    handler: async (request) =>
      ingest.listIntakes({ project: projectIn(request), limit: request.query.limit ?? 20 }, await callOf(request)),
  });
  app.get(ONE, {
    config: viewer,
    schema: { operationId: "getIntake", summary: "How far an intake is", tags, params, response: answers({ 200: Intake }) },
    handler: async (request) => ingest.getIntake({ project: projectIn(request), intake: request.params.intake }, await callOf(request)),
  });
  app.delete(ONE, {
    config: editor,
    schema: { operationId: "deleteIntake", summary: "Give an intake up", tags, params, response: answers({ 204: Type.Null() }) },
    async handler(request, reply) {
      await ingest.deleteIntake({ project: projectIn(request), intake: request.params.intake }, await callOf(request));
      return reply.code(204).send();
    },
  });
  app.post(`${ONE}/files`, {
    config: editor,
    schema: {
      operationId: "addIntakeFiles",
      summary: "List files that will come; with the last ones they are packed into parcels",
      tags,
      params,
      body: strict({ files: Type.Array(Listed, { maxItems: 5_000 }), complete: Type.Boolean() }),
      response: answers({ 200: Intake }),
    },
    async handler(request) {
      const { files, complete } = request.body;
      const wish = { project: projectIn(request), intake: request.params.intake, files, complete };
      return ingest.addIntakeFiles(wish, await callOf(request));
    },
  });
  app.get(`${ONE}/files`, {
    config: viewer,
    schema: {
      operationId: "listIntakeFiles",
      summary: "The files of an intake, each with what became of it so far",
      tags,
      params,
      querystring: strict({
        state: Type.Optional(Fate),
        text: Type.Optional(Type.String({ maxLength: 200 })),
        offset: Type.Optional(Order),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 200 })),
      }),
      response: answers({ 200: Type.Object({ files: Type.Array(IntakeFile), total: Type.Integer() }) }),
    },
    async handler(request) {
      const { state = "", text = "", offset = 0, limit = 200 } = request.query;
      const wish = { project: projectIn(request), intake: request.params.intake, state, text, offset, limit };
      const { files, total } = await ingest.listIntakeFiles(wish, await callOf(request));
      return { files: files.map(withExplained), total };
    },
  });
  app.post(`${ONE}/left-out`, {
    config: editor,
    schema: {
      operationId: "leaveOutFiles",
      summary: "Refuse files that cannot be sent any more",
      tags,
      params,
      body: strict({ files: Type.Array(Order, { maxItems: 50_000 }) }),
      response: answers({ 200: Intake }),
    },
    async handler(request) {
      const wish = { project: projectIn(request), intake: request.params.intake, files: request.body.files };
      return ingest.leaveOut(wish, await callOf(request));
    },
  });
  app.get(`${ONE}/parcels`, {
    config: editor,
    schema: {
      operationId: "listParcels",
      summary: "What is sent in one upload each, and how far it is",
      tags,
      params,
      response: answers({ 200: Type.Object({ parcels: Type.Array(Parcel) }) }),
    },
    handler: async (request) => ingest.listParcels({ project: projectIn(request), intake: request.params.intake }, await callOf(request)),
  });
  app.get(`${ONE}/parcels/:parcel`, {
    config: editor,
    schema: {
      operationId: "getParcel",
      summary: "One parcel with its files in the order in which they are packed",
      tags,
      params: Type.Object({ ...params.properties, parcel: Type.String({ pattern: "^[0-9]{1,6}$" }) }),
      response: answers({ 200: Parcel }),
    },
    async handler(request) {
      const { intake, parcel } = request.params;
      return ingest.getParcel({ project: projectIn(request), intake, parcel: Number(parcel) }, await callOf(request));
    },
  });
};

import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { withExplained } from "../http/explain.ts";
import { Collection, File, Image } from "../http/messages.ts";
import { answers, ids, Name, pageOf, paging, strict } from "../http/schemas.ts";

const tags = ["collections"];
const params = ids("project", "collection");
const access = { access: { of: "project" } } as const;
const FileState = Type.Union(["received", "sniffed", "decoded", "ready", "refused"].map((state) => Type.Literal(state)));

/** Collections, their files with their fates, and their images. */
export const collectionRoutes: Routes = (app, { services: { ingest }, callOf }) => {
  app.get("/api/projects/:project/collections", {
    config: access,
    schema: {
      operationId: "listCollections",
      summary: "The collections of a project",
      tags,
      params: ids("project"),
      querystring: strict(paging),
      response: answers({ 200: pageOf("collections", Collection) }),
    },
    handler: async (request) =>
      ingest.listCollections({ project: projectIn(request), page: pageAsked(request.query) }, await callOf(request)),
  });
  app.get("/api/projects/:project/collections/:collection", {
    config: access,
    schema: { operationId: "getCollection", summary: "One collection", tags, params, response: answers({ 200: Collection }) },
    handler: async (request) =>
      ingest.getCollection({ project: projectIn(request), collection: request.params.collection }, await callOf(request)),
  });
  app.patch("/api/projects/:project/collections/:collection", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "updateCollection",
      summary: "Give a collection another name, or read the names of its files by another pattern",
      tags,
      params,
      body: strict({ name: Type.Optional(Name), names: Type.Optional(Type.String({ maxLength: 1_000 })) }),
      response: answers({ 200: Collection }),
    },
    handler: async (request) =>
      ingest.updateCollection(
        { project: projectIn(request), collection: request.params.collection, ...request.body },
        await callOf(request),
      ),
  });
  app.get("/api/projects/:project/collections/:collection/files", {
    config: access,
    schema: {
      operationId: "listFiles",
      summary: "The files of a collection: what became of each, and why it was refused",
      tags,
      params,
      querystring: strict({ state: Type.Optional(FileState), ...paging }),
      response: answers({ 200: pageOf("files", File) }),
    },
    async handler(request) {
      const { state = "" } = request.query;
      const { collection } = request.params;
      const asked = { project: projectIn(request), collection, state, page: pageAsked(request.query) };
      const { files, nextCursor } = await ingest.listFiles(asked, await callOf(request));
      return { files: files.map(withExplained), nextCursor };
    },
  });
  app.get("/api/projects/:project/collections/:collection/images", {
    config: access,
    schema: {
      operationId: "listImages",
      summary: "The images of a collection by name",
      tags,
      params,
      querystring: strict(paging),
      response: answers({ 200: pageOf("images", Image) }),
    },
    async handler(request) {
      const { collection } = request.params;
      return ingest.listImages({ project: projectIn(request), collection, page: pageAsked(request.query) }, await callOf(request));
    },
  });
};

/** The page that a query asks for. */
export function pageAsked({ limit = 50, cursor = "" }: { readonly limit?: number; readonly cursor?: string }) {
  return { limit, cursor };
}

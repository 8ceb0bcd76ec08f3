import type { Bundle as BundleMessage } from "@argosy/rpc";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Bundle } from "../http/messages.ts";
import { answers, Id, ids, strict } from "../http/schemas.ts";
import { sendStored } from "../http/send-stored.ts";

const tags = ["bundles"];
const params = ids("project", "bundle");
const access = { access: { of: "project" } } as const;

/** Bundles for other programs. */
export const bundleRoutes: Routes = (app, { services, store, callOf }) => {
  app.get("/api/projects/:project/bundles", {
    config: access,
    schema: {
      operationId: "listBundles",
      summary: "The bundles of a project, or of one run",
      tags,
      params: ids("project"),
      querystring: strict({ run: Type.Optional(Id) }),
      response: answers({ 200: Type.Object({ bundles: Type.Array(Bundle) }) }),
    },
    async handler(request) {
      const { bundles } = await services.export.listBundles(
        { project: projectIn(request), run: request.query.run ?? "" },
        await callOf(request),
      );
      return { bundles: bundles.map(view) };
    },
  });
  app.get("/api/projects/:project/bundles/:bundle", {
    config: access,
    schema: { operationId: "getBundle", summary: "A bundle and what its check found", tags, params, response: answers({ 200: Bundle }) },
    handler: async (request) =>
      view(await services.export.getBundle({ project: projectIn(request), bundle: request.params.bundle }, await callOf(request))),
  });
  app.delete("/api/projects/:project/bundles/:bundle", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "deleteBundle",
      summary: "Delete a file that was exported",
      tags,
      params,
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      await services.export.deleteBundle({ project: projectIn(request), bundle: request.params.bundle }, await callOf(request));
      return reply.code(204).send();
    },
  });
  app.get("/api/projects/:project/bundles/:bundle/content", {
    config: access,
    schema: {
      operationId: "downloadBundle",
      summary: "The bundle itself, as a ZIP",
      tags,
      params,
      response: answers({ 200: Type.String(), 206: Type.String() }),
    },
    async handler(request, reply) {
      const which = { project: projectIn(request), bundle: request.params.bundle };
      const bundle = await services.export.getBundle(which, await callOf(request));
      const mediaType = bundle.name.endsWith(".zip") ? "application/zip" : "application/octet-stream";
      return sendStored(request, reply, store, { parts: bundle.parts, mediaType, etag: bundle.sha256, fileName: bundle.name });
    },
  });
};

/** Where the bytes lie is nobody's business outside. */
function view({ parts: _, ...bundle }: BundleMessage) {
  return bundle;
}

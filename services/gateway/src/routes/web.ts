import { readFile } from "node:fs/promises";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyReply } from "fastify";
import Type from "typebox";
import { noSuchThing } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers } from "../http/schemas.ts";
import { pageHeaders } from "../http/security-headers.ts";

/** The web page. It is the same for everybody and holds no data; what it shows it asks for like any other program. */
export const webRoutes: Routes = (app, { webFolder }) => {
  const page = async (reply: FastifyReply): Promise<FastifyReply> => {
    if (webFolder === undefined) throw noSuchThing();
    return reply
      .headers(pageHeaders)
      .type("text/html; charset=utf-8")
      .send(await readFile(join(webFolder, "index.html")));
  };
  app.get("/", {
    config: { access: { of: "public" } },
    schema: { operationId: "getPage", summary: "The web page", tags: ["web"], response: answers({ 200: Type.String() }) },
    handler: (_request, reply) => page(reply),
  });
  app.get("/viewer/:id(^[0-9a-v]{26}$)", {
    config: { access: { of: "public" } },
    schema: {
      operationId: "getViewer",
      summary: "The web page, opened at an image",
      tags: ["web"],
      params: Type.Object({ id: Type.String() }),
      response: answers({ 200: Type.String() }),
    },
    handler: (_request, reply) => page(reply),
  });
  if (webFolder === undefined) return;
  app.register(async (scope) => {
    await scope.register(staticFiles, {
      root: join(webFolder, "assets"),
      // Its own route would not say who may use it.
      serve: false,
      index: false,
      dotfiles: "deny",
      setHeaders: (reply) => void reply.headers({ ...pageHeaders, "cache-control": "public, max-age=31536000, immutable" }),
    });
    scope.get("/assets/*", {
      config: { access: { of: "public" } },
      schema: { hide: true, params: Type.Object({ "*": Type.String() }) },
      handler: (request, reply) => reply.sendFile((request.params as { readonly "*": string })["*"]),
    });
  });
};

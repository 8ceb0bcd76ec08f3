import { readFile } from "node:fs/promises";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyReply } from "fastify";
import type { TSchema } from "typebox";
import Type from "typebox";
import { noSuchThing } from "../http/access.ts";
import type { App, Routes } from "../http/app-type.ts";
import { answers } from "../http/schemas.ts";
import { pageHeaders } from "../http/security-headers.ts";

interface Opened {
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly params?: TSchema;
}

/** Addresses of the page: which part of it is shown, it finds out itself. */
const ADDRESSES: readonly Opened[] = [
  { url: "/", operationId: "getPage", summary: "The web page" },
  { url: "/account", operationId: "getAccountPage", summary: "The web page, opened at the account" },
  {
    url: "/p/*",
    operationId: "getProjectPage",
    summary: "The web page, opened at a part of a project",
    params: Type.Object({ "*": Type.String({ maxLength: 500 }) }),
  },
  {
    url: "/viewer/:id(^[0-9a-v]{26}$)",
    operationId: "getViewer",
    summary: "The web page, opened at an image",
    params: Type.Object({ id: Type.String() }),
  },
];

/** The web page. It is the same for everybody and holds no data; what it shows it asks for like any other program. */
export const webRoutes: Routes = (app, { webFolder }) => {
  for (const address of ADDRESSES) openedAt(app, webFolder, address);
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

function openedAt(app: App, webFolder: string | undefined, { url, operationId, summary, params }: Opened): void {
  app.get(url, {
    config: { access: { of: "public" } },
    schema: { operationId, summary, tags: ["web"], ...(params === undefined ? {} : { params }), response: answers({ 200: Type.String() }) },
    handler: (_request, reply) => sendPage(reply, webFolder),
  });
}

async function sendPage(reply: FastifyReply, webFolder: string | undefined): Promise<FastifyReply> {
  if (webFolder === undefined) throw noSuchThing();
  return reply
    .headers(pageHeaders)
    .type("text/html; charset=utf-8")
    .send(await readFile(join(webFolder, "index.html")));
}

import { VERSION } from "@argosy/core";
import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";

/** Makes the OpenAPI document out of the schemas of the routes that are added from now on. */
export async function addDocument(app: FastifyInstance): Promise<void> {
  const seen = new Set<string>();
  app.addHook("onRoute", (route) => {
    const schema = (route.schema ?? {}) as { operationId?: string; summary?: string; hide?: boolean };
    if (schema.hide !== true && (schema.operationId === undefined || schema.summary === undefined))
      throw new Error(`the route ${route.method} ${route.url} lacks operationId or summary`);
    // Fastify adds HEAD to every GET; the document need not say it twice.
    const doubled = route.method === "HEAD" && seen.has(schema.operationId ?? "");
    seen.add(schema.operationId ?? "");
    const security = route.config?.access?.of === "public" ? [] : [{ bearer: [] }, { session: [] }];
    route.schema = { ...route.schema, security, ...(doubled ? { hide: true } : {}) } as NonNullable<typeof route.schema>;
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Argosy",
        version: VERSION,
        description: "Collaborative online processing of scientific images. An empty text in an answer means that there is none.",
      },
      components: {
        securitySchemes: { bearer: { type: "http", scheme: "bearer" }, session: { type: "apiKey", in: "cookie", name: "argosy_session" } },
      },
    },
    convertConstToEnum: false,
    exposeHeadRoutes: true,
    transformObject: (made) => ("openapiObject" in made ? withProblems(made.openapiObject) : made.swaggerObject),
    transform: ({ schema, url }) => ({ schema: namedRest(schema), url: url.replace(/\*$/, ":path") }),
  });
}

/** In the router the rest of an address is called `*`, which no program can name. */
function namedRest<S>(schema: S): S {
  const { params } = (schema ?? {}) as { readonly params?: { readonly properties?: Readonly<Record<string, unknown>> } };
  if (params?.properties?.["*"] === undefined) return schema;
  const { "*": path, ...others } = params.properties;
  return { ...schema, params: { type: "object", required: [...Object.keys(others), "path"], properties: { ...others, path } } };
}

interface Stated {
  readonly paths?: object;
}

type Operation = { readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>> };

/** Refusals are stated with the media type that they are sent with (RFC 9457). */
function withProblems<Document extends Stated>(document: Document): Document {
  const paths = Object.entries((document.paths ?? {}) as Record<string, Record<string, Operation>>).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, withProblem(operation)])),
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function withProblem(operation: Operation): Operation {
  const refusal = operation.responses?.["default"];
  const problem = refusal?.content?.["application/json"];
  if (problem === undefined) return operation;
  return { ...operation, responses: { ...operation.responses, default: { ...refusal, content: { "application/problem+json": problem } } } };
}

import type { NodeDefinition } from "@argosy/nodes";
import { loadTemplates } from "@argosy/runtime";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Graph } from "../http/messages.ts";
import { AnyObject, answers, ids, strict } from "../http/schemas.ts";

const tags = ["graphs"];
const params = Type.Object({ ...ids("project").properties, graph: Type.String({ pattern: "^[0-9A-Za-z_.-]{1,100}$" }) });
const body = strict({
  definition: Type.Unsafe<Record<string, unknown>>({ ...AnyObject, description: "Nodes and edges; see the templates." }),
});

/** Graphs: what to do with images. */
export const graphRoutes: Routes = (app, { services: { pipeline }, callOf, registry }) => {
  app.get("/api/projects/:project/graphs", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listGraphs",
      summary: "The newest version of each graph of the project, and the templates",
      tags,
      params: ids("project"),
      response: answers({ 200: Type.Object({ graphs: Type.Array(Graph) }) }),
    },
    handler: async (request) => pipeline.listGraphs({ project: projectIn(request) }, await callOf(request)),
  });
  app.post("/api/projects/:project/graphs", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "putGraph",
      summary: "Store a graph; the same name makes the next version",
      tags,
      params: ids("project"),
      body,
      response: answers({ 201: Graph }),
    },
    async handler(request, reply) {
      const { definition } = request.body;
      return reply.code(201).send(await pipeline.putGraph({ project: projectIn(request), definition }, await callOf(request)));
    },
  });
  app.post("/api/projects/:project/graphs/validate", {
    config: { access: { of: "project" }, readsOnly: true },
    schema: {
      operationId: "validateGraph",
      summary: "Check a graph without storing it; the problem names the node or edge",
      tags,
      params: ids("project"),
      body,
      response: answers({ 200: Graph }),
    },
    async handler(request) {
      return pipeline.validateGraph({ project: projectIn(request), definition: request.body.definition }, await callOf(request));
    },
  });
  app.get("/api/projects/:project/graphs/:graph", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "getGraph",
      summary: "A stored graph by its id, or a template by its name",
      tags,
      params,
      response: answers({ 200: Graph }),
    },
    handler: async (request) => pipeline.getGraph({ project: projectIn(request), graph: request.params.graph }, await callOf(request)),
  });
  app.get("/api/templates", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "listTemplates",
      summary: "The graphs that come with the program",
      tags,
      response: answers({ 200: Type.Object({ templates: Type.Array(AnyObject) }) }),
    },
    handler: async () => ({ templates: [...(await loadTemplates()).values()] }),
  });
  app.get("/api/nodes", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "listNodes",
      summary: "Every node class: what it does, its parameters as JSON Schema, its slots, examples",
      tags: ["nodes"],
      response: answers({ 200: Type.Object({ nodes: Type.Array(AnyObject) }) }),
    },
    handler: async () => ({ nodes: registry.all.map(nodeView) }),
  });
};

/** A node class as data: its code stays here, and of its examples the pixels. */
function nodeView({ run: _, whole: __, companions: ___, examples, ...data }: NodeDefinition) {
  return { ...data, examples: examples.map(({ title, params }) => ({ title, params })) };
}

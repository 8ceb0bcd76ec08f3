import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { Class } from "../http/learning-messages.ts";
import { answers, Id, ids, Name, strict } from "../http/schemas.ts";

const tags = ["classes"];
const params = ids("project", "class");
const fields = {
  name: Name,
  parent: Type.Optional(Type.String({ pattern: "^([0-9a-v]{26})?$", description: "Id of the class above; empty at the top." })),
  color: Type.Optional(Type.String({ pattern: "^([0-9a-fA-F]{6})?$" })),
  key: Type.Optional(Type.String({ pattern: "^[a-z0-9]?$", description: "Letter or digit that gives the class to an object." })),
};
const NewClass = strict({
  name: Type.String({ minLength: 1, maxLength: 1_000, description: "A name, or one with those above it: Oithona<Copepoda." }),
  color: fields.color,
  key: fields.key,
});

/** The tree of classes. */
export const classRoutes: Routes = (app, { services: { classify }, callOf }) => {
  app.get("/api/projects/:project/classes", {
    config: { access: { of: "project" } },
    schema: {
      operationId: "listClasses",
      summary: "The tree of classes",
      tags,
      params: ids("project"),
      response: answers({ 200: Type.Object({ classes: Type.Array(Class) }) }),
    },
    handler: async (request) => classify.listClasses({ project: projectIn(request) }, await callOf(request)),
  });
  app.post("/api/projects/:project/classes", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "createClass",
      summary: "Add a class",
      tags,
      params: ids("project"),
      body: strict(fields),
      response: answers({ 201: Class }),
    },
    async handler(request, reply) {
      const project = projectIn(request);
      return reply.code(201).send(await classify.putClass({ project, class: { project, ...request.body } }, await callOf(request)));
    },
  });
  app.put("/api/projects/:project/classes/:class", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "updateClass",
      summary: "Change a class",
      tags,
      params,
      body: strict(fields),
      response: answers({ 200: Class }),
    },
    async handler(request) {
      const project = projectIn(request);
      return classify.putClass({ project, class: { id: request.params.class, project, ...request.body } }, await callOf(request));
    },
  });
  app.delete("/api/projects/:project/classes/:class", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "deleteClass",
      summary: "Delete a class that nothing uses",
      tags,
      params,
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      await classify.deleteClass({ project: projectIn(request), class: request.params.class }, await callOf(request));
      return reply.code(204).send();
    },
  });
  app.post("/api/projects/:project/classes/:class/merge", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "mergeClasses",
      summary: "Give the labels of a class, and the classes below it, to another class; it is then gone",
      tags,
      params,
      body: strict({ into: Id }),
      response: answers({ 200: Class }),
    },
    async handler(request) {
      const project = projectIn(request);
      return classify.mergeClasses({ project, class: request.params.class, into: request.body.into }, await callOf(request));
    },
  });
  app.post("/api/projects/:project/classes/add", {
    config: { access: { of: "project", role: "editor" } },
    schema: {
      operationId: "addClasses",
      summary: "Add many classes, all or none; what is there stays",
      tags,
      params: ids("project"),
      body: strict({ classes: Type.Array(NewClass, { minItems: 1, maxItems: 5_000 }) }),
      response: answers({ 200: Type.Object({ classes: Type.Array(Class) }) }),
    },
    async handler(request) {
      const classes = request.body.classes.map(({ name, color = "", key = "" }) => ({ name, color, key }));
      return classify.addClasses({ project: projectIn(request), classes }, await callOf(request));
    },
  });
};

import Type from "typebox";
import { readOverviews } from "../accounts/project-overview.ts";
import type { ProjectRow } from "../accounts/projects.ts";
import { changeProject, createProject, listProjects, trashProject } from "../accounts/projects.ts";
import { noSuchThing, projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, ids, Name, Role, strict } from "../http/schemas.ts";
import type { GatewayWorld } from "../world.ts";

const Settings = strict({
  pixelSize: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 10_000, description: "Micrometres a pixel where an image states none." }),
  ),
  template: Type.Optional(Type.String({ pattern: "^[0-9A-Za-z_.-]{1,100}$", description: "Template or graph that is offered first." })),
  keepOriginals: Type.Optional(Type.Boolean({ description: "Whether files are kept as they came; default: yes." })),
});
const Project = Type.Object(
  { id: Id, name: Type.String(), role: Role, createdAt: Type.String(), settings: Settings },
  { title: "Project" },
);
const Overview = Type.Object(
  {
    project: Id,
    images: Type.Integer(),
    objects: Type.Integer(),
    labels: Type.Integer({ description: "Objects that a person gave a class." }),
    lastActivity: Type.String({ description: "Empty: none yet." }),
    picture: Type.String({
      description: "Id of the newest image with objects, or where none has any of the newest image; empty: none yet.",
    }),
  },
  { title: "ProjectOverview" },
);
const params = ids("project");
const tags = ["projects"];

/** Projects: everything belongs to one. */
export const projectRoutes: Routes = (app, world) => {
  app.get("/api/projects", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "listProjects",
      summary: "The projects that you may see",
      tags,
      response: answers({ 200: Type.Object({ projects: Type.Array(Project) }) }),
    },
    async handler(request) {
      const { accountId, roles } = request.caller!;
      const rows = await listProjects(world.db, accountId);
      return { projects: rows.flatMap((row) => (roles[row.id] === undefined ? [] : [view({ ...row, role: roles[row.id]! })])) };
    },
  });
  app.get("/api/projects/overview", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "listProjectOverviews",
      summary: "How much is in each project that you may see",
      tags,
      response: answers({ 200: Type.Object({ overviews: Type.Array(Overview) }) }),
    },
    handler: async (request) => ({ overviews: await readOverviews(world.db, Object.keys(request.caller!.roles)) }),
  });
  app.post("/api/projects", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "createProject",
      summary: "Make a project",
      tags,
      body: strict({ name: Name }),
      response: answers({ 201: Project }),
    },
    async handler(request, reply) {
      const { accountId } = request.caller!;
      const row = await createProject(world.db, accountId, request.body.name);
      world.rights.forget(accountId);
      request.project = row.id;
      return reply.code(201).header("location", `/api/projects/${row.id}`).send(view(row));
    },
  });
  app.get("/api/projects/:project", {
    config: { access: { of: "project" } },
    schema: { operationId: "getProject", summary: "One project", tags, params, response: answers({ 200: Project }) },
    handler: async (request) => view(await one(world, request.caller!.accountId, projectIn(request), request.caller!.roles)),
  });
  app.patch("/api/projects/:project", {
    config: { access: { of: "project", role: "owner" } },
    schema: {
      operationId: "updateProject",
      summary: "Change the name or the settings of a project; what is not given stays",
      tags,
      params,
      body: strict({ name: Type.Optional(Name), settings: Type.Optional(Settings) }),
      response: answers({ 200: Project }),
    },
    async handler(request) {
      await changeProject(world.db, projectIn(request), request.body);
      return view(await one(world, request.caller!.accountId, projectIn(request), request.caller!.roles));
    },
  });
  app.delete("/api/projects/:project", {
    config: { access: { of: "project", role: "owner" } },
    schema: {
      operationId: "deleteProject",
      summary: "Put a project into the trash, out of which it can be restored",
      tags,
      params,
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      await trashProject(world.db, projectIn(request));
      world.rights.forget(request.caller!.accountId);
      return reply.code(204).send();
    },
  });
};

async function one(
  world: GatewayWorld,
  accountId: string,
  id: string,
  roles: Readonly<Record<string, ProjectRow["role"]>>,
): Promise<ProjectRow> {
  const row = (await listProjects(world.db, accountId)).find((project) => project.id === id);
  if (row === undefined) throw noSuchThing();
  return { ...row, role: roles[id] ?? row.role };
}

function view({ id, name, role, created_at, settings }: ProjectRow) {
  return { id, name, role, createdAt: created_at.toISOString(), settings };
}

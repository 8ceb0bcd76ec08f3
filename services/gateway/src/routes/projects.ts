import Type from "typebox";
import type { ProjectRow } from "../accounts/projects.ts";
import { createProject, deleteProject, listProjects, renameProject } from "../accounts/projects.ts";
import { noSuchThing, projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, ids, Name, Role, strict } from "../http/schemas.ts";
import type { GatewayWorld } from "../world.ts";

const Project = Type.Object({ id: Id, name: Type.String(), role: Role, createdAt: Type.String() }, { title: "Project" });
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
      summary: "Rename a project",
      tags,
      params,
      body: strict({ name: Name }),
      response: answers({ 200: Project }),
    },
    async handler(request) {
      await renameProject(world.db, projectIn(request), request.body.name);
      return view(await one(world, request.caller!.accountId, projectIn(request), request.caller!.roles));
    },
  });
  app.delete("/api/projects/:project", {
    config: { access: { of: "project", role: "owner" } },
    schema: { operationId: "deleteProject", summary: "Delete a project", tags, params, response: answers({ 204: Type.Null() }) },
    async handler(request, reply) {
      await deleteProject(world.db, projectIn(request));
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

function view({ id, name, role, created_at }: ProjectRow) {
  return { id, name, role, createdAt: created_at.toISOString() };
}

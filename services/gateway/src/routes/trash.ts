import Type from "typebox";
import { listTrash, restoreProject } from "../accounts/trash.ts";
import { noSuchThing } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, ids } from "../http/schemas.ts";

const tags = ["projects"];
const Trashed = Type.Object({ id: Id, name: Type.String(), deletedAt: Type.String() }, { title: "TrashedProject" });

/** The trash: projects that their owner deleted. Whoever else was in them sees nothing of it. */
export const trashRoutes: Routes = (app, world) => {
  app.get("/api/trash", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "listTrash",
      summary: "Your deleted projects",
      tags,
      response: answers({ 200: Type.Object({ projects: Type.Array(Trashed) }) }),
    },
    async handler(request) {
      const rows = await listTrash(world.db, request.caller!.accountId);
      return { projects: rows.map(({ id, name, deleted_at }) => ({ id, name, deletedAt: deleted_at.toISOString() })) };
    },
  });
  app.post("/api/trash/:trashed/restore", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "restoreProject",
      summary: "Take a project out of the trash, with everything in it",
      tags,
      params: ids("trashed"),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      const { accountId } = request.caller!;
      if (!(await restoreProject(world.db, accountId, request.params.trashed))) throw noSuchThing();
      world.rights.forget(accountId);
      request.project = request.params.trashed;
      return reply.code(204).send();
    },
  });
};

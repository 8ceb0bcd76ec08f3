import { ArgosyError } from "@argosy/core";
import Type from "typebox";
import { beginPurge, endPurge, listTrash, restoreProject } from "../accounts/trash.ts";
import { noSuchThing } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, Id, ids } from "../http/schemas.ts";
import type { GatewayWorld } from "../world.ts";

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
  app.delete("/api/trash/:trashed", {
    config: { access: { of: "person" } },
    schema: {
      operationId: "purgeProject",
      summary: "Delete a project of the trash for good: its rows and bytes in every service; the audit stays",
      tags,
      params: ids("trashed"),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      const { trashed } = request.params;
      const mine = await listTrash(world.db, request.caller!.accountId);
      if (!mine.some(({ id }) => id === trashed)) throw noSuchThing();
      await refuseWhileAtWork(world, trashed);
      await beginPurge(world.db, request.caller!.accountId, trashed);
      await purge(world, trashed);
      request.project = trashed;
      return reply.code(204).send();
    },
  });
};

/** What works on a project would write on while it is being deleted. */
async function refuseWhileAtWork({ db }: GatewayWorld, project: string): Promise<void> {
  const jobs = await db.query("select id from read.job where project_id = $1 and state in ('queued', 'running', 'waiting')", [project]);
  if (jobs.length === 0) return;
  const message = "jobs of the project are still at work; restore it, cancel them, and delete it again";
  throw new ArgosyError("failed_precondition", message, { details: { jobs: jobs.length } });
}

/** Pipeline goes last: the others know their tasks by its rows. What was broken off is gone on with when it is asked for again. */
async function purge({ db, services }: GatewayWorld, project: string): Promise<void> {
  const { ingest, segment, measure, classify, export: exporting, pipeline } = services;
  for (const service of [classify, measure, exporting, segment, ingest, pipeline]) await service.forgetProject({ project });
  await endPurge(db, project);
}

import Type from "typebox";
import type { Routes } from "../http/app-type.ts";
import { answers, strict } from "../http/schemas.ts";

const TroubledTask = Type.Object(
  {
    id: Type.String(),
    project: Type.String(),
    stage: Type.String(),
    state: Type.String(),
    attempts: Type.Integer(),
    reason: Type.String({ description: "BLOCKED, DRAINED, NOT_TAKEN, SILENT, WAITING, or why it failed." }),
    waitingFor: Type.String({ description: "A resource, or tasks that failed; empty: nothing." }),
    seconds: Type.Number({ description: "For how long." }),
  },
  { title: "TroubledTask" },
);
const Usage = Type.Object(
  { project: Type.String(), owner: Type.String(), objects: Type.Integer(), bytes: Type.Integer() },
  { title: "Usage" },
);
const Stage = Type.Object(
  {
    stage: Type.String(),
    draining: Type.Boolean({ description: "Whether nothing new is handed out." }),
    running: Type.Integer({ description: "Tasks in hand." }),
    ready: Type.Integer(),
    waiting: Type.Integer(),
    failed: Type.Integer(),
  },
  { title: "Stage" },
);
const stages = answers({ 200: Type.Object({ stages: Type.Array(Stage) }) });
const access = { of: "admin" } as const;
const tags = ["admin"];
const STAGE = Type.String({ pattern: "^[a-z]{1,20}$" });
const TASK = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** Looking after the installation: what is stuck, who keeps how much, what is not to take tasks. */
export const adminRoutes: Routes = (app, { services: { pipeline }, db, callOf }) => {
  app.get("/api/admin/tasks", {
    config: { access },
    schema: {
      operationId: "listTroubledTasks",
      summary: "Tasks that are stuck or have failed for good, of all projects",
      tags,
      querystring: strict({
        which: Type.Optional(Type.Union([Type.Literal("stuck"), Type.Literal("dead")])),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 100 })),
      }),
      response: answers({ 200: Type.Object({ tasks: Type.Array(TroubledTask) }) }),
    },
    handler: async (request) =>
      pipeline.listTroubledTasks({ which: request.query.which ?? "", limit: request.query.limit ?? 100 }, await callOf(request, "")),
  });
  app.post("/api/admin/tasks/:task/requeue", {
    config: { access },
    schema: {
      operationId: "requeueTask",
      summary: "Have a task tried again",
      tags,
      params: Type.Object({ task: TASK }),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      await pipeline.requeueTask({ task: request.params.task }, await callOf(request, ""));
      return reply.code(204).send();
    },
  });
  app.get("/api/admin/usage", {
    config: { access },
    schema: {
      operationId: "getUsage",
      summary: "Objects and bytes of each project in the store",
      tags,
      response: answers({ 200: Type.Object({ projects: Type.Array(Usage) }) }),
    },
    async handler(request) {
      const call = { ...(await callOf(request, "")), deadline: Date.now() + 120_000 };
      const [{ projects }, owners] = await Promise.all([
        pipeline.getUsage({}, call),
        db.query<{ project: string; owner: string }>(
          "select p.id as project, a.name as owner from project p join account a on a.id = p.owner_id",
        ),
      ]);
      const ownerOf = new Map(owners.map(({ project, owner }) => [project, owner]));
      return { projects: projects.map((usage) => ({ ...usage, owner: ownerOf.get(usage.project) ?? "" })) };
    },
  });
  app.get("/api/admin/stages", {
    config: { access },
    schema: { operationId: "listStages", summary: "How the services that take tasks stand", tags, response: stages },
    handler: async (request) => pipeline.listStages({}, await callOf(request, "")),
  });
  app.post("/api/admin/stages/:stage/drain", {
    config: { access },
    schema: {
      operationId: "drainStage",
      summary: "Let a service take no more tasks, or take them again; what is in hand is finished",
      tags,
      params: Type.Object({ stage: STAGE }),
      body: strict({ draining: Type.Boolean() }),
      response: stages,
    },
    handler: async (request) =>
      pipeline.drainStage({ stage: request.params.stage, draining: request.body.draining }, await callOf(request, "")),
  });
};

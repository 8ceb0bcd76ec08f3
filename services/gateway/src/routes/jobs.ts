import type { Job as JobMessage } from "@argosy/rpc";
import Type from "typebox";
import { enterProject, projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { withExplained } from "../http/explain.ts";
import { Job } from "../http/messages.ts";
import { answers, Id, ids, pageOf, paging, strict } from "../http/schemas.ts";
import { startJob } from "../start-job.ts";
import { JobRequestSchema } from "./job-request.ts";

const filters = {
  kind: Type.Optional(Type.Union(["import", "run", "training", "prediction", "map", "export"].map((kind) => Type.Literal(kind)))),
  state: Type.Optional(Type.Union(["queued", "running", "waiting", "done", "failed", "cancelled"].map((state) => Type.Literal(state)))),
};
const tags = ["jobs"];
const params = ids("id");

/** Jobs: everything that takes longer than a moment. */
export const jobRoutes: Routes = (app, world) => {
  app.post("/api/jobs", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "createJob",
      summary: "Start an import, a run, a training, a prediction, a map or an export",
      tags,
      body: JobRequestSchema,
      response: answers({ 202: Job }),
    },
    async handler(request, reply) {
      enterProject(request, request.body.project, "editor");
      const job = await startJob(world, request.body, await world.callOf(request));
      return reply.code(202).header("location", `/api/jobs/${job.id}`).send(view(job));
    },
  });
  app.get("/api/jobs", {
    config: { access: { of: "caller" } },
    schema: {
      operationId: "listJobs",
      summary: "Jobs of one project, or the newest of all that you may see",
      tags,
      querystring: strict({ project: Type.Optional(Id), ...filters, ...paging }),
      response: answers({ 200: pageOf("jobs", Job) }),
    },
    async handler(request) {
      const { project, kind = "", state = "", limit = 50, cursor = "" } = request.query;
      if (project !== undefined) {
        enterProject(request, project, "viewer");
        const page = { limit, cursor };
        const { jobs, nextCursor } = await world.services.pipeline.listJobs({ project, kind, state, page }, await world.callOf(request));
        return { jobs: jobs.map(view), nextCursor };
      }
      const all: JobMessage[] = [];
      for (const id of Object.keys(request.caller!.roles)) {
        const call = await world.callOf(request, id);
        all.push(...(await world.services.pipeline.listJobs({ project: id, kind, state, page: { limit, cursor: "" } }, call)).jobs);
      }
      const newest = all.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0)).slice(0, limit);
      return { jobs: newest.map(view), nextCursor: "" };
    },
  });
  app.get("/api/jobs/:id", {
    config: { access: { of: "job" } },
    schema: { operationId: "getJob", summary: "State, progress and results of a job", tags, params, response: answers({ 200: Job }) },
    handler: async (request) =>
      view(await world.services.pipeline.getJob({ project: projectIn(request), job: request.params.id }, await world.callOf(request))),
  });
  app.delete("/api/jobs/:id", {
    config: { access: { of: "job", role: "editor" } },
    schema: { operationId: "cancelJob", summary: "Cancel a job", tags, params, response: answers({ 200: Job }) },
    handler: async (request) =>
      view(await world.services.pipeline.cancelJob({ project: projectIn(request), job: request.params.id }, await world.callOf(request))),
  });
  app.post("/api/jobs/:id/retry", {
    config: { access: { of: "job", role: "editor" } },
    schema: {
      operationId: "retryJob",
      summary: "Repeat what failed of a job, and only that",
      tags,
      params,
      response: answers({ 202: Job }),
    },
    async handler(request, reply) {
      const { id } = request.params;
      const job = await world.services.pipeline.retryJob({ project: projectIn(request), job: id }, await world.callOf(request));
      return reply.code(202).header("location", `/api/jobs/${id}`).send(view(job));
    },
  });
};

/** A job with the addresses of its results. */
export function view(job: JobMessage): JobMessage & { readonly links: Readonly<Record<string, string>> } {
  const base = `/api/projects/${job.project}`;
  const places: Readonly<Record<string, (id: string) => string>> = {
    bundle: (id) => `${base}/bundles/${id}/content`,
    csv: (id) => `${base}/bundles/${id}/content`,
    masks: (id) => `${base}/bundles/${id}/content`,
    run: (id) => `${base}/runs/${id}`,
    collection: (id) => `${base}/collections/${id}`,
    model: (id) => `${base}/models/${id}`,
    map: (id) => `${base}/maps/${id}`,
  };
  const links = Object.entries(job.results).flatMap(([name, id]) => {
    const place = places[name];
    return place === undefined ? [] : [[name, place(id)] as const];
  });
  const failedItems = job.failedItems.map(withExplained);
  return { ...withExplained(job), failedItems, links: { self: `/api/jobs/${job.id}`, ...Object.fromEntries(links) } };
}

import { ArgosyError } from "@argosy/core";
import type { BoundService, CallContext, Failure, Graph as GraphMessage, Implementation, Job, Run, Task, TaskSpec } from "@argosy/rpc";
import { bindService, PipelineServiceDefinition } from "@argosy/rpc";
import { cancelJob, retryJob } from "./change-job.ts";
import { checkWork } from "./check-work.ts";
import { checkGraph, createRun } from "./create-run.ts";
import { completeTask, failTask, mayPass } from "./end-task.ts";
import type { GraphRow } from "./graphs.ts";
import { findGraph, listGraphs, putGraph } from "./graphs.ts";
import { addResults, findJob, insertJob, listJobs, settleJob } from "./jobs.ts";
import { viewJob } from "./progress.ts";
import type { RunRow } from "./runs.ts";
import { deleteRun, findRun, listRuns } from "./runs.ts";
import type { NewTask, TaskRow } from "./tasks.ts";
import { findTask, insertTasks, jobsOfTask, markRunning, touch } from "./tasks.ts";
import { watchJobs } from "./watch-jobs.ts";
import type { PipelineWorld } from "./world.ts";

const PAGE = { default: 50, most: 1_000 } as const;

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function pipelineRpc(world: PipelineWorld): BoundService {
  return bindService(
    PipelineServiceDefinition,
    { ...graphMethods(world), ...runMethods(world), ...jobMethods(world), ...taskMethods(world) },
    {
      validateGraph: "viewer",
      putGraph: "editor",
      getGraph: "viewer",
      listGraphs: "viewer",
      createRun: "editor",
      getRun: "viewer",
      listRuns: "viewer",
      deleteRun: "editor",
      createJob: "service",
      addTasks: "service",
      getJob: "viewer",
      listJobs: "viewer",
      cancelJob: "editor",
      retryJob: "editor",
      watchJobs: "viewer",
      getTask: "service",
      startTask: "service",
      touchTasks: "service",
      completeTask: "service",
      failTask: "service",
      checkWork: "owner",
    },
    { checkWork: { timeoutMs: 600_000 }, watchJobs: { idleMs: 24 * 3_600_000 } },
  );
}

type Methods = Implementation<typeof PipelineServiceDefinition>;

function graphMethods(world: PipelineWorld): Pick<Methods, "validateGraph" | "putGraph" | "getGraph" | "listGraphs"> {
  const { db, registry, templates } = world;
  return {
    async validateGraph({ project, definition }) {
      const { graph, sha256, warnings } = checkGraph(definition, registry);
      return {
        id: "",
        project,
        name: graph.name,
        version: 0,
        definition: graph,
        sha256,
        createdAt: "",
        template: false,
        warnings: [...warnings],
      };
    },
    async putGraph({ project, definition }) {
      const { graph, sha256, warnings } = checkGraph(definition, registry);
      const row = await putGraph(db, { id: world.newId(), projectId: project, definition: graph, sha256 });
      return graphMessage(row, warnings);
    },
    async getGraph({ project, graph }) {
      const row = await findGraph(db, project, graph);
      if (row !== undefined) return graphMessage(row, []);
      const template = templates.get(graph);
      if (template === undefined) throw new ArgosyError("not_found", "there is no such graph or template", { details: { graph } });
      return templateMessage(world, project, template);
    },
    async listGraphs({ project }) {
      const stored = (await listGraphs(db, project)).map((row) => graphMessage(row, []));
      return { graphs: [...stored, ...[...templates.values()].map((template) => templateMessage(world, project, template))] };
    },
  };
}

function runMethods(world: PipelineWorld): Pick<Methods, "createRun" | "getRun" | "listRuns" | "deleteRun"> {
  const { db } = world;
  const one = async (project: string, id: string): Promise<RunRow> => {
    const run = await findRun(db, project, id);
    if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: id } });
    return run;
  };
  return {
    async createRun(request) {
      const jobId = await createRun(world, request);
      await world.announce([{ projectId: request.project, jobId }]);
      world.loop.wake();
      return jobOf(world, request.project, jobId);
    },
    getRun: async ({ project, run }) => runMessage(await one(project, run)),
    async listRuns({ project, collection, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listRuns(db, project, { collection, before: page?.cursor ?? "", limit });
      return { runs: rows.map(runMessage), nextCursor: rows.length === limit ? rows.at(-1)!.id : "" };
    },
    async deleteRun({ project, run }) {
      const row = await one(project, run);
      if (!["done", "failed", "cancelled"].includes(row.state)) {
        throw new ArgosyError("failed_precondition", "a run that is not finished cannot be deleted; cancel it first", { details: { run } });
      }
      await db.transaction((tx) => deleteRun(tx, row));
      return {};
    },
  };
}

function jobMethods(
  world: PipelineWorld,
): Pick<Methods, "createJob" | "addTasks" | "getJob" | "listJobs" | "cancelJob" | "retryJob" | "watchJobs" | "checkWork"> {
  const { db } = world;
  return {
    async createJob({ project, kind, title, tasks, results, growing }) {
      const id = world.newId();
      await db.transaction(async (tx) => {
        await insertJob(tx, { id, projectId: project, kind, title, growing, results });
        await insertTasks(tx, project, id, tasks.map(newTask));
        await settleJob(tx, id);
      });
      await world.announce([{ projectId: project, jobId: id }]);
      world.loop.wake();
      return jobOf(world, project, id);
    },
    async addTasks({ project, job, tasks, results, complete }) {
      const change = await db.transaction(async (tx) => {
        const row = await findJob(tx, project, job);
        if (row === undefined) throw new ArgosyError("not_found", "there is no such job", { details: { job } });
        await insertTasks(tx, project, job, tasks.map(newTask));
        await addResults(tx, job, results, complete);
        return settleJob(tx, job);
      });
      if (change !== undefined) await world.announce([change]);
      world.loop.wake();
      return jobOf(world, project, job);
    },
    getJob: ({ project, job }) => jobOf(world, project, job),
    async listJobs({ project, kind, state, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listJobs(db, project, { kind, state, before: page?.cursor ?? "", limit });
      const jobs: Partial<Job>[] = [];
      for (const row of rows) jobs.push(await viewJob(db, row));
      return { jobs, nextCursor: rows.length === limit ? rows.at(-1)!.id : "" };
    },
    async cancelJob({ project, job }) {
      await world.announce([await cancelJob(db, project, job)]);
      return jobOf(world, project, job);
    },
    async retryJob({ project, job }) {
      await world.announce([await retryJob(db, project, job)]);
      world.loop.wake();
      return jobOf(world, project, job);
    },
    async *watchJobs({ project }, { signal }: CallContext) {
      for await (const id of watchJobs(world.bus, `watch-${world.newId()}`, project, signal)) {
        const row = await findJob(db, project, id);
        if (row !== undefined) yield await viewJob(db, row);
      }
    },
    checkWork: ({ project, repair }, { signal }) => checkWork(world, { project, repair, signal }),
  };
}

function taskMethods(world: PipelineWorld): Pick<Methods, "getTask" | "startTask" | "touchTasks" | "completeTask" | "failTask"> {
  const { db } = world;
  const one = async (id: string): Promise<TaskRow> => {
    const task = await findTask(db, id);
    if (task === undefined) throw new ArgosyError("not_found", "there is no such task", { details: { task: id } });
    return task;
  };
  return {
    getTask: async ({ task }) => taskMessage(await one(task), await jobsOfTask(db, task)),
    async startTask({ task }) {
      const changes = await db.transaction(async (tx) => {
        if (!(await markRunning(tx, task))) return [];
        const jobs = await jobsOfTask(tx, task);
        const settled = [];
        for (const job of jobs) settled.push(await settleJob(tx, job));
        return settled.filter((change) => change !== undefined);
      });
      await world.announce(changes);
      return taskMessage(await one(task), await jobsOfTask(db, task));
    },
    touchTasks: async ({ tasks }) => ({ cancelled: await touch(db, tasks) }),
    async completeTask({ task, sha256, results }) {
      await world.announce(await completeTask(db, task, sha256, results));
      world.loop.wake();
      return {};
    },
    async failTask({ task, failure, retry }) {
      const { code, reason, detail, details } = failure ?? { code: "internal", reason: "", detail: "the task failed", details: {} };
      const changes = await failTask(
        db,
        task,
        { code, reason, detail, details: details ?? {} },
        retry || mayPass(code, reason),
        world.retry,
      );
      await world.announce(changes);
      return {};
    },
  };
}

async function jobOf(world: PipelineWorld, project: string, id: string): Promise<Partial<Job>> {
  const row = await findJob(world.db, project, id);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such job", { details: { job: id } });
  return viewJob(world.db, row);
}

function newTask(spec: TaskSpec): NewTask {
  return { id: spec.id, stage: spec.stage, title: spec.title, weight: Math.max(1, spec.weight), work: spec.work ?? {}, needs: spec.needs };
}

function taskMessage(row: TaskRow, jobs: string[]): Task {
  return {
    spec: { id: row.id, stage: row.stage, work: { ...row.work }, needs: [], title: row.title, weight: row.weight },
    project: row.project_id,
    state: row.state,
    attempts: row.attempts,
    outputSha256: row.output_sha256 ?? "",
    jobs,
    problem: (row.problem as Failure | null) ?? undefined,
  };
}

function runMessage(row: RunRow): Run {
  return {
    id: row.id,
    project: row.project_id,
    job: row.job_id,
    collection: row.collection_id,
    graph: row.graph_id,
    model: row.model_id ?? "",
    plan: { ...row.plan },
    state: row.state,
    createdAt: row.created_at.toISOString(),
    images: row.images,
    tasksComputed: row.computed,
    tasksReused: row.reused,
  };
}

function graphMessage(row: GraphRow, warnings: readonly string[]): GraphMessage {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    version: row.version,
    definition: { ...row.definition },
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
    template: false,
    warnings: [...warnings],
  };
}

function templateMessage(world: PipelineWorld, project: string, template: unknown): GraphMessage {
  const { graph, sha256, warnings } = checkGraph(template, world.registry);
  return {
    id: "",
    project,
    name: graph.name,
    version: 0,
    definition: { ...graph },
    sha256,
    createdAt: "",
    template: true,
    warnings: [...warnings],
  };
}

function limitOf(limit: number | undefined): number {
  return limit === undefined || limit <= 0 ? PAGE.default : Math.min(limit, PAGE.most);
}

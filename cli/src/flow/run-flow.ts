import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ArgosyError, refusal } from "@argosy/core";
import type { GraphDraft } from "@argosy/nodes";
import type { File, Graph, Job, Model, RefusedLabel } from "@argosy/rpc";
import type { ApiClient } from "../server/api-client.ts";
import type { FinishedRun } from "./outputs.ts";
import type { Progress } from "./progress-bar.ts";
import { finishJob } from "./wait-for-job.ts";

/** What to take through which pipeline. */
export interface FlowRequest {
  readonly paths: readonly string[];
  /** Name of a template or stored graph, or a file with a graph. */
  readonly pipeline: string;
  readonly names?: string | undefined;
  /** File with metadata. */
  readonly metadata?: string | undefined;
  /** File with labels. */
  readonly labels?: string | undefined;
  readonly seed?: number | undefined;
}

/** What a flow came to. */
export interface FlowResult extends FinishedRun {
  readonly importJob: Job;
  /** Runs in the order in which they were made; the last is the one to look at. */
  readonly runJobs: readonly Job[];
  readonly model: Model | undefined;
  readonly refused: readonly File[];
  readonly graph: Graph;
  readonly seconds: { readonly import: number; readonly process: number; readonly export: number };
}

/** Labels that come once the objects are known, as CSV; `undefined` for none. */
export type LabelSource = (run: FinishedRun) => Promise<string | undefined>;

/** Takes images through import, run, labels, training and export over the interface for programs. */
export class Flow {
  readonly #api: ApiClient;
  readonly #progress: Progress;
  readonly #signal: AbortSignal;

  constructor(api: ApiClient, progress: Progress, signal: AbortSignal) {
    this.#api = api;
    this.#progress = progress;
    this.#signal = signal;
  }

  /** @param labels - where labels come from; by default the file that the request names. */
  async run(request: FlowRequest, labels: LabelSource | undefined = fileLabels(request)): Promise<FlowResult> {
    const project = await this.project();
    const graph = await this.graph(project, request.pipeline);
    const begun = performance.now();
    const importJob = await this.importPaths(project, request);
    const imported = performance.now();
    const collection = importJob.results["collection"]!;
    const refused = await this.#refused(project, collection);
    const { runJobs, model } = await this.#process({ project, collection, graph, request, labels });
    const last = runJobs.at(-1)!;
    const exporting = last.stages.find((stage) => stage.stage === "export")?.seconds ?? 0;
    return {
      project,
      collection,
      run: last.results["run"]!,
      bundle: last.results["bundle"],
      importJob,
      runJobs,
      model,
      refused,
      graph,
      seconds: { import: (imported - begun) / 1_000, process: (performance.now() - imported) / 1_000 - exporting, export: exporting },
    };
  }

  /** The project to work in: the first that the owner has. */
  async project(): Promise<string> {
    const { projects } = await this.#api.get<{ projects: { id: string }[] }>("/api/projects", { signal: this.#signal });
    const [first] = projects;
    if (first === undefined) throw new ArgosyError("not_found", "there is no project yet; make one on the page");
    return first.id;
  }

  /** Imports local files and folders, and waits for it. */
  async importPaths(project: string, request: Pick<FlowRequest, "paths" | "names" | "metadata">, collection?: string): Promise<Job> {
    const metadataTable = request.metadata === undefined ? undefined : await readText(request.metadata);
    const body = {
      kind: "import",
      project,
      paths: request.paths.map((path) => resolve(path)),
      ...(request.names === undefined ? {} : { names: request.names }),
      ...(metadataTable === undefined ? {} : { metadataTable }),
      ...(collection === undefined ? {} : { collection }),
    };
    return this.#finish(await this.#api.post<Job>("/api/jobs", body, { signal: this.#signal }));
  }

  /** Sets labels from CSV text and tells what could not be set. */
  async importLabels(
    project: string,
    run: string,
    table: string,
  ): Promise<{ changed: number; unchanged: number; refused: readonly RefusedLabel[] }> {
    return this.#api.post(`/api/projects/${project}/labels/import`, { run, table, createClasses: true }, { signal: this.#signal });
  }

  async #process(flow: {
    readonly project: string;
    readonly collection: string;
    readonly graph: Graph;
    readonly request: FlowRequest;
    readonly labels: LabelSource | undefined;
  }): Promise<{ runJobs: Job[]; model: Model | undefined }> {
    const { project, collection, graph, request, labels } = flow;
    const run = (targets: readonly string[], model?: string) => this.#run(project, collection, graph, targets, model);
    const nodes = (graph.definition as GraphDraft | undefined)?.nodes ?? [];
    const measuring = nodes.filter((node) => node.node.startsWith("measure.")).map((node) => node.id);
    const learns = nodes.some((node) => node.node === "classify.forest");
    if (labels === undefined || measuring.length === 0) return { runJobs: [await run([])], model: undefined };
    const first = await run(measuring);
    const finished = { project, collection, run: first.results["run"]!, bundle: undefined };
    const table = await labels(finished);
    if (table !== undefined) await this.#setLabels(finished, table);
    const model = table !== undefined && learns ? await this.#train(finished, request.seed) : undefined;
    return { runJobs: [first, await run([], model?.id)], model };
  }

  async #setLabels(run: FinishedRun, table: string): Promise<void> {
    const { changed, unchanged, refused } = await this.importLabels(run.project, run.run, table);
    const left = refused.length === 0 ? "" : `, ${refused.length} rows refused`;
    this.#progress.say(`labels: ${changed} set, ${unchanged} as they were${left}`);
  }

  async #train(run: FinishedRun, seed: number | undefined): Promise<Model> {
    const body = { kind: "training", project: run.project, run: run.run, ...(seed === undefined ? {} : { seed }) };
    const job = await this.#finish(await this.#api.post<Job>("/api/jobs", body, { signal: this.#signal }));
    return this.#api.get<Model>(`/api/projects/${run.project}/models/${job.results["model"]}`, { signal: this.#signal });
  }

  async #run(project: string, collection: string, graph: Graph, targets: readonly string[], model?: string): Promise<Job> {
    const body = { kind: "run", project, collection, graph: graph.id || graph.name, targets, ...(model === undefined ? {} : { model }) };
    return this.#finish(await this.#api.post<Job>("/api/jobs", body, { signal: this.#signal }));
  }

  async #finish(job: Job): Promise<Job> {
    const ended = await finishJob(this.#api, job.id, (state) => this.#progress.job(state), this.#signal);
    this.#progress.end();
    return ended;
  }

  async #refused(project: string, collection: string): Promise<File[]> {
    const query = { state: "refused" };
    return Array.fromAsync(
      this.#api.pages<File>(`/api/projects/${project}/collections/${collection}/files`, "files", { query, signal: this.#signal }),
    );
  }

  /** A graph in a file is stored; a name is that of a template or of a stored graph. */
  async graph(project: string, pipeline: string): Promise<Graph> {
    if (/\.json$/i.test(pipeline)) {
      const definition = parseGraph(pipeline, await readText(pipeline));
      return this.#api.post<Graph>(`/api/projects/${project}/graphs`, { definition }, { signal: this.#signal });
    }
    const { graphs } = await this.#api.get<{ graphs: Graph[] }>(`/api/projects/${project}/graphs`, { signal: this.#signal });
    const found =
      graphs.find((graph) => graph.name === pipeline && graph.template) ??
      graphs.find((graph) => graph.name === pipeline || graph.id === pipeline);
    if (found !== undefined) return found;
    const names = [...new Set(graphs.map((graph) => graph.name))].sort().join(", ");
    throw new ArgosyError("not_found", `there is no pipeline "${pipeline}"; there are ${names}, or give a file ending in .json`);
  }
}

function fileLabels({ labels }: FlowRequest): LabelSource | undefined {
  return labels === undefined ? undefined : () => readText(labels);
}

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw refusal("FILE_UNREADABLE", `${file} cannot be read (${error.code ?? "error"})`, { file }, error);
  });
}

function parseGraph(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal("GRAPH_INVALID", `${file} is not valid JSON: ${(error as Error).message}`, { file }, error);
  }
}

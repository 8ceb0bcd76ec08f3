import { ArgosyError, refusal } from "@argosy/core";
import type { CallOptions, Job, TrainRequest } from "@argosy/rpc";
import { settingsOf } from "./accounts/projects.ts";
import type { JobRequest } from "./routes/job-request.ts";
import type { GatewayWorld } from "./world.ts";

type Of<Kind extends JobRequest["kind"]> = Extract<JobRequest, { kind: Kind }>;

/** Hands a request for a job to the service that plans it. */
export function startJob(world: GatewayWorld, request: JobRequest, call: CallOptions): Promise<Job> {
  switch (request.kind) {
    case "import":
      return startImport(world, request, call);
    case "run":
      return startRun(world, request, call);
    case "training":
      return startTraining(world, request, call);
    case "prediction":
      return startPrediction(world, request, call);
    case "map":
      return startMap(world, request, call);
    case "export":
      return request.format === undefined ? startExport(world, request, call) : startChosenExport(world, request, call);
  }
}

async function startImport({ services, db }: GatewayWorld, request: Of<"import">, call: CallOptions): Promise<Job> {
  const { project, collection = "", paths = [], uploads = [], intake = "", names = "", metadataTable = "", metadata } = request;
  if (paths.length === 0 && uploads.length === 0 && intake === "")
    throw refusal("FIELD_INVALID", "an import needs paths, uploads or an intake", { pointer: "/uploads" });
  const { keepOriginals = true, pixelSize = 0 } = await settingsOf(db, project);
  const dropOriginals = request.dropOriginals ?? !keepOriginals;
  const table = new TextEncoder().encode(metadataTable);
  return services.ingest.createImport(
    {
      project,
      collection,
      paths,
      uploads,
      intake,
      names,
      metadataTable: table,
      metadata: metadata ?? {},
      dropOriginals,
      defaultPixelSize: pixelSize,
    },
    call,
  );
}

function startRun({ services }: GatewayWorld, request: Of<"run">, call: CallOptions): Promise<Job> {
  const { project, collection, graph, targets = [], model = "", title = "", sample } = request;
  return services.pipeline.createRun(
    { project, collection, graph, targets, model, title, ...(sample === undefined ? {} : { sample }) },
    call,
  );
}

function startTraining({ services }: GatewayWorld, { kind: _, ...request }: Of<"training">, call: CallOptions): Promise<Job> {
  return services.classify.train(trainRequest(request), call);
}

/** A training as the service takes it: 0 and empty stand for what the run's own pipeline says. */
export function trainRequest(request: Omit<Of<"training">, "kind">): TrainRequest {
  const { project, run, columns = [], trees = 0, seed = -1, heldOut = 0, minPerClass = 0 } = request;
  const { moreRuns = [], statuses = [], classes = [] } = request;
  return { project, run, columns, trees, seed, heldOut, minPerClass, moreRuns, statuses, classes };
}

function startPrediction({ services }: GatewayWorld, request: Of<"prediction">, call: CallOptions): Promise<Job> {
  const { project, run, model = "", unlabelledOnly = false } = request;
  return services.classify.predict({ project, run, model, unlabelledOnly }, call);
}

function startMap({ services }: GatewayWorld, { kind: _, ...request }: Of<"map">, call: CallOptions): Promise<Job> {
  const { project, run, columns = [], neighbours = 0, minDist, seed } = request;
  return services.classify.drawMap({ project, run, columns, neighbours, minDist, seed }, call);
}

function startChosenExport({ services }: GatewayWorld, request: Of<"export">, call: CallOptions): Promise<Job> {
  const {
    project,
    run,
    format = "",
    name = "",
    images = [],
    classes = [],
    statuses = [],
    columns = [],
    withoutPredictions = false,
  } = request;
  return services.export.createExport({ project, run, format, name, images, classes, statuses, columns, withoutPredictions }, call);
}

/** A bundle is what the last nodes of the run's graph make of the labels as they stand now; equal work before them is not done again. */
async function startExport({ services }: GatewayWorld, request: Of<"export">, call: CallOptions): Promise<Job> {
  const { project } = request;
  const run = await services.pipeline.getRun({ project, run: request.run }, call);
  const graph = await services.pipeline.getGraph({ project, graph: run.graph }, call);
  const nodes = (graph.definition?.["nodes"] ?? []) as readonly { readonly id: string; readonly node: string }[];
  const sinks = nodes.filter(({ node }) => node.startsWith("export.")).map(({ id }) => id);
  const targets = request.targets ?? sinks;
  if (targets.length === 0)
    throw new ArgosyError("failed_precondition", "the graph of the run has no node that exports", { details: { graph: graph.name } });
  const title = `Export of ${graph.name}`;
  return services.pipeline.createRun({ project, collection: run.collection, graph: run.graph, targets, model: run.model, title }, call);
}

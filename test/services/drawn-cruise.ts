import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import { ArgosyError, newId } from "@argosy/core";
import { exportService } from "@argosy/export";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { ClassifyServiceDefinition as Classify, Client, LabelEvent, Object as ObjectMessage, Role } from "@argosy/rpc";
import { ClassifyServiceDefinition, IngestServiceDefinition, PipelineServiceDefinition, SegmentServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";
import { expect } from "vitest";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";
import { writeFrames } from "./drawn-frames.ts";

/** Drawn frames, imported, and what can be done with them. */
export interface DrawnCruise {
  readonly project: string;
  readonly home: ServiceHome;
  /** A run over the frames that sees what is dark, with its objects. */
  readonly firstRun: string;
  readonly firstObjects: readonly ObjectMessage[];
  classify(role?: Role): Client<typeof Classify>;
  /** The results of a job that has ended well. */
  finished(job: string): Promise<Record<string, string>>;
  /** Starts a run whose objects are what is darker than the threshold. @returns Its job. */
  startRun(threshold: number, model?: string, measure?: string): Promise<string>;
  objectsOf(run: string): Promise<ObjectMessage[]>;
  history(object: string): Promise<LabelEvent[]>;
  stop(): Promise<void>;
}

/** What an object of the frames is, by its box. */
export function kindOf({ box }: ObjectMessage): "bar" | "disc" {
  return box!.width > 2 * box!.height ? "bar" : "disc";
}

/** The error that a promise ends with. */
export function failure(promise: Promise<unknown>): Promise<ArgosyError> {
  return promise.then(
    () => expect.fail("did not fail"),
    (error: unknown) => (error instanceof ArgosyError ? error : expect.fail(`not an ArgosyError: ${error}`)),
  );
}

/** Starts all services that learn, classify with settings, imports the frames and runs over them once. Call `stop` in `afterAll`. */
export async function startDrawnCruise(settings: Readonly<Record<string, string>> = {}): Promise<DrawnCruise> {
  const project = newId();
  const folder = await mkdtemp(join(tmpdir(), "argosy-drawn-"));
  await writeFrames(folder);
  const classifying = { ...classifyService, start: (ports: Ports) => classifyService.start({ ...ports, settings }) };
  const services = [ingestService, segmentService, measureService, classifying, exportService, pipelineService];
  const home = await startServiceHome(project, services);
  const classify: DrawnCruise["classify"] = (role) => home.client(ClassifyServiceDefinition, role);
  const finished: DrawnCruise["finished"] = async (job) => {
    const { state, results, problem, failedItems } = await home.ended(project, job);
    expect({ state, problem, failedItems }).toEqual({ state: "done", problem: undefined, failedItems: [] });
    return results;
  };
  const imported = await home.client(IngestServiceDefinition).createImport({ project, paths: [folder], collection: "frames" });
  const { collection } = await finished(imported.id);
  const startRun: DrawnCruise["startRun"] = async (threshold, model = "none", measure = "measure.shape") => {
    const pipeline = home.client(PipelineServiceDefinition);
    const graph = await pipeline.putGraph({ project, definition: darkObjects(threshold, measure) });
    return (await pipeline.createRun({ project, collection: collection!, graph: graph.id, model })).id;
  };
  const objectsOf: DrawnCruise["objectsOf"] = async (run) =>
    (await home.client(SegmentServiceDefinition).listObjects({ project, run })).objects;
  const firstRun = (await finished(await startRun(127)))["run"]!;
  return {
    project,
    home,
    firstRun,
    firstObjects: await objectsOf(firstRun),
    classify,
    finished,
    startRun,
    objectsOf,
    history: async (object) => (await classify().listLabelHistory({ project, object })).events,
    async stop() {
      await home.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Everything darker than the threshold is an object, measured and classified. */
function darkObjects(threshold: number, measure: string): Record<string, unknown> {
  return {
    name: `dark-${threshold}-${measure}`,
    nodes: [
      { id: "images", node: "collection.images" },
      { id: "grey", node: "convert.grey" },
      { id: "threshold", node: "threshold.fixed", params: { threshold, objects: "dark" } },
      { id: "objects", node: "segment.objects", params: { minArea: 20 } },
      { id: "numbers", node: measure },
      { id: "classes", node: "classify.forest", params: { trees: 25 } },
    ],
    edges: [
      { from: "images.image", to: "grey.image" },
      { from: "grey.image", to: "threshold.image" },
      { from: "threshold.mask", to: "objects.mask" },
      { from: "objects.labels", to: "numbers.labels" },
      ...(measure === "measure.intensity" ? [{ from: "grey.image", to: "numbers.image" }] : []),
      { from: "numbers.table", to: "classes.tables" },
    ],
  };
}

import { createHash } from "node:crypto";
import { ArgosyError, canonicalJson, refusal } from "@argosy/core";
import type { Kept, Source, StagePlan, Step, UnitTasks } from "@argosy/nodes";
import type { CreateExportRequest, Job } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { featureSetsOfRun } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { ExportChoice, ExportFormat, ExportTask } from "./export-choice.ts";
import { FORMATS } from "./export-choice.ts";
import { chooseMeasures } from "./measure-choice.ts";

interface RunRow {
  readonly id: string;
  readonly model_id: string | null;
  readonly plan: { readonly graph?: { readonly name: string }; readonly stages: readonly StagePlan[] };
}

const TITLES: Readonly<Record<ExportFormat, string>> = { ecotaxa: "EcoTaxa bundle", csv: "table", masks: "label images" };
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;
const STATUSES: readonly string[] = ["", "predicted", "validated", "dubious", "discarded"];

/**
 * Makes a job that writes results of a run as they stand now into a file. Every export is made anew: labels and metadata change.
 *
 * @throws {ArgosyError} `not_found` for the run; `failed_precondition` while it has found nothing; FIELD_INVALID, PARAM_INVALID for a
 *   format, name, status or measure that cannot be.
 */
export async function createExport(
  ports: Pick<Ports, "db" | "calls" | "newId">,
  request: CreateExportRequest,
  author: string,
): Promise<Job> {
  const { db } = ports;
  const { project } = request;
  const format = FORMATS.find((known) => known === request.format);
  if (format === undefined) throw refusal("FIELD_INVALID", `a format is one of ${FORMATS.join(", ")}`, { field: "format" });
  const run = await db.one<RunRow>("select id, model_id, plan from read.run where id = $1 and project_id = $2", [request.run, project]);
  if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: request.run } });
  const choice: ExportChoice = {
    run: run.id,
    format,
    name: checkName(request.name) || fileNameOf(run.plan.graph?.name ?? ""),
    images: await checkImages(db, project, request.images),
    classes: request.classes,
    statuses: checkStatuses(request.statuses),
    columns: request.columns,
    ...(request.withoutPredictions || run.model_id === null ? {} : { model: run.model_id }),
    author,
    made: ports.newId(),
  };
  chooseMeasures(await featureSetsOfRun(db, project, run.id), choice.columns);
  const { units, images } = await unitsOf(db, project, run.id);
  if (units.length === 0) throw new ArgosyError("failed_precondition", "the run has found no objects yet; wait for it to end");
  const { steps, keeps } = sinkOf(run.plan.stages, format);
  const work: ExportTask = { kind: "chain", stage: "export", steps, keeps, units, choice };
  const id = createHash("sha256")
    .update(canonicalJson({ project, ...work }))
    .digest("hex");
  const title = `${TITLES[format]} ${choice.name}`;
  return ports.calls(PipelineServiceDefinition).createJob({
    project,
    kind: "export",
    title,
    tasks: [{ id, stage: "export", title, weight: choice.images.length || images, work: { ...work }, needs: [] }],
    results: { run: run.id },
  });
}

/** The chain that the run's own graph has for the format, else one that is connected to everything that the run has stored. */
function sinkOf(stages: readonly StagePlan[], format: ExportFormat): Pick<StagePlan, "steps" | "keeps"> {
  const own = stages.find((plan) => plan.stage === "export" && plan.steps.at(-1)?.node === `export.${format}`);
  if (own !== undefined) return own;
  const stored = (stage: "segment" | "measure" | "classify", kind: Kept["kind"]): Source[] =>
    stages
      .filter((plan) => plan.stage === stage)
      .flatMap(({ keeps }) => keeps.filter((keep) => keep.kind === kind).map((keep) => ({ from: "stored", stage, ...keep }) as const));
  const inputs: Step["inputs"] = {
    objects: stored("segment", "objects").slice(-1),
    images: [{ from: "frame" }],
    tables: stored("measure", "table"),
    predictions: stored("classify", "predictions").slice(-1),
  };
  return { steps: [{ id: "export", node: `export.${format}`, version: 1, params: {}, inputs }], keeps: [] };
}

/** The tasks of a run that are done, unit by unit in the order of their images. */
async function unitsOf(db: Db, project: string, run: string): Promise<{ readonly units: readonly UnitTasks[]; readonly images: number }> {
  const rows = await db.query<{ unit: string; stage: "segment" | "measure" | "classify"; task: string; images: number }>(
    `select work->'unit'->>'array' as unit, stage, task_id as task,
            jsonb_array_length(coalesce(work->'unit'->'images', '[]'))::int as images
       from read.run_task
      where run_id = $1 and project_id = $2 and state = 'done' and stage in ('segment', 'measure', 'classify') and work ? 'unit'
      order by coalesce(work->'unit'->'images'->0->>'name', '') collate "C", unit, stage`,
    [run, project],
  );
  const segmented = rows.filter(({ stage }) => stage === "segment");
  const members = Map.groupBy(rows, ({ unit }) => unit);
  return {
    units: segmented.map(({ unit }) => Object.fromEntries(members.get(unit)!.map(({ stage, task }) => [stage, task]))),
    images: segmented.reduce((sum, { images }) => sum + images, 0),
  };
}

async function checkImages(db: Db, project: string, images: readonly string[]): Promise<readonly string[]> {
  if (images.length === 0) return [];
  const found = await db.query("select id from read.image where id = any($1) and project_id = $2", [images, project]);
  if (found.length < new Set(images).size) throw new ArgosyError("not_found", "an image that was chosen is not there");
  return [...new Set(images)];
}

function checkStatuses(statuses: readonly string[]): readonly string[] {
  const unknown = statuses.find((status) => !STATUSES.includes(status));
  if (unknown !== undefined) throw refusal("FIELD_INVALID", "there is no such status", { field: "statuses", value: unknown.slice(0, 100) });
  return statuses;
}

function checkName(name: string): string {
  if (name !== "" && !NAME.test(name))
    throw refusal("FIELD_INVALID", "a name of a file has letters, digits, _ - and . and does not begin with a point", { field: "name" });
  return name;
}

function fileNameOf(graph: string): string {
  const name = graph
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replaceAll(/^[.-]+|-+$/g, "");
  return name.slice(0, 100) || "objects";
}

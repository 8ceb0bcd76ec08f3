import { ArgosyError } from "@argosy/core";
import type { ChainWork, Source, Step, UnitTasks } from "@argosy/nodes";
import type { FeatureSetView } from "@argosy/runtime";
import { featureSetId } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { ExportTask } from "./export-choice.ts";
import { takesObject } from "./export-choice.ts";
import type { ChosenMeasure } from "./measure-choice.ts";
import { chooseMeasures } from "./measure-choice.ts";

/** What a sink is connected to, and the works that made it. */
export interface SinkSources {
  readonly sink: Step;
  /** Feature sets in the order of the edges. */
  readonly sets: readonly FeatureSetView[];
  /** The measures asked for, in order. */
  readonly measures: readonly ChosenMeasure[];
  /** Whether an object is written. */
  readonly takes: (object: { readonly class: string | null; readonly status: string | null }) => boolean;
  /** Step of the segmenting chain whose objects are meant; undefined: all. */
  readonly objectsStep: number | undefined;
  /** Model of the predictions; undefined where none are connected or there is no model. */
  readonly model: string | undefined;
  /** Every step that led to the numbers, in the order of the stages. */
  readonly chain: readonly Step[];
}

type Stored = Source & { readonly from: "stored" };

/** Looks up what the last step of an export task reads. The works of all units differ only in their images, so the first unit's are asked. */
export async function sourcesOfSink(db: Db, project: string, work: ExportTask): Promise<SinkSources> {
  const sink = work.steps.at(-1);
  if (sink === undefined) throw new ArgosyError("internal", "the task has no step");
  const first = work.units?.[0] ?? {};
  const works = await worksOf(db, project, first);
  const stored = Object.values(sink.inputs)
    .flat()
    .filter((source): source is Stored => source.from === "stored");
  const measure = works.get("measure");
  const ids = stored.flatMap((source) =>
    source.kind === "table" && measure !== undefined ? [featureSetId(project, measure.steps, source.step)] : [],
  );
  const sets = await featureSets(db, ids);
  const { status = "all", columns } = sink.params as { readonly status?: string; readonly columns?: readonly string[] };
  const { choice } = work;
  const wanted = choice ?? { classes: [], statuses: status === "all" ? [] : [status] };
  return {
    sink,
    sets,
    measures: chooseMeasures(sets, choice === undefined || choice.columns.length === 0 ? columns : choice.columns),
    takes: (object) => takesObject(wanted, object),
    objectsStep: stored.find((source) => source.kind === "objects")?.step ?? works.get("segment")?.keeps.findLast(isObjects)?.step,
    model:
      choice !== undefined
        ? choice.model
        : stored.some((source) => source.kind === "predictions")
          ? works.get("classify")?.model?.id
          : undefined,
    chain: [...["segment", "measure", "classify"].flatMap((stage) => works.get(stage)?.steps ?? []), ...work.steps],
  };
}

async function worksOf(db: Db, project: string, unit: UnitTasks): Promise<ReadonlyMap<string, ChainWork>> {
  const rows = await db.query<{ stage: string; work: ChainWork }>(
    "select stage, work - 'unit' as work from read.task where id = any($1) and project_id = $2",
    [Object.values(unit), project],
  );
  return new Map(rows.map((row) => [row.stage, row.work]));
}

async function featureSets(db: Db, ids: readonly string[]): Promise<FeatureSetView[]> {
  const rows = await db.query<FeatureSetView>("select id, name, node, version, columns from read.feature_set where id = any($1)", [ids]);
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

function isObjects(keep: ChainWork["keeps"][number]): boolean {
  return keep.kind === "objects";
}

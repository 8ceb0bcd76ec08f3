import { ArgosyError, compareNames, refusal } from "@argosy/core";
import type { Ports } from "@argosy/runtime";
import { featureSetsOfRun } from "@argosy/runtime";
import type { CanonicalArray } from "./canonical/canonical-text.ts";
import { canonicalArrayLine, canonicalHeader, canonicalObjectLine } from "./canonical/canonical-text.ts";
import { canonicalArrays } from "./canonical-rows.ts";
import { csvMetadata } from "./csv/csv-metadata.ts";
import { csvHeader, csvLine } from "./csv/write-csv.ts";
import { chooseMeasures } from "./measure-choice.ts";
import { imagesOfTasks, segmentTasksOfRun } from "./run-images.ts";
import { tableRows } from "./table-rows.ts";

/** Which table of a run is wanted. */
export interface TableRequest {
  readonly project: string;
  readonly run: string;
  readonly format: string;
  /** Name of the file that metadata describes. */
  readonly fileName: string;
}

/** Characters of text that are sent together. */
const CHUNK = 256 * 1024;

/**
 * All objects of a run as text, in pieces.
 *
 * @throws {ArgosyError} `not_found` for a run that is not there, FIELD_INVALID for another format than csv, csv-metadata or canonical.
 */
export async function* streamTable(ports: Ports, request: TableRequest, signal: AbortSignal): AsyncGenerator<string> {
  let text = "";
  for await (const piece of tableText(ports, request, signal)) {
    text += piece;
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

async function* tableText(ports: Ports, request: TableRequest, signal: AbortSignal): AsyncGenerator<string> {
  const { db } = ports;
  const { project, format } = request;
  const run = await db.one<{ model: string | null }>("select model_id as model from read.run where id = $1 and project_id = $2", [
    request.run,
    project,
  ]);
  if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: request.run } });
  if (!["csv", "csv-metadata", "canonical"].includes(format))
    throw refusal("FIELD_INVALID", "the format is csv, csv-metadata or canonical", { field: "format" });
  const sets = await featureSetsOfRun(db, project, request.run);
  const measures = chooseMeasures(sets);
  if (format === "csv-metadata") {
    yield csvMetadata(request.fileName || "objects.csv", measures);
    return;
  }
  const { tasks, steps } = await segmentTasksOfRun(db, project, request.run, signal);
  const images = await imagesOfTasks(db, project, tasks, signal);
  const rows = tableRows(db, { project, images, sets, measures, model: run.model ?? undefined }, signal);
  if (format === "csv") {
    yield csvHeader(measures);
    for await (const row of rows) yield csvLine(row);
    return;
  }
  yield `${canonicalHeader(measures.map(({ name }) => name))}\n`;
  for await (const row of rows) yield `${canonicalObjectLine(row)}\n`;
  // Images come by name; the slots of one image are put in order here.
  const together: CanonicalArray[] = [];
  for await (const array of canonicalArrays(ports, project, { images, steps }, signal)) {
    if (together[0] !== undefined && together[0].image !== array.image) yield slotLines(together.splice(0));
    together.push(array);
  }
  yield slotLines(together);
}

function slotLines(arrays: readonly CanonicalArray[]): string {
  return arrays
    .toSorted((a, b) => compareNames(a.slot, b.slot))
    .map((array) => `${canonicalArrayLine(array)}\n`)
    .join("");
}

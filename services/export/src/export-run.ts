import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";
import type { Ports, TaskEnd, TaskHandler, TaskInHand } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import type { BundleRow } from "./bundles.ts";
import { finishedBundles, insertBundle } from "./bundles.ts";
import { csvMetadata, csvMetadataName } from "./csv/csv-metadata.ts";
import { writeCsv } from "./csv/write-csv.ts";
import type { BundleNote } from "./ecotaxa/bundle-row.ts";
import { checkBundle } from "./ecotaxa/check-bundle.ts";
import type { Finding } from "./ecotaxa/findings.ts";
import { writeEcotaxaBundle } from "./ecotaxa/write-bundle.ts";
import { ecotaxaRows } from "./ecotaxa-rows.ts";
import type { ExportTask } from "./export-choice.ts";
import { takesImage } from "./export-choice.ts";
import { imagesOfTasks } from "./run-images.ts";
import { sourcesOfSink } from "./run-work.ts";
import { storeFile } from "./store-file.ts";
import { tableRows } from "./table-rows.ts";
import { inWorkingFolder } from "./working-folder.ts";
import { writeMasks } from "./write-masks.ts";

/** A task in hand, with where its files are written first. */
interface ExportWork extends Pick<TaskInHand<ExportTask>, "id" | "project" | "work"> {
  readonly folder: string;
  readonly signal: AbortSignal;
}

type Writer = (ports: Ports, work: ExportWork) => Promise<BundleRow[]>;

/** What writes the files of a sink. */
const WRITERS: Readonly<Record<string, Writer>> = {
  "export.ecotaxa": exportEcotaxa,
  "export.csv": exportCsv,
  "export.masks": exportMasks,
};

/** Under which name a job finds a file. */
const RESULTS: Readonly<Record<string, string>> = { ecotaxa: "bundle", csv: "csv", "csv-metadata": "csvMetadata", masks: "masks" };

/**
 * Works off one export task: writes the files of its sink, checks them, keeps them.
 *
 * Safe to run twice: what a task has written once it answers again, also when persons have labelled more since.
 */
export function exportRun(ports: Ports): TaskHandler<ExportTask> {
  return async ({ id, project, work }, { signal }) => {
    const finished = await finishedBundles(ports.db, id);
    if (finished !== undefined) return endOf(finished.sha256, finished.bundles);
    const node = work.steps.at(-1)?.node ?? "";
    const write = Object.hasOwn(WRITERS, node) ? WRITERS[node] : undefined;
    if (write === undefined)
      throw new ArgosyError("failed_precondition", "this server cannot write what the node asks for", { details: { node } });
    const bundles = await inWorkingFolder((folder) => write(ports, { id, project, work, folder, signal }));
    const sha256 = createHash("sha256")
      .update(bundles.map((bundle) => `${bundle.name} ${bundle.sha256}\n`).join(""))
      .digest("hex");
    await ports.db.transaction(async (tx) => {
      if (!(await recordOutput(tx, id, sha256))) return;
      for (const bundle of bundles) await insertBundle(tx, bundle, work.choice);
    });
    return endOf(sha256, bundles);
  };
}

function endOf(sha256: string, bundles: readonly BundleRow[]): TaskEnd {
  return { sha256, results: Object.fromEntries(bundles.map(({ id, kind }) => [RESULTS[kind] ?? kind, id])) };
}

async function exportEcotaxa(ports: Ports, { id, project, work, folder, signal }: ExportWork): Promise<BundleRow[]> {
  const path = join(folder, `${fileName(work, "ecotaxa")}.zip`);
  const rows = await unlessEmpty(ecotaxaRows(ports, project, work, signal));
  // EcoTaxa takes no bundle without an object: a run that found none has none.
  if (rows === undefined) return [];
  const summary = await writeEcotaxaBundle(rows, { signal, pictures: "whole" }, createWriteStream(path));
  // The bytes go to the store while they are checked: no row names them before both are done.
  const [report, stored] = await Promise.all([
    checkBundle(path, { databaseLimits: true, pictures: "whole" }),
    storeFile(ports.store, path, { project, task: id, kind: "ecotaxa" }, signal),
  ]);
  const notes = summary.notes.map(noteText);
  return [{ ...stored, objects: summary.objects, findings: report.findings.map(findingText), checks: report.findings, notes }];
}

/** The same rows, or `undefined` where there is none. */
async function unlessEmpty<Row>(rows: AsyncGenerator<Row>): Promise<AsyncGenerator<Row> | undefined> {
  const first = await rows.next();
  if (first.done === true) return undefined;
  return (async function* () {
    yield first.value;
    yield* rows;
  })();
}

async function exportCsv(ports: Ports, { id, project, work, folder, signal }: ExportWork): Promise<BundleRow[]> {
  const { measures, rows } = await tableOf(ports, project, work, signal);
  const name = `${fileName(work, "objects")}.csv`;
  const objects = await writeCsv(measures, rows, createWriteStream(join(folder, name)));
  const described = join(folder, csvMetadataName(name));
  await writeFile(described, csvMetadata(name, measures));
  const facts = { objects, ...UNCHECKED };
  const owner = { project, task: id };
  return [
    { ...(await storeFile(ports.store, join(folder, name), { ...owner, kind: "csv" }, signal)), ...facts },
    { ...(await storeFile(ports.store, described, { ...owner, kind: "csv-metadata" }, signal)), ...facts },
  ];
}

async function exportMasks(ports: Ports, { id, project, work, folder, signal }: ExportWork): Promise<BundleRow[]> {
  const { choice } = work;
  if (choice === undefined) throw new ArgosyError("internal", "label images are exported by choice only");
  const { images, rows } = await tableOf(ports, project, work, signal);
  const path = join(folder, `${fileName(work, "masks")}_masks.zip`);
  const { objects, missing } = await writeMasks(ports, path, { project, run: choice.run, images, rows }, signal);
  const notes = missing.length === 0 ? [] : [`labels: ${missing.length} images have no label image (first ${missing[0]})`];
  const stored = await storeFile(ports.store, path, { project, task: id, kind: "masks" }, signal);
  return [{ ...stored, objects, ...UNCHECKED, notes }];
}

/** What is said of a file that no rules are kept for. */
const UNCHECKED = { findings: [], checks: [], notes: [] };

/** The objects of an export task as rows of a table. */
async function tableOf(ports: Ports, project: string, work: ExportTask, signal: AbortSignal) {
  const { sets, measures, model, objectsStep: step, takes } = await sourcesOfSink(ports.db, project, work);
  const tasks = (work.units ?? []).flatMap(({ segment }) => (segment === undefined ? [] : [segment]));
  const images = (await imagesOfTasks(ports.db, project, tasks, signal)).filter(({ image }) => takesImage(work.choice, image.id));
  return { images, measures, rows: tableRows(ports.db, { project, images, sets, measures, model, step, takes }, signal) };
}

/** The name of the file without its ending, as the person or the node says. */
function fileName(work: ExportTask, otherwise: string): string {
  const name = work.choice?.name ?? work.steps.at(-1)?.params["name"];
  return typeof name === "string" && /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name) ? name : otherwise;
}

function findingText({ severity, rule, where, message }: Finding): string {
  const place = [where.file, where.line, where.column].filter((part) => part !== undefined).join(":");
  return `${severity} ${rule} ${place}: ${message}`;
}

function noteText({ column, message, count, objectId }: BundleNote): string {
  const first = objectId === "" ? "" : `, first ${objectId}`;
  return `${column}: ${message} (${count} times${first})`;
}

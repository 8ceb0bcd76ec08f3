import { createHash } from "node:crypto";
import { compilePattern, idFromHash, metadataLookup, readMetadataTable, refusal } from "@argosy/core";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports, TaskHandler, TaskInHand } from "@argosy/runtime";
import { inOrder } from "@argosy/runtime";
import type { FileRow } from "./files.ts";
import { knownFiles, putFiles, unfinishedFiles } from "./files.ts";
import { viewParcels } from "./intake/parcels.ts";
import { OriginalKeeper } from "./keep-originals.ts";
import { localFiles } from "./local-files.ts";
import type { Look } from "./look-at-file.ts";
import { lookAtFile, problemOf } from "./look-at-file.ts";
import type { ImportTable, MetadataSources } from "./metadata.ts";
import { gatherMetadata } from "./metadata.ts";
import type { PlannedStack } from "./plan-import.ts";
import { planImport } from "./plan-import.ts";
import type { SourceFile } from "./source-files.ts";
import { intakeFiles, uploadedFiles } from "./uploaded-files.ts";
import { markImported } from "./uploads.ts";
import type { ReceiveWork } from "./work.ts";

/**
 * Receives the files of an import: looks at each, keeps the bytes of those that are new, and hands on the stacks to be made.
 * Safe to run twice: what was received before is known by path and content.
 */
export function receiveFiles(ports: Ports): TaskHandler<ReceiveWork> {
  return async (task, { signal }) => {
    const { work, project } = task;
    // Whatever is received is decoded next.
    ports.decoders?.prepare();
    const stacks = await ports.db.transaction(
      async (tx) => {
        // Two imports into one collection take turns: each must know what the other has received.
        await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 2))", [`receive ${work.collection}`]);
        await receiveAll(ports, task, signal);
        return planImport(project, work.collection, await unfinishedFiles(ports.db, work.collection), work.dropOriginals);
      },
      { statementTimeoutMs: 0, signal },
    );
    for (const job of task.jobs) await addStacks(ports, project, job, work.collection, stacks);
    return { sha256: createHash("sha256").update(work.importId).digest("hex"), results: { collection: work.collection } };
  };
}

/** Tasks that go into one message; each names at most 64 frames. */
const BATCH = 50;

/** Hands the stacks on to the job, some at a time: a message has a limit, an import of many thousand frames has not. */
async function addStacks(ports: Ports, project: string, job: string, collection: string, stacks: readonly PlannedStack[]): Promise<void> {
  const pipeline = ports.calls(PipelineServiceDefinition);
  for (let start = 0; start === 0 || start < stacks.length; start += BATCH) {
    const tasks = stacks.slice(start, start + BATCH).map((stack) => ({ ...stack, stage: "ingest", work: { ...stack.work }, needs: [] }));
    await pipeline.addTasks({ project, job, tasks, results: { collection }, complete: start + BATCH >= stacks.length });
  }
}

/** Files that are read at a time; they are taken in their order. */
const LOOKS = 6;

async function receiveAll(ports: Ports, task: TaskInHand<ReceiveWork>, signal: AbortSignal): Promise<void> {
  const { work, project } = task;
  const sources = await metadataSources(ports, work, signal);
  const known = await knownFiles(ports.db, work.collection);
  const keeper = new OriginalKeeper(ports.store, `${project}/ingest/${work.collection}`, (files) => putFiles(ports.db, files));
  const seen = new Set<string>();
  const looked = inOrder(filesOf(ports, task, signal), LOOKS, async (file) => ({ file, look: await lookAtFile(file, signal) }));
  try {
    for await (const { file, look } of looked) {
      try {
        await receive(file, look, { task, sources, known, keeper, seen, signal });
      } finally {
        await file.close?.();
      }
    }
    await keeper.flush(signal);
  } finally {
    // Nothing is written any more once another import may begin.
    await keeper.settle();
  }
  const parcels = work.intake === "" ? [] : await viewParcels(ports.db, work.intake);
  await markImported(ports.db, [...work.uploads, ...parcels.flatMap(({ upload_id }) => upload_id ?? [])]);
}

function filesOf(ports: Ports, task: TaskInHand<ReceiveWork>, signal: AbortSignal): AsyncGenerator<SourceFile> {
  const { paths, uploads, intake } = task.work;
  if (intake !== "") return intakeFiles(ports.db, ports.store, task.project, intake, signal);
  return paths.length > 0 ? localFiles(paths, signal) : uploadedFiles(ports.db, ports.store, task.project, uploads, signal);
}

async function metadataSources(ports: Ports, work: ReceiveWork, signal: AbortSignal): Promise<MetadataSources> {
  let table: ImportTable | undefined;
  if (work.table !== "") {
    const bytes = await ports.store.get(work.table, { signal });
    if (bytes === undefined) throw refusal("OBJECT_CORRUPT", "the metadata table is missing in the store", { key: work.table });
    const read = readMetadataTable(bytes);
    table = { keyColumn: read.keyColumn, rowOf: metadataLookup(read) };
  }
  return {
    pattern: work.names === "" ? undefined : compilePattern(work.names),
    table,
    given: work.metadata,
    defaultPixelSize: work.defaultPixelSize,
  };
}

interface Receiving {
  readonly task: TaskInHand<ReceiveWork>;
  readonly sources: MetadataSources;
  readonly known: ReadonlyMap<string, FileRow>;
  readonly keeper: OriginalKeeper;
  /** Paths of this import so far. */
  readonly seen: Set<string>;
  readonly signal: AbortSignal;
}

async function receive(file: SourceFile, look: Look, receiving: Receiving): Promise<void> {
  const { keeper, known, seen, signal } = receiving;
  if (seen.has(file.path)) {
    // The first keeps the name; the second is listed under a name of its own, so that nobody looks for it in vain.
    const problem = problemOf(refusal("NAME_DUPLICATE", `the import holds ${file.path} twice`, { path: file.path }));
    const refused: Look = { sha256: "", kind: "other", format: null, header: null, problem, whole: undefined };
    await keeper.note({ ...rowOf({ ...file, path: `${file.path} (${seen.size})` }, refused, receiving), parts: [] });
    return;
  }
  seen.add(file.path);
  const before = known.get(file.path);
  if (before !== undefined && before.sha256 === look.sha256 && before.state !== "refused") return;
  const row = rowOf(file, look, receiving);
  if (look.problem !== null || look.kind === "other") await keeper.note({ ...row, parts: [] });
  else if (file.stored !== undefined) await keeper.note({ ...row, parts: file.stored });
  else await keeper.add(row, file.bytes, look.whole, signal);
}

function rowOf(file: SourceFile, look: Look, { task, sources }: Receiving): Omit<FileRow, "parts"> {
  const id = idFromHash(createHash("sha256").update(`${task.work.collection} ${file.path}`).digest());
  return {
    id,
    project_id: task.project,
    collection_id: task.work.collection,
    path: file.path,
    size: file.size,
    sha256: look.sha256 === "" ? null : look.sha256,
    kind: look.kind,
    format: look.format,
    state: look.problem !== null ? "refused" : look.kind === "table" ? "ready" : "sniffed",
    problem: look.problem,
    header: look.header,
    ...gatherMetadata(file.path, look, sources),
    kept: !task.work.dropOriginals,
    import_id: task.work.importId,
  };
}

import { createHash } from "node:crypto";
import { basename } from "node:path";
import { ArgosyError, compilePattern, isId, LIMITS, readMetadataTable, refusal } from "@argosy/core";
import type { CreateImportRequest, Job } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { takeCollection } from "../collections.ts";
import { findIntake, markImporting } from "../intake/intakes.ts";
import { viewParcels } from "../intake/parcels.ts";
import { findUpload } from "../uploads.ts";
import type { ReceiveWork } from "../work.ts";
import type { IngestMethods } from "./methods.ts";

/** Imports: checked, and handed to the job that works them off. */
export function importMethods(ports: Ports): Pick<IngestMethods, "createImport"> {
  return {
    async createImport(request, context) {
      if (request.intake !== "") return importIntake(ports, request.project, request.intake);
      await checkImport(ports, request, context.identity.local === true);
      const importId = ports.newId();
      const { names, metadataTable, paths, uploads, dropOriginals, defaultPixelSize } = request;
      const source = {
        name: await nameOfSource(ports, request),
        key: paths.length > 0 ? createHash("sha256").update(paths.join("\0")).digest("hex") : importId,
      };
      const { collection, metadata = {} } = request;
      const settings = { collection, names, table: metadataTable, metadata, dropOriginals, defaultPixelSize };
      return (await startImport(ports, request.project, { importId, source, settings, paths, uploads, intake: "" })).job;
    },
  };
}

/** Starts the import of an intake once; asked again it answers the same job. */
async function importIntake(ports: Ports, project: string, id: string): Promise<Job> {
  const intake = await findIntake(ports.db, project, id);
  if (intake.job_id !== null) return (await ports.calls(PipelineServiceDefinition).getJob({ project, job: intake.job_id })) as Job;
  const parcels = await viewParcels(ports.db, id);
  if (intake.state !== "sending" || parcels.some(({ complete }) => !complete)) {
    const left = parcels.filter(({ complete }) => !complete).length;
    throw refusal("INTAKE_UNFINISHED", `${left} of ${parcels.length} parcels are not received yet`, { parcels: left });
  }
  if (parcels.length === 0) throw refusal("INTAKE_EMPTY", "none of the files of this intake can be taken", { intake: id });
  const { job, collection } = await startImport(ports, project, {
    importId: intake.import_id,
    source: { name: intake.name, key: intake.import_id },
    settings: {
      collection: intake.collection,
      names: intake.names_pattern,
      table: intake.metadata_table ?? new Uint8Array(0),
      metadata: intake.metadata,
      dropOriginals: intake.drop_originals,
      defaultPixelSize: intake.default_pixel_size,
    },
    paths: [],
    uploads: [],
    intake: id,
  });
  await markImporting(ports.db, id, job.id, collection);
  return job;
}

interface ImportWish {
  readonly importId: string;
  readonly source: { readonly name: string; readonly key: string };
  readonly settings: {
    readonly collection: string;
    readonly names: string;
    readonly table: Uint8Array;
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly dropOriginals: boolean;
    readonly defaultPixelSize: number;
  };
  readonly paths: readonly string[];
  readonly uploads: readonly string[];
  readonly intake: string;
}

async function startImport(ports: Ports, project: string, wish: ImportWish): Promise<{ readonly job: Job; readonly collection: string }> {
  const { importId, source, settings, paths, uploads, intake } = wish;
  const collection = await takeCollection(ports.db, {
    id: ports.newId(),
    projectId: project,
    name: settings.collection.normalize("NFC"),
    sourceName: source.name,
    source: source.key,
    names: settings.names,
    metadata: settings.metadata,
  });
  const table = settings.table.length === 0 ? "" : `${project}/ingest/${collection}/table-${importId}`;
  if (table !== "") await ports.store.put(table, settings.table);
  const { names, metadata, dropOriginals, defaultPixelSize } = settings;
  const work: ReceiveWork = {
    kind: "receive",
    importId,
    collection,
    paths,
    uploads,
    intake,
    names,
    table,
    metadata,
    dropOriginals,
    defaultPixelSize,
  };
  const task = {
    id: createHash("sha256").update(`receive ${importId}`).digest("hex"),
    stage: "ingest",
    title: source.name,
    weight: 1,
    work: { ...work },
    needs: [],
  };
  const job = (await ports.calls(PipelineServiceDefinition).createJob({
    project,
    kind: "import",
    title: `import ${source.name}`,
    tasks: [task],
    results: { collection },
    growing: true,
  })) as Job;
  return { job, collection };
}

/**
 * Checks what tells of the images of an import.
 *
 * @throws {ArgosyError} NAMES_PATTERN_INVALID, METADATA_TABLE_INVALID, `payload_too_large`.
 */
export function checkSources(names: string, table: Uint8Array): void {
  if (names !== "") compilePattern(names);
  if (table.length > LIMITS.metadataBytes) {
    throw new ArgosyError("payload_too_large", `the metadata table is larger than ${LIMITS.metadataBytes} bytes`, {
      details: { limit: LIMITS.metadataBytes },
    });
  }
  if (table.length > 0) readMetadataTable(table);
}

async function checkImport(ports: Ports, request: CreateImportRequest, local: boolean): Promise<void> {
  if (request.paths.length > 0 && !local) {
    throw refusal("PERMISSION_MISSING", "files of the server's machine may only be imported by its owner, in the embedded home");
  }
  if (request.paths.length > 0 === request.uploads.length > 0) {
    throw refusal("FIELD_INVALID", "an import needs either paths or uploads", { field: "uploads" });
  }
  checkSources(request.names, request.metadataTable);
  for (const id of request.uploads) {
    if (!isId(id)) throw new ArgosyError("not_found", "there is no such upload", { details: { upload: id.slice(0, 64) } });
    const upload = await findUpload(ports.db, request.project, id);
    if (upload.state !== "complete") {
      throw new ArgosyError("failed_precondition", `the upload ${upload.name} is ${upload.state}, not complete`, {
        details: { upload: id },
      });
    }
  }
}

async function nameOfSource(ports: Ports, request: CreateImportRequest): Promise<string> {
  const [path] = request.paths;
  if (path !== undefined) return basename(path) || "images";
  return (await findUpload(ports.db, request.project, request.uploads[0]!)).name;
}

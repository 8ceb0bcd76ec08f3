import { createHash } from "node:crypto";
import { basename } from "node:path";
import { ArgosyError, compilePattern, isId, LIMITS, readMetadataTable, refusal } from "@argosy/core";
import type { CreateImportRequest, Job } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { takeCollection } from "../collections.ts";
import { findUpload } from "../uploads.ts";
import type { ReceiveWork } from "../work.ts";
import type { IngestMethods } from "./methods.ts";

/** Imports: checked, and handed to the job that works them off. */
export function importMethods(ports: Ports): Pick<IngestMethods, "createImport"> {
  return {
    async createImport(request, context) {
      await checkImport(ports, request, context.identity.local === true);
      const importId = ports.newId();
      const sourceName = await nameOfSource(ports, request);
      const collection = await takeCollection(ports.db, {
        id: ports.newId(),
        projectId: request.project,
        name: request.collection.normalize("NFC"),
        sourceName,
        source: request.paths.length > 0 ? createHash("sha256").update(request.paths.join("\0")).digest("hex") : importId,
        names: request.names,
        metadata: request.metadata ?? {},
      });
      const table = request.metadataTable.length === 0 ? "" : `${request.project}/ingest/${collection}/table-${importId}`;
      if (table !== "") await ports.store.put(table, request.metadataTable);
      const work: ReceiveWork = {
        kind: "receive",
        importId,
        collection,
        paths: request.paths,
        uploads: request.uploads,
        names: request.names,
        table,
        metadata: request.metadata ?? {},
        dropOriginals: request.dropOriginals,
      };
      const task = {
        id: createHash("sha256").update(`receive ${importId}`).digest("hex"),
        stage: "ingest",
        title: sourceName,
        weight: 1,
        work: { ...work },
        needs: [],
      };
      return (await ports.calls(PipelineServiceDefinition).createJob({
        project: request.project,
        kind: "import",
        title: `import ${sourceName}`,
        tasks: [task],
        results: { collection },
        growing: true,
      })) as Job;
    },
  };
}

async function checkImport(ports: Ports, request: CreateImportRequest, local: boolean): Promise<void> {
  if (request.paths.length > 0 && !local) {
    throw refusal("PERMISSION_MISSING", "files of the server's machine may only be imported by its owner, in the embedded home");
  }
  if (request.paths.length > 0 === request.uploads.length > 0) {
    throw refusal("FIELD_INVALID", "an import needs either paths or uploads", { field: "uploads" });
  }
  if (request.names !== "") compilePattern(request.names);
  if (request.metadataTable.length > LIMITS.metadataBytes) {
    throw new ArgosyError("payload_too_large", `the metadata table is larger than ${LIMITS.metadataBytes} bytes`, {
      details: { limit: LIMITS.metadataBytes },
    });
  }
  if (request.metadataTable.length > 0) readMetadataTable(request.metadataTable);
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

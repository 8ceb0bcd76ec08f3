import { createHash } from "node:crypto";
import { basename } from "node:path";
import { ArgosyError, isId, LIMITS, refusal } from "@argosy/core";
import { compilePattern, readMetadataTable } from "@argosy/formats";
import type { BoundService, Collection, CreateImportRequest, File, Image, Implementation, Job, Upload } from "@argosy/rpc";
import { bindService, IngestServiceDefinition, PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { CollectionRow } from "./collections.ts";
import { findCollection, listCollections, takeCollection } from "./collections.ts";
import type { FileRow } from "./files.ts";
import { filesById, listFiles } from "./files.ts";
import type { ImageView } from "./images.ts";
import { findImage, listImages, patchImage } from "./images.ts";
import { pathFault } from "./source-files.ts";
import { appendUpload, deleteUpload, findUpload, insertUpload, type UploadRow } from "./uploads.ts";
import type { ReceiveWork } from "./work.ts";

const PAGE = { default: 100, most: 1_000 } as const;

type Methods = Implementation<typeof IngestServiceDefinition>;

/** The gRPC face of the service: decode, check, call, encode; nothing else. */
export function ingestRpc(ports: Ports): BoundService {
  return bindService(
    IngestServiceDefinition,
    { ...uploadMethods(ports), ...importMethods(ports), ...readMethods(ports) },
    {
      createUpload: "editor",
      getUpload: "editor",
      appendUpload: "editor",
      deleteUpload: "editor",
      createImport: "editor",
      listCollections: "viewer",
      getCollection: "viewer",
      listFiles: "viewer",
      listImages: "viewer",
      getImage: "viewer",
      getOriginal: "viewer",
      patchImage: "editor",
    },
  );
}

function uploadMethods({ db, store, newId }: Ports): Pick<Methods, "createUpload" | "getUpload" | "appendUpload" | "deleteUpload"> {
  return {
    async createUpload({ project, name, size, kind }) {
      const fault = pathFault(name.normalize("NFC"), LIMITS.pathBytes);
      if (fault !== undefined) throw refusal("NAME_INVALID", fault, { name: name.slice(0, 200) });
      if (kind !== "file" && kind !== "tar") throw refusal("FIELD_INVALID", "the kind of an upload is file or tar", { field: "kind" });
      if (!Number.isSafeInteger(size) || size < 0 || size > LIMITS.fileBytes) {
        throw new ArgosyError("payload_too_large", `an upload has 0 to ${LIMITS.fileBytes} bytes`, {
          details: { limit: LIMITS.fileBytes },
        });
      }
      const id = newId();
      await insertUpload(db, { id, projectId: project, name: name.normalize("NFC"), kind, size });
      return uploadMessage(await findUpload(db, project, id));
    },
    getUpload: async ({ project, upload }) => uploadMessage(await findUpload(db, project, upload)),
    async appendUpload({ project, upload, offset, length, key }) {
      if (!key.startsWith(uploadPrefix(project, upload)))
        throw refusal("FIELD_INVALID", "the key does not belong to the upload", { field: "key" });
      return uploadMessage(await appendUpload(db, project, upload, offset, { key, offset: 0, length }));
    },
    async deleteUpload({ project, upload }) {
      const row = await findUpload(db, project, upload);
      await deleteUpload(db, project, upload);
      for (const part of row.parts) await store.delete(part.key);
      return {};
    },
  };
}

function importMethods(ports: Ports): Pick<Methods, "createImport"> {
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

function readMethods({
  db,
}: Ports): Pick<Methods, "listCollections" | "getCollection" | "listFiles" | "listImages" | "getImage" | "getOriginal" | "patchImage"> {
  const image = async (project: string, id: string): Promise<ImageView> => {
    const row = await findImage(db, project, id);
    if (row === undefined) throw new ArgosyError("not_found", "there is no such image", { details: { image: id } });
    return row;
  };
  return {
    async listCollections({ project, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listCollections(db, project, page?.cursor ?? "", limit);
      return { collections: rows.map(collectionMessage), nextCursor: rows.length === limit ? rows.at(-1)!.id : "" };
    },
    async getCollection({ project, collection }) {
      const row = await findCollection(db, project, collection);
      if (row === undefined) throw new ArgosyError("not_found", "there is no such collection", { details: { collection } });
      return collectionMessage(row);
    },
    async listFiles({ project, collection, state, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listFiles(db, project, { collection, state, after: page?.cursor ?? "", limit });
      return { files: rows.map(fileMessage), nextCursor: rows.length === limit ? rows.at(-1)!.path : "" };
    },
    async listImages({ project, collection, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listImages(db, project, collection, page?.cursor ?? "", limit);
      return { images: rows.map(imageMessage), nextCursor: rows.length === limit ? rows.at(-1)!.name : "" };
    },
    getImage: async ({ project, image: id }) => imageMessage(await image(project, id)),
    async getOriginal({ project, image: id }) {
      const row = await image(project, id);
      const file = (await filesById(db, project, [row.file_id])).get(row.file_id)!;
      if (!file.kept || file.parts.length === 0)
        throw refusal("ORIGINAL_NOT_KEPT", `the original of ${row.name} was not kept`, { image: id });
      const parts = file.parts.map((part) => ({ ...part, sha256: "", mediaType: "" }));
      return { parts, name: basename(file.path), mediaType: `image/${file.format}`, size: file.size, sha256: file.sha256 ?? "" };
    },
    async patchImage({ project, image: id, metadata, pixelWidth, pixelHeight }) {
      await image(project, id);
      for (const size of [pixelWidth, pixelHeight]) {
        if (size !== undefined && !(size > 0 && size < 1e6))
          throw refusal("FIELD_INVALID", "a pixel size is above 0 and below 1,000,000 um", { field: "pixelWidth" });
      }
      await patchImage(db, project, id, { metadata: metadata ?? {}, pixelWidth, pixelHeight });
      return imageMessage(await image(project, id));
    },
  };
}

function uploadPrefix(project: string, upload: string): string {
  return `${project}/ingest/uploads/${upload}/`;
}

function uploadMessage(row: UploadRow): Upload {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    size: row.size,
    offset: row.position,
    kind: row.kind,
    state: row.state,
    expiresAt: row.expires_at.toISOString(),
    prefix: uploadPrefix(row.project_id, row.id),
  };
}

function collectionMessage(row: CollectionRow): Collection {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    images: row.images,
    refused: row.refused,
    files: row.files,
    names: row.names_pattern,
    metadata: { ...row.metadata },
    createdAt: row.created_at.toISOString(),
  };
}

function fileMessage(row: FileRow): File {
  return {
    id: row.id,
    collection: row.collection_id,
    path: row.path,
    size: row.size,
    sha256: row.sha256 ?? "",
    kind: row.kind,
    state: row.state,
    problem: row.problem === null ? undefined : { ...row.problem, details: { ...row.problem.details } },
    format: row.format ?? "",
  };
}

function imageMessage(row: ImageView): Image {
  return {
    id: row.id,
    project: row.project_id,
    collection: row.collection_id,
    file: row.file_id,
    name: row.name,
    width: row.width,
    height: row.height,
    channels: row.channels,
    dtype: row.dtype,
    colour: row.colour,
    array: row.array_id,
    t: row.t,
    pixelWidth: row.pixel_width ?? undefined,
    pixelHeight: row.pixel_height ?? undefined,
    pixelSizeProvenance: row.pixel_size_provenance ?? "",
    metadata: { ...row.metadata },
    sha256: row.sha256 ?? "",
    notes: [...row.notes],
    levels: row.levels,
  };
}

function limitOf(limit: number | undefined): number {
  return limit === undefined || limit <= 0 ? PAGE.default : Math.min(limit, PAGE.most);
}

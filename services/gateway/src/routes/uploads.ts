import { LIMITS, refusal } from "@argosy/core";
import type { CallOptions, Upload } from "@argosy/rpc";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { projectIn } from "../http/access.ts";
import type { Routes } from "../http/app-type.ts";
import { answers, ids } from "../http/schemas.ts";
import { receiveBytes } from "../uploads/receive-bytes.ts";
import { byteCount, TUS_CHECKSUMS, TUS_EXTENSIONS, TUS_VERSION, tusReply, uploadChecksum, uploadMetadata } from "../uploads/tus-headers.ts";
import type { GatewayWorld } from "../world.ts";

const BYTES = "application/offset+octet-stream";
const ALL = "/api/projects/:project/uploads";
const ONE = "/api/projects/:project/uploads/:upload";
const tags = ["uploads"];
const editor = { access: { of: "project", role: "editor" } } as const;
const described = { tags, externalDocs: { url: "https://tus.io/protocols/resumable-upload" } };
const checkVersion = async (request: FastifyRequest, reply: FastifyReply) => {
  tusReply(reply);
  if (request.headers["tus-resumable"] === TUS_VERSION) return;
  void reply.header("tus-version", TUS_VERSION);
  throw refusal("TUS_VERSION", "the header tus-resumable is not of a version that is known here", { expected: TUS_VERSION });
};

/** Resumable uploads by the protocol tus 1.0: single files, or a tar of many small ones. A finished one is named in an import. */
export const uploadRoutes: Routes = (app, world) => {
  const { ingest } = world.services;
  // One request at a time may add to an upload; a second one would lose its bytes.
  const busy = new Set<string>();
  app.addContentTypeParser(BYTES, { bodyLimit: LIMITS.fileBytes }, (_request, payload, done) => done(null, payload));

  app.options(ALL, {
    config: { access: { of: "public" } },
    schema: {
      operationId: "describeUploads",
      summary: "What the upload protocol can do here",
      ...described,
      params: ids("project"),
      response: answers({ 204: Type.Null() }),
    },
    async handler(_request, reply) {
      return tusReply(reply)
        .headers({
          "tus-version": TUS_VERSION,
          "tus-extension": TUS_EXTENSIONS,
          "tus-max-size": LIMITS.fileBytes,
          "tus-checksum-algorithm": TUS_CHECKSUMS.join(","),
        })
        .code(204)
        .send();
    },
  });
  app.post(ALL, {
    config: { ...editor, longBody: true },
    preParsing: checkVersion,
    bodyLimit: LIMITS.fileBytes,
    schema: {
      operationId: "createUpload",
      summary: "Open an upload; Upload-Metadata has filename, kind tar for a tar of many files, and intake and parcel where it brings one",
      ...described,
      params: ids("project"),
      response: answers({ 201: Type.Null() }),
    },
    async handler(request, reply) {
      const size = byteCount(request, "upload-length");
      const metadata = uploadMetadata(request);
      const checksum = uploadChecksum(request);
      const name = metadata.get("filename") ?? metadata.get("name");
      if (name === undefined) throw refusal("FIELD_INVALID", "the metadata of the upload lacks filename", { field: "upload-metadata" });
      const project = projectIn(request);
      const call = await world.callOf(request);
      const [intake = "", parcel = "0"] = [metadata.get("intake"), metadata.get("parcel")];
      if (intake !== "" && !/^\d{1,6}$/.test(parcel))
        throw refusal("FIELD_INVALID", "the parcel of an intake is a number", { field: "upload-metadata" });
      const wish = { project, name, size, kind: metadata.get("kind") ?? "file", intake, parcel: Number(parcel) };
      let upload = await ingest.createUpload(wish, call);
      void reply.header("location", `/api/projects/${project}/uploads/${upload.id}`);
      if (hasBytes(request)) upload = await exclusive(busy, upload.id, () => receive(world, request, upload, checksum));
      return standing(reply, upload).code(201).send();
    },
  });
  app.head(ONE, {
    config: editor,
    onRequest: checkVersion,
    schema: {
      operationId: "getUploadOffset",
      summary: "How far an upload is",
      ...described,
      params: ids("project", "upload"),
      response: answers({ 200: Type.Null() }),
    },
    async handler(request, reply) {
      const upload = await ingest.getUpload({ project: projectIn(request), upload: request.params.upload }, await world.callOf(request));
      return standing(reply, upload).header("upload-length", upload.size).code(200).send();
    },
  });
  app.patch(ONE, {
    config: { ...editor, longBody: true },
    preParsing: checkVersion,
    bodyLimit: LIMITS.fileBytes,
    schema: {
      operationId: "continueUpload",
      summary: "Add bytes to an upload",
      ...described,
      params: ids("project", "upload"),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      const which = { project: projectIn(request), upload: request.params.upload };
      const offset = byteCount(request, "upload-offset");
      const checksum = uploadChecksum(request);
      if (request.headers["content-type"] !== BYTES)
        throw refusal("FIELD_INVALID", `the body of an upload is of type ${BYTES}`, { field: "content-type" });
      const upload = await exclusive(busy, which.upload, async () => {
        const there = await ingest.getUpload(which, await world.callOf(request));
        if (there.offset !== offset)
          throw refusal("UPLOAD_CONFLICT", "the upload is at another position", { expected: there.offset, got: offset });
        return receive(world, request, there, checksum);
      });
      return standing(reply, upload).code(204).send();
    },
  });
  app.delete(ONE, {
    config: editor,
    preParsing: checkVersion,
    schema: {
      operationId: "deleteUpload",
      summary: "Give an upload up",
      ...described,
      params: ids("project", "upload"),
      response: answers({ 204: Type.Null() }),
    },
    async handler(request, reply) {
      const which = { project: projectIn(request), upload: request.params.upload };
      const call = await world.callOf(request);
      await exclusive(busy, which.upload, () => ingest.deleteUpload(which, call));
      return reply.code(204).send();
    },
  });
};

function hasBytes(request: FastifyRequest): boolean {
  return request.headers["content-type"] === BYTES;
}

function standing(reply: FastifyReply, upload: Upload): FastifyReply {
  const expires = new Date(upload.expiresAt);
  return reply.headers({ "upload-offset": upload.offset, "upload-expires": expires.toUTCString() });
}

async function receive(
  world: GatewayWorld,
  request: FastifyRequest,
  upload: Upload,
  checksum: ReturnType<typeof uploadChecksum>,
): Promise<Upload> {
  const { project, id } = upload;
  const announced = Number(request.headers["content-length"] ?? 0);
  const left = upload.size - upload.offset;
  if (announced > left) throw refusal("BODY_TOO_LARGE", "more bytes are announced than the upload has left", { limit: left });
  // Bytes that have come are kept even when the connection is gone; a fresh token, since they may have come slowly.
  const call = async (): Promise<CallOptions> => ({ ...(await world.callOf(request)), signal: undefined });
  const append = async (offset: number, length: number, key: string) =>
    world.services.ingest.appendUpload({ project, upload: id, offset, length, key }, await call());
  return receiveBytes({ store: world.store, newId: world.newId, append }, upload, request.body as AsyncIterable<Uint8Array>, checksum);
}

async function exclusive<T>(busy: Set<string>, upload: string, work: () => Promise<T>): Promise<T> {
  if (busy.has(upload)) throw refusal("UPLOAD_BUSY", "another request adds to the upload");
  busy.add(upload);
  try {
    return await work();
  } finally {
    busy.delete(upload);
  }
}

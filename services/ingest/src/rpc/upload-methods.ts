import { ArgosyError, LIMITS, refusal } from "@argosy/core";
import type { Upload } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { findIntake } from "../intake/intakes.ts";
import { setUpload, viewParcel } from "../intake/parcels.ts";
import { pathFault } from "../source-files.ts";
import type { UploadRow } from "../uploads.ts";
import { appendUpload, deleteUpload, findUpload, insertUpload } from "../uploads.ts";
import type { IngestMethods } from "./methods.ts";

/** Uploads: open, append, look up, delete. */
export function uploadMethods({
  db,
  store,
  newId,
}: Ports): Pick<IngestMethods, "createUpload" | "getUpload" | "appendUpload" | "deleteUpload"> {
  return {
    async createUpload({ project, name, size, kind, intake, parcel }) {
      const fault = pathFault(name.normalize("NFC"), LIMITS.pathBytes);
      if (fault !== undefined) throw refusal("NAME_INVALID", fault, { name: name.slice(0, 200) });
      if (kind !== "file" && kind !== "tar") throw refusal("FIELD_INVALID", "the kind of an upload is file or tar", { field: "kind" });
      if (!Number.isSafeInteger(size) || size < 0 || size > LIMITS.fileBytes) {
        throw new ArgosyError("payload_too_large", `an upload has 0 to ${LIMITS.fileBytes} bytes`, {
          details: { limit: LIMITS.fileBytes },
        });
      }
      const id = newId();
      await db.transaction(async (tx) => {
        if (intake !== "") await claimParcel(tx, { project, intake, parcel, kind, upload: id });
        await insertUpload(tx, { id, projectId: project, name: name.normalize("NFC"), kind, size });
      });
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

interface ParcelClaim {
  readonly project: string;
  readonly intake: string;
  readonly parcel: number;
  readonly kind: string;
  readonly upload: string;
}

/** An upload may bring a parcel that has not come yet; an older upload of it is forgotten when its time is over. */
async function claimParcel(tx: Db, { project, intake, parcel, kind, upload }: ParcelClaim): Promise<void> {
  const { state } = await findIntake(tx, project, intake, true);
  const found = await viewParcel(tx, intake, parcel);
  if (found === undefined) throw new ArgosyError("not_found", "there is no such parcel", { details: { parcel } });
  if (state !== "sending" || found.complete || found.kind !== kind)
    throw new ArgosyError("failed_precondition", "the parcel is not waited for", { details: { parcel } });
  await setUpload(tx, intake, parcel, upload);
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

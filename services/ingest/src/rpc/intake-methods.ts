import { ArgosyError, refusal } from "@argosy/core";
import type { Intake, IntakeFile, Parcel } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { giveUp, leaveOut, listFiles } from "../intake/change-intake.ts";
import type { ListedRow } from "../intake/intake-files.ts";
import { FATES, filesOfParcel, viewIntakeFiles } from "../intake/intake-files.ts";
import type { IntakeView } from "../intake/intakes.ts";
import { findIntake, insertIntake, listIntakes, viewIntake } from "../intake/intakes.ts";
import type { ParcelView } from "../intake/parcels.ts";
import { viewParcel, viewParcels } from "../intake/parcels.ts";
import { checkSources } from "./import-methods.ts";
import type { IngestMethods } from "./methods.ts";

type Methods = Pick<
  IngestMethods,
  | "createIntake"
  | "addIntakeFiles"
  | "listIntakes"
  | "getIntake"
  | "listIntakeFiles"
  | "listParcels"
  | "getParcel"
  | "leaveOut"
  | "deleteIntake"
>;

const PAGE = { default: 200, most: 1_000 } as const;

/** Intakes: list what comes, tell how far it is. */
export function intakeMethods(ports: Ports): Methods {
  const { db, newId } = ports;
  const view = async (project: string, intake: string) => intakeMessage(await viewIntake(db, project, intake));
  return {
    async createIntake(request, { identity }) {
      checkSources(request.names, request.metadataTable);
      const name = request.name.normalize("NFC").slice(0, 200);
      const id = newId();
      await insertIntake(db, {
        id,
        project_id: request.project,
        name: name === "" ? "files" : name,
        collection: request.collection.normalize("NFC"),
        names_pattern: request.names,
        metadata_table: request.metadataTable.length === 0 ? undefined : request.metadataTable,
        metadata: request.metadata ?? {},
        drop_originals: request.dropOriginals,
        default_pixel_size: request.defaultPixelSize,
        author: identity.user ?? "",
        import_id: newId(),
      });
      return view(request.project, id);
    },
    async addIntakeFiles({ project, intake, files, complete }) {
      if (files.some(({ size }) => !Number.isSafeInteger(size) || size < 0))
        throw refusal("FIELD_INVALID", "the size of a file is a number of bytes", { field: "files" });
      await listFiles(db, project, intake, files, complete);
      return view(project, intake);
    },
    async listIntakes({ project, limit }) {
      return { intakes: (await listIntakes(db, project, limitOf(limit))).map(intakeMessage) };
    },
    getIntake: ({ project, intake }) => view(project, intake),
    async listIntakeFiles({ project, intake, state, text, offset, limit }) {
      if (state !== "" && !FATES.some((fate) => fate === state))
        throw refusal("FIELD_INVALID", "there is no such fate", { field: "state" });
      await findIntake(db, project, intake);
      const { files, total } = await viewIntakeFiles(db, intake, { state, text, offset: Math.max(0, offset), limit: limitOf(limit) });
      return { files: files.map((file) => fileMessage(file, file.state)), total };
    },
    async listParcels({ project, intake }) {
      await findIntake(db, project, intake);
      return { parcels: (await viewParcels(db, intake)).map((parcel) => parcelMessage(parcel, [])) };
    },
    async getParcel({ project, intake, parcel }) {
      await findIntake(db, project, intake);
      const row = await viewParcel(db, intake, parcel);
      if (row === undefined) throw new ArgosyError("not_found", "there is no such parcel", { details: { parcel } });
      return parcelMessage(row, await filesOfParcel(db, intake, parcel));
    },
    async leaveOut({ project, intake, files }) {
      await leaveOut(ports, project, intake, files);
      return view(project, intake);
    },
    async deleteIntake({ project, intake }) {
      await giveUp(ports, project, intake);
      return {};
    },
  };
}

function intakeMessage(row: IntakeView): Intake {
  return {
    id: row.id,
    project: row.project_id,
    name: row.name,
    collection: row.collection,
    names: row.names_pattern,
    state: row.state,
    files: row.files,
    bytes: row.bytes,
    fates: { ...row.fates },
    receivedBytes: row.received,
    job: row.job_id ?? "",
    collectionId: row.collection_id ?? "",
    createdAt: row.created_at.toISOString(),
    author: row.author,
  };
}

function parcelMessage(row: ParcelView, files: readonly ListedRow[]): Parcel {
  return {
    parcel: row.parcel,
    kind: row.kind,
    name: row.name,
    bytes: row.bytes,
    upload: row.upload_id ?? "",
    offset: row.position,
    complete: row.complete,
    files: files.map((file) => fileMessage(file, "")),
  };
}

function fileMessage({ n, path, size, modified, problem, parcel }: ListedRow, state: string): IntakeFile {
  return {
    n,
    path,
    size,
    modified,
    state,
    problem: problem === null ? undefined : { ...problem, details: { ...problem.details } },
    parcel: parcel ?? -1,
  };
}

function limitOf(limit: number): number {
  return limit <= 0 ? PAGE.default : Math.min(limit, PAGE.most);
}

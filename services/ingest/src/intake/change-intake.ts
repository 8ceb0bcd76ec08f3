import { ArgosyError, LIMITS, refusal } from "@argosy/core";
import type { ListedFile } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import type { FileProblem } from "../files.ts";
import { problemOf } from "../look-at-file.ts";
import { pathFault, printablePath } from "../source-files.ts";
import { deleteUpload, findUpload } from "../uploads.ts";
import { addIntakeFiles, listedSoFar, unpackedFiles } from "./intake-files.ts";
import { deleteIntake, findIntake, setIntakeState } from "./intakes.ts";
import { insertParcels, nextParcel, openParcels, packParcels, viewParcels } from "./parcels.ts";

type Stores = Pick<Ports, "db" | "store">;

/** Adds files to the list of an intake; what cannot be taken is refused at once. With the last ones the parcels are packed. */
export async function listFiles(db: Db, projectId: string, id: string, files: readonly ListedFile[], complete: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const intake = await findIntake(tx, projectId, id, true);
    if (intake.state !== "listing") throw new ArgosyError("failed_precondition", "the list of this intake is complete already");
    const paths = files.map(({ path }) => path.normalize("NFC"));
    const { count, there } = await listedSoFar(tx, id, paths.map(printablePath));
    if (count + files.length > 2 * LIMITS.frames)
      throw new ArgosyError("payload_too_large", `an intake has at most ${2 * LIMITS.frames} files`, {
        details: { limit: 2 * LIMITS.frames },
      });
    const seen = new Set(there);
    const rows = files.map(({ size, modified }, index) => {
      const path = paths[index]!;
      const shown = printablePath(path);
      const problem = faultOf(path, size, seen.has(shown));
      seen.add(shown);
      return { intake_id: id, n: count + index, path: shown, size, modified, problem };
    });
    await addIntakeFiles(tx, rows);
    if (!complete) return;
    await packRest(tx, id, intake.name);
    await setIntakeState(tx, id, "sending");
  });
}

function faultOf(path: string, size: number, isThere: boolean): FileProblem | null {
  const fault = pathFault(path, LIMITS.pathBytes);
  if (fault !== undefined) return problemOf(refusal("NAME_INVALID", fault));
  if (isThere) return problemOf(refusal("NAME_DUPLICATE", "another file of this folder has the same path"));
  if (size === 0) return problemOf(refusal("IMAGE_EMPTY", "the file has no bytes"));
  if (size > LIMITS.fileBytes) return problemOf(refusal("IMAGE_TOO_LARGE", `the file is larger than ${LIMITS.fileBytes} bytes`));
  return null;
}

async function packRest(tx: Db, id: string, name: string): Promise<void> {
  await insertParcels(tx, id, packParcels(await unpackedFiles(tx, id), name, await nextParcel(tx, id)));
}

/** Refuses files that cannot be sent any more; what else was in their parcels is packed anew. */
export async function leaveOut({ db, store }: Stores, projectId: string, id: string, places: readonly number[]): Promise<void> {
  const problem = problemOf(refusal("FILE_CHANGED", "the file is not as it was when it was listed"));
  const keys = await db.transaction(async (tx) => {
    const intake = await findIntake(tx, projectId, id, true);
    if (intake.state !== "sending")
      throw new ArgosyError("failed_precondition", "only of an intake that is being sent files can be left out");
    const complete = new Set((await viewParcels(tx, id)).filter((parcel) => parcel.complete).map(({ parcel }) => parcel));
    const rows = await tx.query<{ n: number; parcel: number }>(
      "select n, parcel from intake_file where intake_id = $1 and n = any($2) and parcel is not null",
      [id, places],
    );
    const waiting = rows.filter(({ parcel }) => !complete.has(parcel));
    await tx.query("update intake_file set problem = $3 where intake_id = $1 and n = any($2)", [
      id,
      waiting.map(({ n }) => n),
      JSON.stringify(problem),
    ]);
    const uploads = await openParcels(tx, id, [...new Set(waiting.map(({ parcel }) => parcel))]);
    await packRest(tx, id, intake.name);
    return dropUploads(tx, projectId, uploads);
  });
  for (const key of keys) await store.delete(key);
}

/** Gives an intake up that was not imported. */
export async function giveUp({ db, store }: Stores, projectId: string, id: string): Promise<void> {
  const keys = await db.transaction(async (tx) => {
    const intake = await findIntake(tx, projectId, id, true);
    if (intake.state === "importing") throw new ArgosyError("failed_precondition", "the intake is imported already");
    const parcels = await viewParcels(tx, id);
    await deleteIntake(tx, id);
    return dropUploads(
      tx,
      projectId,
      parcels.flatMap(({ upload_id }) => upload_id ?? []),
    );
  });
  for (const key of keys) await store.delete(key);
}

async function dropUploads(tx: Db, projectId: string, uploads: readonly string[]): Promise<string[]> {
  const keys: string[] = [];
  for (const upload of uploads) {
    keys.push(...(await findUpload(tx, projectId, upload)).parts.map(({ key }) => key));
    await deleteUpload(tx, projectId, upload);
  }
  return keys;
}

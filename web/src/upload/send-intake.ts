import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import { RequestFailure } from "../api/request.ts";
import type { LocalFile } from "./dropped-files.ts";
import { sendParcel } from "./send-parcel.ts";
import { tarBlob } from "./tar-blob.ts";

export type Intake = Answer<"getIntake">;
export type IntakeFile = Answer<"listIntakeFiles">["files"][number];
type Parcel = Answer<"getParcel">;

/** How far the sending of an intake is, as its page hears of it. */
export interface SendingHooks {
  readonly signal: AbortSignal;
  /** Bytes of a parcel that were sent. */
  onBytes(parcel: number, sent: number): void;
  onWaiting(waiting: boolean): void;
}

const LISTED_AT_ONCE = 2_000;
const BYTES_AT_ONCE = 700_000;
const LANES = 2;

/** Tells the server which files will come. */
export async function listFiles(project: string, intake: string, files: readonly LocalFile[]): Promise<Intake> {
  let at = 0;
  for (;;) {
    const batch: { path: string; size: number; modified: number }[] = [];
    let bytes = 0;
    while (at < files.length && batch.length < LISTED_AT_ONCE && bytes < BYTES_AT_ONCE) {
      const { path, file } = files[at++]!;
      // What is longer can never be taken, but its beginning is needed to name it.
      batch.push({ path: path.slice(0, 12_000), size: file.size, modified: Math.max(0, file.lastModified) });
      bytes += 3 * path.length + 60;
    }
    const answer = await take(
      api.POST("/api/projects/{project}/intakes/{intake}/files", {
        params: { path: { project, intake } },
        body: { files: batch, complete: at >= files.length },
      }),
    );
    if (at >= files.length) return answer;
  }
}

/** The parcels of an intake that have not come whole. */
export async function openParcels(project: string, intake: string): Promise<Parcel[]> {
  const path = { project, intake };
  const { parcels } = await take(api.GET("/api/projects/{project}/intakes/{intake}/parcels", { params: { path } }));
  return parcels.filter(({ complete }) => !complete);
}

/** A parcel with its files. */
export async function parcelOf(project: string, intake: string, parcel: number): Promise<Parcel> {
  const path = { project, intake, parcel: String(parcel) };
  return take(api.GET("/api/projects/{project}/intakes/{intake}/parcels/{parcel}", { params: { path } }));
}

/** Whether a file is the one that was listed. */
export const isSame = (listed: IntakeFile, file: File | undefined): file is File =>
  file !== undefined && file.size === listed.size && file.lastModified === listed.modified;

/**
 * Sends what is missing of an intake, two parcels at a time in all pages of the browser together. Files that cannot be read any more
 * are left out, so that one of them does not keep the others.
 *
 * @param held - the files by their paths.
 * @throws {RequestFailure} when the server refuses a parcel.
 */
export async function sendIntake(project: string, intake: string, held: ReadonlyMap<string, File>, hooks: SendingHooks): Promise<void> {
  for (;;) {
    const queue = (await openParcels(project, intake)).values();
    const unreadable: number[] = [];
    let sent = 0;
    const lane = (number: number) =>
      inLane(number, async () => {
        for (const { parcel } of queue) {
          sent++;
          unreadable.push(...(await sendOne(project, intake, parcel, held, hooks)));
        }
      });
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    if (sent === 0) return;
    if (unreadable.length > 0) await leaveOut(project, intake, unreadable);
  }
}

/** Only so many uploads at a time are sent by all pages together: the others' tiles need connections too. */
async function inLane(number: number, work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  await navigator.locks.request(`argosy-upload-${number}`, work);
}

/** @returns The places of files that cannot be read. */
async function sendOne(
  project: string,
  intake: string,
  number: number,
  held: ReadonlyMap<string, File>,
  { signal, onBytes, onWaiting }: SendingHooks,
): Promise<number[]> {
  signal.throwIfAborted();
  const parcel = await parcelOf(project, intake, number);
  if (parcel.complete) return [];
  const changed = parcel.files.filter((listed) => !isSame(listed, held.get(listed.path)));
  if (changed.length > 0) return changed.map(({ n }) => n);
  const files = parcel.files.map(({ path }) => ({ path, file: held.get(path)! }));
  const blob = parcel.kind === "tar" ? tarBlob(files) : files[0]!.file;
  try {
    const { name, kind, upload } = parcel;
    await sendParcel(
      { parcel: number, name, kind, blob, upload },
      { project, intake, signal, onBytes: (bytes) => onBytes(number, bytes), onWaiting },
    );
    return [];
  } catch (error) {
    if (error instanceof RequestFailure || signal.aborted) throw error;
    const broken = await unreadableOf(parcel, held);
    if (broken.length === 0) throw error;
    return broken;
  }
}

async function unreadableOf({ files }: Parcel, held: ReadonlyMap<string, File>): Promise<number[]> {
  const broken: number[] = [];
  for (const { n, path } of files) {
    const readable = await held
      .get(path)!
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      );
    if (!readable) broken.push(n);
  }
  return broken;
}

/** Refuses files that cannot be sent any more. */
export async function leaveOut(project: string, intake: string, files: readonly number[]): Promise<void> {
  await take(
    api.POST("/api/projects/{project}/intakes/{intake}/left-out", { params: { path: { project, intake } }, body: { files: [...files] } }),
  );
}

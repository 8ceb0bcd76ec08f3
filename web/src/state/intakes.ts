import { computed, reactive, ref, shallowRef } from "vue";
import { api, take } from "../api/client.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";
import type { Jobs } from "../app/jobs.ts";
import type { Mismatch } from "../upload/compare-files.ts";
import { compareFiles } from "../upload/compare-files.ts";
import type { LocalFile } from "../upload/dropped-files.ts";
import type { Intake, IntakeFile } from "../upload/send-intake.ts";
import { leaveOut, listFiles, sendIntake } from "../upload/send-intake.ts";

/** What is to be imported. */
export interface IntakeWish {
  readonly name: string;
  readonly collection: string;
  readonly names: string;
  readonly metadataTable: string;
  readonly files: readonly LocalFile[];
}

/** The sending of one intake by this page. */
export interface Sending {
  running: boolean;
  /** Whether the server is waited for. */
  waiting: boolean;
  problem: Problem | undefined;
  /** Bytes that were sent of the parcels in hand. */
  readonly sent: Map<number, number>;
}

const LOOK_MS = 2_000;
const lockOf = (intake: string) => `argosy-intake-${intake}`;
/** Those that wait for files come first; of the others only the newest are of interest. */
const LISTED = 6;

/** The intakes of a project: those of the server, and what this page sends of them. It goes on while other sections are looked at. */
export function createIntakes(project: string, jobs: Jobs) {
  const all = shallowRef<readonly Intake[]>();
  const problem = shallowRef<Problem>();
  const sendings = reactive(new Map<string, Sending>());
  const held = new Map<string, ReadonlyMap<string, File>>();
  const ending = new AbortController();
  const beginning = ref(false);
  /** What other pages of this browser send. */
  const elsewhere = shallowRef<ReadonlySet<string>>(new Set());
  let looking: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    try {
      all.value = (
        await take(api.GET("/api/projects/{project}/intakes", { params: { path: { project }, query: { limit: LISTED } } }))
      ).intakes;
      const locks = (await navigator.locks?.query())?.held ?? [];
      elsewhere.value = new Set(locks.flatMap(({ name }) => name ?? []));
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
    clearTimeout(looking);
    if (ending.signal.aborted) return;
    if (problem.value !== undefined || all.value?.some((one) => isOpen(one) && isMoving(one))) looking = setTimeout(refresh, LOOK_MS);
  }

  const isElsewhere = (id: string) => sendings.get(id)?.running !== true && elsewhere.value.has(lockOf(id));
  const isMoving = ({ id, state }: Intake) => state === "importing" || sendings.get(id)?.running === true || isElsewhere(id);

  /** Whether something may still become of a file of it. */
  function isOpen({ fates, files }: Intake): boolean {
    return (fates["ready"] ?? 0) + (fates["refused"] ?? 0) < files;
  }

  async function send(id: string): Promise<void> {
    const files = held.get(id);
    if (files === undefined || sendings.get(id)?.running === true) return;
    sendings.set(id, { running: true, waiting: false, problem: undefined, sent: new Map() });
    const sending = sendings.get(id)!;
    void refresh();
    try {
      await alone(id, async () => {
        await sendIntake(project, id, files, {
          signal: ending.signal,
          onBytes: (parcel, bytes) => sending.sent.set(parcel, bytes),
          onWaiting(waiting) {
            sending.waiting = waiting;
          },
        });
        await importIt(id);
      });
    } catch (error) {
      if (!ending.signal.aborted) sending.problem = problemFrom(error);
    } finally {
      sending.running = false;
      await refresh();
    }
  }

  /** No two pages send the same intake; other pages see by the lock that one does. */
  async function alone(id: string, work: () => Promise<void>): Promise<void> {
    if (navigator.locks === undefined) return work();
    await navigator.locks.request(lockOf(id), { signal: ending.signal }, work);
  }

  async function importIt(id: string): Promise<void> {
    const intake = await take(api.GET("/api/projects/{project}/intakes/{intake}", { params: { path: { project, intake: id } } }));
    if ((intake.fates["received"] ?? 0) === 0 && intake.state === "sending") return;
    jobs.put(await take(api.POST("/api/jobs", { body: { kind: "import", project, intake: id } })));
  }

  const byPath = (files: readonly LocalFile[]) => new Map(files.map(({ path, file }) => [path, file] as const));

  return {
    all,
    problem,
    sendings,
    beginning,
    /** Bytes on their way that the server has not told of. */
    sending: computed(() => [...sendings.values()].some(({ running }) => running)),
    refresh,
    isOpen,
    isElsewhere,
    holds: (id: string) => held.has(id),
    fileOf: (id: string, path: string) => held.get(id)?.get(path),
    send,

    /** Opens an intake, tells its files and sends them. @throws {RequestFailure} */
    async begin({ files, ...settings }: IntakeWish): Promise<Intake> {
      beginning.value = true;
      try {
        const opened = await take(
          api.POST("/api/projects/{project}/intakes", {
            params: { path: { project } },
            body: {
              name: settings.name,
              collection: settings.collection,
              names: settings.names,
              ...(settings.metadataTable === "" ? {} : { metadataTable: settings.metadataTable }),
            },
          }),
        );
        const intake = await listFiles(project, opened.id, files);
        held.set(intake.id, byPath(files));
        void send(intake.id);
        return intake;
      } finally {
        beginning.value = false;
      }
    },

    /** Goes on with files that were asked for again. @returns What is not as it was; nothing is sent then. @throws {RequestFailure} */
    async resume(id: string, files: readonly LocalFile[]): Promise<Mismatch> {
      const known = byPath(files);
      const mismatch = await compareFiles(project, id, known);
      held.set(id, known);
      if (mismatch.missing.length + mismatch.changed.length === 0) void send(id);
      return mismatch;
    },

    /** Goes on without some files. @throws {RequestFailure} */
    async resumeWithout(id: string, files: readonly IntakeFile[]): Promise<void> {
      await leaveOut(
        project,
        id,
        files.map(({ n }) => n),
      );
      void send(id);
    },

    /** Imports what was received already. @throws {RequestFailure} */
    async importNow(id: string): Promise<void> {
      await importIt(id);
      await refresh();
    },

    /** @throws {RequestFailure} */
    async giveUp(id: string): Promise<void> {
      await take(api.DELETE("/api/projects/{project}/intakes/{intake}", { params: { path: { project, intake: id } } }));
      held.delete(id);
      sendings.delete(id);
      await refresh();
    },

    stop(): void {
      ending.abort(new DOMException("The project was left.", "AbortError"));
      clearTimeout(looking);
    },
  };
}

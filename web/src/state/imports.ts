import { computed, ref, shallowRef } from "vue";
import { createJob } from "../api/calls.ts";
import { problemFrom } from "../api/request.ts";
import type { Job, Problem } from "../api/types.ts";
import type { LocalFile } from "../upload/dropped-files.ts";
import { folderOf } from "../upload/dropped-files.ts";
import type { Parcel } from "../upload/parcels.ts";
import { packParcels } from "../upload/parcels.ts";
import { sendParcel } from "../upload/send-parcel.ts";

/** What is to be imported, and into which collection. */
export interface ImportAsked {
  readonly project: string;
  readonly collection: string;
  readonly names: string;
  /** A folder of the server's machine, in place of files that are sent. */
  readonly path: string;
}

const LANES = 2;

/** Files that are chosen, sent and handed to an import. */
export function createImports(onJob: (job: Job) => void) {
  const open = ref(false);
  const files = shallowRef<readonly LocalFile[]>([]);
  const suggested = ref("");
  const sent = ref(0);
  const busy = ref(false);
  const problem = shallowRef<Problem>();
  let abort = new AbortController();

  async function sendAll(project: string): Promise<string[]> {
    const parcels = packParcels(files.value);
    const done = new Map<Parcel, number>();
    const ids: string[] = [];
    const queue = parcels.entries();
    const lane = async () => {
      for (const [index, parcel] of queue) {
        ids[index] = await sendParcel(parcel, {
          project,
          signal: abort.signal,
          onBytes(bytes) {
            done.set(parcel, bytes);
            sent.value = [...done.values()].reduce((total, one) => total + one, 0);
          },
        });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return ids;
  }

  return {
    open,
    files,
    suggested,
    sent,
    busy,
    problem,
    bytes: computed(() => files.value.reduce((total, { file }) => total + file.size, 0)),
    choose(chosen: readonly LocalFile[]): void {
      files.value = chosen;
      suggested.value = folderOf(chosen);
      problem.value = undefined;
      open.value = true;
    },
    async start({ project, collection, names, path }: ImportAsked): Promise<void> {
      abort = new AbortController();
      [busy.value, sent.value, problem.value] = [true, 0, undefined];
      try {
        const source = path === "" ? { uploads: await sendAll(project) } : { paths: [path] };
        onJob(await createJob({ kind: "import", project, collection, ...source, ...(names === "" ? {} : { names }) }));
        files.value = [];
        open.value = false;
      } catch (error) {
        if (!abort.signal.aborted) problem.value = problemFrom(error);
      } finally {
        busy.value = false;
      }
    },
    stop(): void {
      abort.abort(new DOMException("The import was stopped.", "AbortError"));
      open.value = false;
      files.value = [];
    },
  };
}

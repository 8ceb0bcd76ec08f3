import type { ShallowRef } from "vue";
import { onScopeDispose, shallowRef, watch } from "vue";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { FoundObject } from "../../state/object-window.ts";

/** The objects of the image in view, with the measurements that are shown of them. */
export interface ImageObjects {
  readonly all: Readonly<ShallowRef<readonly FoundObject[]>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  refresh(): Promise<void>;
}

/** What is looked at; an empty run or image: nothing. */
export interface LookedAt {
  readonly project: string;
  readonly run: string;
  readonly image: string;
  readonly columns: readonly string[];
}

const PAGE = 1_000;
/** What is under the pointer is found among so many; a frame with more is crowded beyond pointing. */
const MOST = 20_000;

export function createImageObjects(lookedAt: () => LookedAt): ImageObjects {
  const all = shallowRef<readonly FoundObject[]>([]);
  const problem = shallowRef<Problem>();
  let reading: AbortController | undefined;

  async function refresh(): Promise<void> {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    const { project, run, image, columns } = lookedAt();
    if (run === "" || image === "") {
      all.value = [];
      return;
    }
    const found: FoundObject[] = [];
    try {
      for (let cursor: string | undefined = ""; cursor !== undefined && found.length < MOST; ) {
        const query = { image, limit: PAGE, columns: columns.join(","), ...(cursor === "" ? {} : { cursor }) };
        const page: { objects: FoundObject[]; nextCursor: string } = await take(
          api.GET("/api/projects/{project}/runs/{run}/objects", { params: { path: { project, run }, query }, signal: own.signal }),
        );
        found.push(...page.objects);
        all.value = [...found];
        cursor = page.nextCursor === "" ? undefined : page.nextCursor;
      }
      if (found.length === 0) all.value = [];
      problem.value = undefined;
    } catch (error) {
      if (!own.signal.aborted) problem.value = problemFrom(error);
    }
  }

  watch(
    () => JSON.stringify(lookedAt()),
    (now, before) => {
      const [to, from] = [JSON.parse(now) as LookedAt, before === undefined ? undefined : (JSON.parse(before) as LookedAt)];
      // What belongs to another image must not be under the pointer.
      if (to.image !== from?.image || to.run !== from.run) all.value = [];
      void refresh();
    },
    { immediate: true },
  );
  onScopeDispose(() => reading?.abort());
  return { all, problem, refresh };
}

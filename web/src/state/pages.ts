import type { Ref, ShallowRef } from "vue";
import { ref, shallowRef } from "vue";
import type { Page } from "../api/calls.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

/** A list that is read page by page as it is needed. */
export interface Pages<T> {
  readonly items: Readonly<ShallowRef<readonly T[]>>;
  /** Number of all items where the server tells, else of those read. */
  readonly total: Readonly<Ref<number>>;
  readonly loading: Readonly<Ref<boolean>>;
  readonly complete: Readonly<Ref<boolean>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** Reads the next page, unless one is being read or there is none. */
  more(): Promise<void>;
  /** Reads the list anew; what is shown stays until the first page is there. */
  restart(): Promise<void>;
  /** Forgets everything. */
  clear(): void;
  /** Puts another item in the place of one. */
  replace(matches: (item: T) => boolean, change: (item: T) => T): void;
}

/** @param read - reads the page at a cursor, "" for the first. */
export function createPages<T>(read: (cursor: string, signal: AbortSignal) => Promise<Page<T>>): Pages<T> {
  const items = shallowRef<readonly T[]>([]);
  const total = ref(0);
  const loading = ref(false);
  const complete = ref(true);
  const problem = shallowRef<Problem>();
  let cursor = "";
  let abort = new AbortController();

  async function load(first: boolean): Promise<void> {
    const { signal } = abort;
    loading.value = true;
    try {
      const page = await read(first ? "" : cursor, signal);
      if (signal.aborted) return;
      items.value = first ? page.items : [...items.value, ...page.items];
      cursor = page.nextCursor;
      complete.value = cursor === "";
      total.value = page.total ?? items.value.length;
      problem.value = undefined;
    } catch (error) {
      if (signal.aborted) return;
      problem.value = problemFrom(error);
      complete.value = true;
    } finally {
      if (!signal.aborted) loading.value = false;
    }
  }

  function begin(): void {
    abort.abort();
    abort = new AbortController();
    loading.value = false;
  }

  return {
    items,
    total,
    loading,
    complete,
    problem,
    async more() {
      if (!loading.value && !complete.value) await load(false);
    },
    async restart() {
      begin();
      await load(true);
    },
    clear() {
      begin();
      items.value = [];
      total.value = 0;
      complete.value = true;
      problem.value = undefined;
    },
    replace(matches, change) {
      const at = items.value.findIndex(matches);
      if (at >= 0) items.value = items.value.with(at, change(items.value[at]!));
    },
  };
}

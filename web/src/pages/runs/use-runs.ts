import type { Ref } from "vue";
import { ref, shallowRef } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";

export type Run = Answer<"listRuns">["runs"][number];

/** The runs of a project, newest first. */
export interface Runs {
  readonly all: Readonly<Ref<readonly Run[]>>;
  readonly more: Readonly<Ref<boolean>>;
  readonly ready: Readonly<Ref<boolean>>;
  readonly problem: Readonly<Ref<Problem | undefined>>;
  /** Reads the first ones anew. */
  load(): Promise<void>;
  readOn(): Promise<void>;
}

const PAGE = 50;

export function useRuns(project: () => string): Runs {
  const all = shallowRef<readonly Run[]>([]);
  const cursor = ref("");
  const more = ref(false);
  const ready = ref(false);
  const problem = shallowRef<Problem>();

  async function page(from: string): Promise<readonly Run[]> {
    const query = { limit: PAGE, trials: true, ...(from === "" ? {} : { cursor: from }) };
    const { runs, nextCursor } = await take(api.GET("/api/projects/{project}/runs", { params: { path: { project: project() }, query } }));
    cursor.value = nextCursor;
    more.value = nextCursor !== "";
    return runs;
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    } finally {
      ready.value = true;
    }
  }

  return {
    all,
    more,
    ready,
    problem,
    load: () =>
      attempt(async () => {
        all.value = await page("");
      }),
    readOn: () =>
      attempt(async () => {
        all.value = [...all.value, ...(await page(cursor.value))];
      }),
  };
}

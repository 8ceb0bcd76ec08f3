import { ref, shallowRef, watch } from "vue";
import { getLineage, getObject } from "../api/calls.ts";
import { problemFrom } from "../api/request.ts";
import type { FoundObject, LineageStep, Problem } from "../api/types.ts";

/** Where the viewer should look, once. */
export interface Glance {
  readonly object: FoundObject;
  readonly zoom: boolean;
}

/** The image and the object that everything on the page is about. */
export function createSelection() {
  const image = ref("");
  const object = shallowRef<FoundObject>();
  const glance = shallowRef<Glance>();
  const full = shallowRef<FoundObject>();
  const measures = shallowRef<Readonly<Record<string, number | null>>>({});
  const steps = shallowRef<readonly LineageStep[]>([]);
  const problem = shallowRef<Problem>();
  let abort = new AbortController();

  watch(
    () => object.value?.id,
    async (id) => {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      [full.value, measures.value, steps.value, problem.value] = [undefined, {}, [], undefined];
      if (id === undefined) return;
      try {
        const [answer, lineage] = await Promise.all([getObject(id, signal), getLineage(id, signal)]);
        if (signal.aborted) return;
        full.value = answer.object;
        const tables = answer.facets.filter(({ kind }) => kind === "table").map(({ values }) => values);
        measures.value = Object.assign({}, ...tables, answer.object.measures);
        steps.value = lineage;
      } catch (error) {
        if (!signal.aborted) problem.value = problemFrom(error);
      }
    },
  );

  return {
    image,
    object,
    glance,
    full,
    measures,
    steps,
    problem,
    /** Selects an object and lets the viewer look at it. */
    show(chosen: FoundObject, zoom = false): void {
      image.value = chosen.image;
      object.value = chosen;
      glance.value = { object: chosen, zoom };
    },
    /** Selects an object where it is seen already. */
    mark(chosen: FoundObject): void {
      object.value = chosen;
    },
    clear(): void {
      object.value = undefined;
    },
  };
}

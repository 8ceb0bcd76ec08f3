import type { ShallowRef } from "vue";
import { shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";

/** Everything that is known of one object. */
export interface ObjectDetails {
  readonly object: Answer<"getObject">["object"];
  /** Values by column. */
  readonly measures: ReadonlyMap<string, number | null>;
  readonly steps: Answer<"getLineage">["steps"];
  readonly history: Answer<"listLabelHistory">["events"];
}

/** Follows an id; empty: nothing. Call it where a component is set up. */
export function createObjectDetails(id: () => string): {
  readonly details: Readonly<ShallowRef<ObjectDetails | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  refresh(): Promise<void>;
} {
  const details = shallowRef<ObjectDetails>();
  const problem = shallowRef<Problem>();

  async function refresh(): Promise<void> {
    const asked = id();
    if (asked === "") return;
    const params = { path: { id: asked } };
    try {
      const [{ object, facets }, { steps }, { events }] = await Promise.all([
        take(api.GET("/api/objects/{id}", { params })),
        take(api.GET("/api/objects/{id}/lineage", { params })),
        take(api.GET("/api/objects/{id}/labels", { params })),
      ]);
      if (asked !== id()) return;
      const measures = new Map(facets.filter(({ kind }) => kind === "table").flatMap(({ values }) => Object.entries(values)));
      details.value = { object, measures, steps, history: events };
      problem.value = undefined;
    } catch (error) {
      if (asked === id()) problem.value = problemFrom(error);
    }
  }

  watch(
    id,
    () => {
      details.value = undefined;
      problem.value = undefined;
      void refresh();
    },
    { immediate: true },
  );
  return { details, problem, refresh };
}

import type { ComputedRef, Ref, ShallowRef } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { Job } from "../../app/jobs.ts";

/** What the predictions of a run are, and how many of them are surer than a score. */
export interface Predictions {
  readonly summary: Readonly<ShallowRef<Answer<"getPredictions"> | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** In percent. */
  readonly score: Ref<number>;
  /** Objects from the score on, by predicted class. */
  readonly accepted: ComputedRef<readonly { readonly class: string; readonly objects: number; readonly of: number }[]>;
  refresh(): Promise<void>;
  /** @throws {RequestFailure} */
  predict(model: string, unlabelledOnly: boolean): Promise<Job>;
  /** Conditions of the objects from the score on, in the words of the interface. */
  readonly conditions: ComputedRef<readonly string[]>;
}

export function createPredictions(project: () => string, run: () => string): Predictions {
  const summary = shallowRef<Answer<"getPredictions">>();
  const problem = shallowRef<Problem>();
  const score = ref(90);

  async function refresh(): Promise<void> {
    const asked = run();
    if (asked === "") return;
    try {
      const path = { project: project(), run: asked };
      const found = await take(api.GET("/api/projects/{project}/runs/{run}/predictions", { params: { path } }));
      if (asked === run()) summary.value = found;
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  watch(run, () => {
    summary.value = undefined;
    void refresh();
  });
  void refresh();

  return {
    summary,
    problem,
    score,
    accepted: computed(() =>
      (summary.value?.classes ?? []).map((one) => ({
        class: one.class,
        objects: sum(one.bins.slice(score.value)),
        of: sum(one.bins),
      })),
    ),
    conditions: computed(() => ["author:eq:", "status:eq:predicted", `score:ge:${score.value / 100}`]),
    refresh,
    predict: (model, unlabelledOnly) =>
      take(api.POST("/api/jobs", { body: { kind: "prediction", project: project(), run: run(), model, unlabelledOnly } })),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

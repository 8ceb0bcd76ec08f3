import type { ComputedRef, Ref, ShallowRef } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { Job } from "../../app/jobs.ts";

export type Preview = Answer<"previewTraining">;

/** What a training is to learn from, and how. */
export interface Training {
  /** More runs than the one in view. */
  readonly moreRuns: Ref<ReadonlySet<string>>;
  readonly withDubious: Ref<boolean>;
  /** Classes that are left out, by name. */
  readonly without: Ref<ReadonlySet<string>>;
  readonly minPerClass: Ref<number>;
  /** Chosen by hand; `undefined`: those of the pipeline. */
  readonly columns: Ref<ReadonlySet<string> | undefined>;
  readonly trees: Ref<number>;
  readonly seed: Ref<number>;
  readonly heldOutPercent: Ref<number>;
  readonly preview: Readonly<ShallowRef<Preview | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** Whether a training can be started as things stand. */
  readonly ready: ComputedRef<boolean>;
  look(): Promise<void>;
  /** @throws {RequestFailure} */
  start(): Promise<Job>;
}

const PAUSE_MS = 250;

/** A training over the run in view; looks anew at what it would learn from whenever a choice changes. */
export function createTraining(project: () => string, run: () => string): Training {
  const moreRuns = ref<ReadonlySet<string>>(new Set());
  const withDubious = ref(false);
  const without = ref<ReadonlySet<string>>(new Set());
  const minPerClass = ref(5);
  const columns = ref<ReadonlySet<string>>();
  const trees = ref(300);
  const seed = ref(1);
  const heldOutPercent = ref(25);
  const preview = shallowRef<Preview>();
  const problem = shallowRef<Problem>();
  let asking = 0;

  const wish = () => ({
    run: run(),
    ...(moreRuns.value.size > 0 ? { moreRuns: [...moreRuns.value] } : {}),
    ...(withDubious.value ? { statuses: ["validated", "dubious"] } : {}),
    ...(minPerClass.value > 1 ? { minPerClass: minPerClass.value } : {}),
    ...(columns.value === undefined ? {} : { columns: [...columns.value] }),
  });
  const learnt = computed(() => (preview.value?.classes ?? []).filter((one) => one.learnt && !without.value.has(one.class)));

  async function look(): Promise<void> {
    const turn = ++asking;
    if (run() === "") return;
    try {
      const found = await take(
        api.POST("/api/projects/{project}/training-preview", { params: { path: { project: project() } }, body: wish() }),
      );
      if (turn !== asking) return;
      preview.value = found;
      problem.value = undefined;
    } catch (error) {
      if (turn === asking) problem.value = problemFrom(error);
    }
  }

  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(run, look, { immediate: true });
  watch([moreRuns, withDubious, minPerClass], () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void look(), PAUSE_MS);
  });

  return {
    moreRuns,
    withDubious,
    without,
    minPerClass,
    columns,
    trees,
    seed,
    heldOutPercent,
    preview,
    problem,
    ready: computed(() => learnt.value.length >= 2 && columns.value?.size !== 0),
    look,
    start() {
      const chosen = without.value.size === 0 ? {} : { classes: learnt.value.map((one) => one.class) };
      const how = { trees: trees.value, seed: seed.value, heldOut: heldOutPercent.value / 100 };
      return take(api.POST("/api/jobs", { body: { kind: "training", project: project(), ...wish(), ...chosen, ...how } }));
    },
  };
}

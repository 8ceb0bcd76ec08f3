import type { ComputedRef, InjectionKey, ShallowRef } from "vue";
import { computed, inject, onScopeDispose, shallowRef, watch } from "vue";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import type { Live } from "../api/live.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";
import type { Session } from "../app/session.ts";
import type { Toasts } from "../app/toasts.ts";
import type { ClassSlots, LabelClass } from "./class-slots.ts";
import { createClassSlots } from "./class-slots.ts";
import type { ObjectFilter } from "./filter.ts";
import { createObjectFilter } from "./filter.ts";
import type { LabelOutbox } from "./label-outbox.ts";
import { createLabelOutbox } from "./label-outbox.ts";
import { createLabelPresses } from "./label-presses.ts";
import { conditionText } from "./object-filter.ts";
import type { ObjectList } from "./object-list.ts";
import { createObjectList } from "./object-list.ts";
import type { ObjectSelection } from "./object-selection.ts";
import { createObjectSelection } from "./object-selection.ts";
import type { FoundObject } from "./object-window.ts";

export type Run = Answer<"listRuns">["runs"][number];
export type FeatureColumn = Answer<"listFeatureSets">["sets"][number]["columns"][number];
export type ObjectCounts = Answer<"countObjects">;

/** What grid, table and plots of a project have in common. */
export interface Review {
  readonly project: string;
  readonly filter: ObjectFilter;
  readonly selection: ObjectSelection;
  readonly outbox: LabelOutbox;
  readonly presses: ReturnType<typeof createLabelPresses>;
  readonly slots: ClassSlots;
  /** Newest first; `undefined` until they are known. */
  readonly runs: Readonly<ShallowRef<readonly Run[] | undefined>>;
  /** The run of the address, or the newest; empty while there is none. */
  readonly run: ComputedRef<string>;
  readonly classes: Readonly<ShallowRef<readonly LabelClass[]>>;
  /** Measurements with their units. */
  readonly columns: Readonly<ShallowRef<readonly FeatureColumn[]>>;
  /** Under the filter, whatever class it names. */
  readonly counts: Readonly<ShallowRef<ObjectCounts | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  /** A list that follows the filter and shows labels at once. @param also - further conditions that its objects meet. */
  list(columns: () => readonly string[], also?: () => readonly string[]): ObjectList;
  colorOf(object: Pick<FoundObject, "class" | "classId">): string;
  /** The name of an image that objects were seen of. */
  imageName(id: string): string;
  /** An author as people call him. */
  authorName(author: string): string;
  refreshClasses(): Promise<void>;
  open(): Promise<void>;
}

interface Parts {
  readonly project: string;
  readonly live: Live;
  readonly session: Session;
  readonly toasts: Toasts;
}

const COUNT_AGAIN_MS = 400;
const REREAD_MS = 1_000;
const NO_COLOR = "888888";

/** Makes what the pages of a project share; call it where a component is set up. */
export function createReview({ project, live, session, toasts }: Parts): Review {
  const filter = createObjectFilter();
  const selection = createObjectSelection();
  const outbox = createLabelOutbox();
  const runs = shallowRef<readonly Run[]>();
  const classes = shallowRef<readonly LabelClass[]>([]);
  const columns = shallowRef<readonly FeatureColumn[]>([]);
  const counts = shallowRef<ObjectCounts>();
  const images = shallowRef<ReadonlyMap<string, string>>(new Map());
  const problem = shallowRef<Problem>();
  const run = computed(() => filter.run.value || (runs.value?.find(({ state }) => state === "done") ?? runs.value?.[0])?.id || "");
  const byId = computed(() => new Map(classes.value.map((one) => [one.id, one])));
  const byName = computed(() => new Map(classes.value.map((one) => [one.name, one])));
  const presses = createLabelPresses({
    project,
    run: () => run.value,
    me: () => session.me.value?.id ?? "",
    classOf: (id) => byId.value.get(id),
    outbox,
    toasts,
  });
  const path = { project };
  const noteImage = ({ image, name }: FoundObject) => {
    if (!images.value.has(image)) images.value = new Map(images.value).set(image, name.replace(/#\d+i?$/, ""));
  };

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  };
  const refreshRuns = async () => {
    runs.value = (await take(api.GET("/api/projects/{project}/runs", { params: { path } }))).runs;
  };
  const refreshClasses = async () => {
    classes.value = (await take(api.GET("/api/projects/{project}/classes", { params: { path } }))).classes;
  };
  const refreshColumns = async () => {
    const asked = run.value;
    if (asked === "") return;
    const { sets } = await take(api.GET("/api/projects/{project}/runs/{run}/feature-sets", { params: { path: { project, run: asked } } }));
    if (asked === run.value) columns.value = sets.flatMap((set) => set.columns);
  };
  const refreshCounts = async () => {
    const asked = run.value;
    if (asked === "") return;
    const others = filter.conditions.value.filter(({ column }) => column !== "class").map(conditionText);
    const query = others.length === 0 ? {} : { filter: others };
    const found = await take(
      api.GET("/api/projects/{project}/runs/{run}/objects/counts", { params: { path: { project, run: asked }, query } }),
    );
    if (asked === run.value) counts.value = found;
  };
  let counting: ReturnType<typeof setTimeout> | undefined;
  const countSoon = () => {
    clearTimeout(counting);
    counting = setTimeout(() => void attempt(refreshCounts), COUNT_AGAIN_MS);
  };

  watch(run, () => {
    selection.clear();
    counts.value = undefined;
    void attempt(refreshColumns);
  });
  watch([run, () => filter.texts.value.join("\n")], () => void attempt(refreshCounts));
  onScopeDispose(
    outbox.onSent((sent) => {
      for (const one of sent) presses.told(one);
      countSoon();
    }),
  );
  onScopeDispose(
    live.on("job", (job) => {
      if (job.project === project && job.kind === "run" && job.state !== "queued") void attempt(refreshRuns);
    }),
  );
  // Of others, too: what they say is seen without asking.
  let rereading: ReturnType<typeof setTimeout> | undefined;
  const rereads = new Set<() => void>();
  onScopeDispose(
    live.on("labels", ({ project: changed }) => {
      if (changed !== project || rereading !== undefined) return;
      rereading = setTimeout(() => {
        rereading = undefined;
        for (const reread of rereads) reread();
        countSoon();
      }, REREAD_MS);
    }),
  );
  onScopeDispose(() => {
    clearTimeout(rereading);
    clearTimeout(counting);
    outbox.close();
  });

  const list: Review["list"] = (wanted, also = () => []) =>
    createObjectList({ project, run, filter, also, outbox, presses, live, rereads, seen: noteImage }, wanted);

  return {
    project,
    filter,
    selection,
    outbox,
    presses,
    slots: createClassSlots(project, classes),
    runs,
    run,
    classes,
    columns,
    counts,
    problem,
    list,
    colorOf: (object) => `#${(byId.value.get(object.classId) ?? byName.value.get(object.class))?.color ?? NO_COLOR}`,
    imageName: (id) => images.value.get(id) ?? id,
    authorName: (author) =>
      author === session.me.value?.id ? "you" : (counts.value?.authors.find(({ name }) => name === author)?.title ?? author),
    refreshClasses,
    open: () =>
      attempt(async () => {
        await Promise.all([refreshRuns(), refreshClasses()]);
        await Promise.all([refreshColumns(), refreshCounts()]);
      }),
  };
}

/** Under which a project gives its pages what they share. */
export const REVIEW: InjectionKey<Review> = Symbol("review");

export function useReview(): Review {
  const review = inject(REVIEW);
  if (review === undefined) throw new Error("no objects are known here");
  return review;
}

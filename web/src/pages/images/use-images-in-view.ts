import type { ComputedRef, Ref, ShallowRef } from "vue";
import { computed, ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import { useProject } from "../../app/projects.ts";
import { useToasts } from "../../app/toasts.ts";
import type { CollectionImages, Image } from "../../state/collection-images.ts";
import { createCollectionImages } from "../../state/collection-images.ts";
import type { FoundObject } from "../../state/object-window.ts";
import type { FeatureColumn } from "../../state/review.ts";
import { useReview } from "../../state/review.ts";
import type { Place } from "../../viewer/object-at.ts";
import { createImageObjects } from "./image-objects.ts";
import type { Collection } from "./use-collection.ts";
import { useCollection } from "./use-collection.ts";
import type { ViewerPlace } from "./viewer-place.ts";

/** An image, what a run has found in it, and what somebody asked about it. */
export interface ImagesInView {
  readonly collection: Readonly<Ref<string>>;
  readonly collections: Readonly<ShallowRef<readonly Collection[] | undefined>>;
  chooseCollection(id: string): void;
  readonly images: CollectionImages;
  readonly image: ComputedRef<Image | undefined>;
  /** The run whose outlines are shown; empty: none. */
  readonly run: ComputedRef<string>;
  /** Names of measurements that are shown under the pointer; the browser keeps them. */
  readonly hoverColumns: Ref<readonly string[]>;
  readonly columns: ComputedRef<readonly FeatureColumn[]>;
  /** Of the image, with labels as they were given, also when the server does not know them yet. */
  readonly objects: ComputedRef<readonly FoundObject[]>;
  readonly selected: ComputedRef<FoundObject | undefined>;
  readonly explained: Readonly<ShallowRef<Explained | undefined>>;
  readonly problem: ComputedRef<Problem | undefined>;
  /** What was clicked: an object is selected, for anything else it is said why it is none. */
  ask(at: Place): Promise<void>;
  close(): void;
  step(by: number): void;
  refreshObjects(): void;
  /** Reads everything again. */
  again(): void;
}

/** Why there is no object where somebody has clicked. */
export type Explained = Answer<"explainPlace"> & { readonly at: Place };

const HOVER_KEY = "argosy-hover-columns";
const HOVER_FIRST = '["shape.area","shape.eccentricity","shape.solidity"]';

/** Call it where a component is set up. */
export function useImagesInView(place: ViewerPlace): ImagesInView {
  const { id: project } = useProject();
  const review = useReview();
  const toasts = useToasts();
  const { collection, collections, problem: unread, choose, refresh } = useCollection(project, place.image);
  const images = createCollectionImages(
    () => project.value,
    () => collection.value,
  );
  // Outlines are those of the run in view, where it has worked on these images.
  const run = computed(() => {
    const known = (review.runs.value ?? []).filter((one) => one.collection === collection.value);
    const own = known.find(({ id }) => id === review.run.value);
    return (own ?? known.find(({ state, sample }) => state === "done" && sample === undefined))?.id ?? "";
  });
  const hoverColumns = ref<readonly string[]>(JSON.parse(localStorage.getItem(HOVER_KEY) ?? HOVER_FIRST));
  watch(hoverColumns, (names) => localStorage.setItem(HOVER_KEY, JSON.stringify(names)));
  const columns = computed(() => review.columns.value.filter(({ name }) => hoverColumns.value.includes(name)));
  const found = createImageObjects(() => ({
    project: project.value,
    run: run.value,
    image: place.image.value,
    columns: columns.value.map(({ name }) => name),
  }));
  const objects = computed(() => found.all.value.map((object) => review.presses.shown(object)));
  const selected = computed(() => objects.value.find(({ id }) => id === place.object.value));
  const explained = shallowRef<Explained>();
  const lost = shallowRef<Problem>();

  async function ask(at: Place): Promise<void> {
    explained.value = undefined;
    if (run.value === "") return;
    try {
      const params = { path: { project: project.value, run: run.value, image: place.image.value }, query: { x: at.x, y: at.y } };
      const answer = await take(api.GET("/api/projects/{project}/runs/{run}/images/{image}/place", { params }));
      if (answer.kind !== "object" || answer.object === "") explained.value = { ...answer, at };
      place.select(answer.kind === "object" ? answer.object : "");
    } catch (error) {
      toasts.fail(error);
    }
  }

  /** An object without its image is looked up; without either the first image is shown. */
  async function findImage(all: readonly Image[], object: string): Promise<void> {
    if (object !== "") {
      try {
        const known = await take(api.GET("/api/objects/{id}", { params: { path: { id: object } } }));
        return place.goToImage(known.object.image, object);
      } catch (error) {
        lost.value = problemFrom(error);
      }
    }
    if (all.length > 0) place.goToImage(all[0]!.id);
  }

  watch(selected, (object) => {
    if (object !== undefined) review.selection.set([object]);
  });
  watch(
    [() => images.all.value, place.image, place.object] as const,
    ([all, image, object]) => {
      if (image === "") void findImage(all, object);
    },
    { immediate: true },
  );
  watch(place.image, () => {
    explained.value = undefined;
  });

  return {
    collection,
    collections,
    chooseCollection: choose,
    images,
    image: computed(() => images.all.value.find(({ id }) => id === place.image.value)),
    run,
    hoverColumns,
    columns,
    objects,
    selected,
    explained,
    problem: computed(() => unread.value ?? lost.value ?? found.problem.value),
    ask,
    close() {
      explained.value = undefined;
      review.selection.clear();
      if (place.object.value !== "") place.select("");
    },
    step(by) {
      const at = images.all.value.findIndex(({ id }) => id === place.image.value);
      const next = images.all.value[at + by];
      if (next !== undefined) place.goToImage(next.id);
    },
    refreshObjects: () => void found.refresh(),
    again: () => void Promise.all([review.open(), refresh(), images.refresh(), found.refresh()]),
  };
}

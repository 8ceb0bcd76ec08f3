import type { Ref, ShallowRef } from "vue";
import { ref, shallowRef, watch } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import { useReview } from "../../state/review.ts";

export type Collection = Answer<"listCollections">["collections"][number];

/** The collection whose images are looked at: that of the image of the address, else that of the run in view, else the newest. */
export function useCollection(
  project: Readonly<Ref<string>>,
  image: Readonly<Ref<string>>,
): {
  readonly collection: Readonly<Ref<string>>;
  readonly collections: Readonly<ShallowRef<readonly Collection[] | undefined>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  choose(id: string): void;
  refresh(): Promise<void>;
} {
  const review = useReview();
  const collection = ref("");
  const collections = shallowRef<readonly Collection[]>();
  const problem = shallowRef<Problem>();

  async function find(): Promise<void> {
    try {
      const found = (await take(api.GET("/api/projects/{project}/collections", { params: { path: { project: project.value } } })))
        .collections;
      const own = image.value === "" ? "" : await collectionOf(image.value);
      const ofRun = review.runs.value?.find(({ id }) => id === review.run.value)?.collection;
      collections.value = found;
      collection.value = [own, ofRun].find((id) => found.some((one) => one.id === id)) ?? found[0]?.id ?? "";
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  async function collectionOf(id: string): Promise<string> {
    const path = { project: project.value, image: id };
    return (await take(api.GET("/api/projects/{project}/images/{image}", { params: { path } }))).collection;
  }

  watch(
    () => review.runs.value !== undefined || review.problem.value !== undefined,
    (known) => {
      if (known) void find();
    },
    { immediate: true },
  );

  return {
    collection,
    collections,
    problem,
    refresh: find,
    choose: (id) => {
      collection.value = id;
    },
  };
}

import type { ComputedRef, Ref } from "vue";
import { computed, ref, shallowRef } from "vue";
import type { Answer } from "../../api/client.ts";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";

export type Collection = Answer<"listCollections">["collections"][number];
export type Image = Answer<"listImages">["images"][number];

/** Which image of which collection is looked at. */
export interface ImageChoice {
  readonly collections: Readonly<Ref<readonly Collection[]>>;
  readonly collection: Ref<string>;
  /** The first ones of the collection. */
  readonly images: Readonly<Ref<readonly Image[]>>;
  readonly image: Ref<string>;
  readonly current: ComputedRef<Image | undefined>;
  readonly ready: Ref<boolean>;
  readonly problem: Ref<Problem | undefined>;
  step(by: number): void;
  load(): Promise<void>;
  choose(collection: string): Promise<void>;
}

const LISTED = 500;

export function useImages(project: () => string, first: { readonly collection: string; readonly image: string }): ImageChoice {
  const collections = shallowRef<readonly Collection[]>([]);
  const images = shallowRef<readonly Image[]>([]);
  const collection = ref(first.collection);
  const image = ref(first.image);
  const ready = ref(false);
  const problem = shallowRef<Problem>();

  async function read(): Promise<void> {
    if (collection.value === "") return;
    const path = { project: project(), collection: collection.value };
    const asked = collection.value;
    const page = await take(
      api.GET("/api/projects/{project}/collections/{collection}/images", { params: { path, query: { limit: LISTED } } }),
    );
    if (asked !== collection.value) return;
    images.value = page.images;
    if (!page.images.some(({ id }) => id === image.value)) image.value = page.images[0]?.id ?? "";
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
    collections,
    collection,
    images,
    image,
    current: computed(() => images.value.find(({ id }) => id === image.value)),
    ready,
    problem,
    step(by) {
      const at = images.value.findIndex(({ id }) => id === image.value);
      const next = images.value[at + by];
      if (next !== undefined) image.value = next.id;
    },
    load: () =>
      attempt(async () => {
        const page = await take(
          api.GET("/api/projects/{project}/collections", { params: { path: { project: project() }, query: { limit: 1_000 } } }),
        );
        collections.value = page.collections;
        const withImages = page.collections.filter((one) => one.images > 0);
        if (!withImages.some(({ id }) => id === collection.value)) collection.value = withImages.at(-1)?.id ?? "";
        await read();
      }),
    choose(id) {
      collection.value = id;
      return attempt(read);
    },
  };
}

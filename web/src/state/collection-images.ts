import type { Ref, ShallowRef } from "vue";
import { ref, shallowRef, watch } from "vue";
import type { Answer } from "../api/client.ts";
import { api, take } from "../api/client.ts";
import { problemFrom } from "../api/request.ts";
import type { Problem } from "../api/types.ts";

export type Image = Answer<"listImages">["images"][number];

/** All images of a collection, in the order in which people count: frame 2 before frame 10. */
export interface CollectionImages {
  readonly all: Readonly<ShallowRef<readonly Image[]>>;
  readonly reading: Readonly<Ref<boolean>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  refresh(): Promise<void>;
}

const PAGE = 1_000;
const natural = new Intl.Collator("en", { numeric: true });
const stemOf = (name: string) => name.replace(/\.[^./]*$/, "");
/** A frame stands before what was made of it: "7.tif" before "7_mask.tif". */
const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
  natural.compare(stemOf(a.name), stemOf(b.name)) || natural.compare(a.name, b.name);

/** Follows the collection; empty: none. Call it where a component is set up. */
export function createCollectionImages(project: () => string, collection: () => string): CollectionImages {
  const all = shallowRef<readonly Image[]>([]);
  const reading = ref(true);
  const problem = shallowRef<Problem>();
  let turn = 0;

  async function refresh(): Promise<void> {
    const own = ++turn;
    const asked = collection();
    const found: Image[] = [];
    reading.value = true;
    try {
      for (let cursor: string | undefined = asked === "" ? undefined : ""; cursor !== undefined; ) {
        const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor === "" ? {} : { cursor }) };
        const path = { project: project(), collection: asked };
        const page = await take(api.GET("/api/projects/{project}/collections/{collection}/images", { params: { path, query } }));
        if (own !== turn) return;
        found.push(...page.images);
        all.value = found.toSorted(byName);
        cursor = page.nextCursor === "" ? undefined : page.nextCursor;
      }
      if (found.length === 0) all.value = [];
      problem.value = undefined;
    } catch (error) {
      if (own === turn) problem.value = problemFrom(error);
    } finally {
      if (own === turn) reading.value = false;
    }
  }

  watch(collection, refresh, { immediate: true });
  return { all, reading, problem, refresh };
}

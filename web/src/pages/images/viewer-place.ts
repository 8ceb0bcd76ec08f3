import { isId } from "@argosy/core";
import type { ComputedRef } from "vue";
import { computed } from "vue";
import type { LocationQuery } from "vue-router";
import { useRoute, useRouter } from "vue-router";
import type { View } from "../../viewer/deep-zoom.ts";

/** What the address says of the view: image, object (`object`), part that is seen (`at=x,y,zoom`). */
export interface ViewerPlace {
  readonly image: ComputedRef<string>;
  readonly object: ComputedRef<string>;
  readonly view: ComputedRef<View | undefined>;
  goToImage(image: string, object?: string): void;
  select(object: string): void;
  remember(view: View): void;
}

const AT = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/;

/** Call it where a component is set up. */
export function useViewerPlace(): ViewerPlace {
  const route = useRoute();
  const router = useRouter();
  const text = (name: string) => String(route.query[name] ?? "");
  // Nothing but an id is asked for: whoever made the address may have written anything there.
  const idIn = (given: string) => (isId(given) ? given : "");
  const change = (query: LocationQuery) => {
    const kept = Object.entries({ ...route.query, ...query }).filter(([, value]) => value !== "");
    void router.replace({ params: route.params, query: Object.fromEntries(kept) });
  };
  return {
    image: computed(() => idIn(String(route.params["image"] ?? ""))),
    object: computed(() => idIn(text("object"))),
    view: computed(() => {
      const [, x, y, zoom] = AT.exec(text("at")) ?? [];
      return x === undefined ? undefined : { x: Number(x), y: Number(y), zoom: Number(zoom) };
    }),
    goToImage(image, object = "") {
      const { at: _, object: __, ...query } = route.query;
      void router.replace({ params: { ...route.params, image }, query: { ...query, ...(object === "" ? {} : { object }) } });
    },
    select: (object) => change({ object }),
    remember: ({ x, y, zoom }) => change({ at: `${x.toFixed(1)},${y.toFixed(1)},${Number(zoom.toPrecision(4))}` }),
  };
}

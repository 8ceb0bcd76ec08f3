import type { ComputedRef, ShallowRef } from "vue";
import { computed, inject, onScopeDispose, shallowRef, watch } from "vue";
import { api, take } from "../../api/client.ts";
import { LIVE } from "../../api/live.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { ObjectList } from "../../state/object-list.ts";
import type { FoundObject } from "../../state/object-window.ts";
import type { Review } from "../../state/review.ts";
import type { Places } from "./map-view.ts";
import type { ObjectMap } from "./use-maps.ts";

/** Where objects lie. */
export interface MapPlaces extends Places {
  readonly objects: readonly string[];
}

/** What lies on a map. */
export interface MapObjects {
  /** `undefined` until they are read. */
  readonly places: Readonly<ShallowRef<MapPlaces | undefined>>;
  /** In the order of the places, as labels stand with what waits to be sent; `undefined`: not under the filter, or not read yet. */
  readonly objects: ComputedRef<readonly (FoundObject | undefined)[]>;
  /** Whether the objects were read: before that none could be picked. */
  readonly read: Readonly<ShallowRef<boolean>>;
  /** Place in the list of each object that is in it. */
  readonly indices: Readonly<ShallowRef<ReadonlyMap<string, number>>>;
  readonly problem: Readonly<ShallowRef<Problem | undefined>>;
  again(): void;
}

const REREAD_MS = 1_000;

/** Reads the places of a map, and its objects as the list has them. Call it where a component is set up. */
export function useMapObjects(review: Review, list: ObjectList, map: () => ObjectMap | undefined): MapObjects {
  const { project, presses, outbox } = review;
  const live = inject(LIVE);
  const places = shallowRef<MapPlaces>();
  const known = shallowRef<ReadonlyMap<string, FoundObject>>(new Map());
  const indices = shallowRef<ReadonlyMap<string, number>>(new Map());
  const read = shallowRef(false);
  const problem = shallowRef<Problem>();
  let turn = 0;

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  async function readPlaces(): Promise<void> {
    const asked = map()?.id;
    places.value = undefined;
    if (asked === undefined) return;
    const { objects, x, y } = await take(api.GET("/api/projects/{project}/maps/{map}", { params: { path: { project, map: asked } } }));
    if (asked === map()?.id) places.value = { objects, x, y };
  }

  async function readObjects(): Promise<void> {
    const mine = ++turn;
    const total = list.total.value;
    if (map() === undefined || total === undefined) return;
    const found = await list.range(0, total);
    if (mine !== turn) return;
    known.value = new Map(found.map((object) => [object.id, object]));
    indices.value = new Map(found.map(({ id }, index) => [id, index]));
    read.value = true;
  }

  watch(
    () => map()?.id,
    () => void attempt(readPlaces),
    { immediate: true },
  );
  watch([() => map()?.id, list.total], () => void attempt(readObjects), { immediate: true });
  onScopeDispose(
    outbox.onSent((sent) => {
      const ours = sent.filter(({ action, result }) => action.project === project && result.problem === undefined);
      const next = new Map(known.value);
      for (const { action } of ours)
        for (const id of action.undoes === undefined ? (action.objects ?? next.keys()) : next.keys()) {
          const object = next.get(id);
          if (object !== undefined) next.set(id, presses.applied(object, action));
        }
      known.value = next;
      if (ours.some(({ action, result }) => action.undoes !== undefined || result.conflicts > 0)) void attempt(readObjects);
    }),
  );
  // Of others, too: what they say is seen without asking.
  let rereading: ReturnType<typeof setTimeout> | undefined;
  const stop = live?.on("labels", ({ project: changed }) => {
    if (changed !== project || rereading !== undefined) return;
    rereading = setTimeout(() => {
      rereading = undefined;
      void attempt(readObjects);
    }, REREAD_MS);
  });
  onScopeDispose(() => {
    stop?.();
    clearTimeout(rereading);
  });

  return {
    places,
    objects: computed(() => {
      const waiting = outbox.waiting.value.length > 0;
      return (places.value?.objects ?? []).map((id) => {
        const object = known.value.get(id);
        return object === undefined || !waiting ? object : presses.shown(object);
      });
    }),
    read,
    indices,
    problem,
    again() {
      void attempt(readPlaces);
      void attempt(readObjects);
    },
  };
}

import type { ComputedRef, Ref } from "vue";
import { computed, onScopeDispose, ref, watch } from "vue";
import type { Live } from "../api/live.ts";
import type { ObjectFilter } from "./filter.ts";
import type { LabelOutbox } from "./label-outbox.ts";
import type { createLabelPresses } from "./label-presses.ts";
import type { FoundObject, ListAsked, ObjectWindow } from "./object-window.ts";
import { createObjectWindow } from "./object-window.ts";

/** A list that follows the filter and shows labels at once. */
export interface ObjectList extends ObjectWindow {
  shown(index: number): FoundObject | undefined;
  /** Whether labels have changed by which the list is filtered or sorted: what is shown stays until it is read anew. */
  readonly stale: Readonly<Ref<boolean>>;
  renew(): void;
}

/** What a list is made of. */
interface Parts {
  readonly project: string;
  readonly run: ComputedRef<string>;
  readonly filter: ObjectFilter;
  readonly outbox: LabelOutbox;
  readonly presses: ReturnType<typeof createLabelPresses>;
  readonly live: Live;
  /** Further conditions, in words, that every object of the list meets. */
  also(): readonly string[];
  /** Called when others have changed labels. */
  readonly rereads: Set<() => void>;
  /** Told of the first object of the list. */
  seen(object: FoundObject): void;
}

/** Columns that change with what people say. */
const SAID: ReadonlySet<string> = new Set(["class", "status", "author"]);

/** A list under the filter; call it where a component is set up. @param wanted - measurements that objects come with. */
export function createObjectList(
  { project, run, filter, also, outbox, presses, live, rereads, seen }: Parts,
  wanted: () => readonly string[],
): ObjectList {
  const window = createObjectWindow();
  const stale = ref(false);
  const renew = () => {
    stale.value = false;
    window.open(asked.value);
  };
  const asked = computed<ListAsked>(() => ({
    project,
    run: run.value,
    filter: [...filter.texts.value, ...also()],
    sort: filter.sort.value,
    descending: filter.descending.value,
    columns: wanted(),
  }));
  // What is asked decides, not that it was put together anew.
  watch(
    () => JSON.stringify(asked.value),
    () => {
      if (asked.value.run !== "") renew();
    },
    { immediate: true },
  );
  onScopeDispose(
    outbox.onSent((sent) => {
      const ours = sent.filter(({ action }) => action.project === project);
      stale.value ||=
        ours.length > 0 && [...filter.conditions.value.map(({ column }) => column), filter.sort.value].some((column) => SAID.has(column));
      const known = ours.filter(({ result }) => result.problem === undefined);
      for (const { action } of known) window.patch((object) => presses.applied(object, action));
      const sure =
        known.length === ours.length && known.every(({ action, result }) => action.undoes === undefined && result.conflicts === 0);
      if (!sure) window.reread();
    }),
  );
  onScopeDispose(live.onBack(() => window.reread()));
  const reread = () => window.reread();
  rereads.add(reread);
  onScopeDispose(() => rereads.delete(reread));
  const shown = (index: number) => {
    const object = window.at(index);
    return object === undefined ? undefined : presses.shown(object);
  };
  watch(window.version, () => {
    const first = window.at(0);
    if (first !== undefined) seen(first);
  });
  return { ...window, shown, stale, renew };
}

import type { Ref, ShallowRef } from "vue";
import { computed, ref, shallowRef } from "vue";
import type { Condition, Looked } from "./object-filter.ts";
import { meets } from "./object-filter.ts";

/** Objects one by one, or all under the filter that meet further conditions. */
export type Selected =
  | { readonly kind: "single"; readonly objects: ReadonlyMap<string, SelectedObject> }
  | { readonly kind: "where"; readonly conditions: readonly Condition[]; readonly count: number };

/** What is kept of a selected object. */
export type SelectedObject = Looked & { readonly id: string };

/** Most objects that are selected one by one. */
export const MOST_SINGLE = 10_000;

/** The selection that grid, table and plots share, and the object that keys act on when nothing is selected. */
export interface ObjectSelection {
  readonly selected: Readonly<ShallowRef<Selected>>;
  readonly count: Readonly<Ref<number>>;
  /** Place in the order of the object that the keyboard is at. */
  readonly cursor: Ref<number>;
  has(object: SelectedObject): boolean;
  clear(): void;
  set(objects: readonly SelectedObject[]): void;
  add(objects: readonly SelectedObject[]): void;
  toggle(object: SelectedObject): void;
  where(conditions: readonly Condition[], count: number): void;
}

const NONE: Selected = { kind: "single", objects: new Map() };

export function createObjectSelection(): ObjectSelection {
  const selected = shallowRef<Selected>(NONE);
  const singles = () => (selected.value.kind === "single" ? selected.value.objects : new Map<string, SelectedObject>());
  const put = (objects: Iterable<readonly [string, SelectedObject]>) => {
    selected.value = { kind: "single", objects: new Map([...objects].slice(0, MOST_SINGLE)) };
  };
  const entries = (objects: readonly SelectedObject[]) => objects.map((object) => [object.id, object] as const);
  return {
    selected,
    count: computed(() => (selected.value.kind === "single" ? selected.value.objects.size : selected.value.count)),
    cursor: ref(0),
    has: (object) => (selected.value.kind === "single" ? selected.value.objects.has(object.id) : meets(object, selected.value.conditions)),
    clear() {
      selected.value = NONE;
    },
    set: (objects) => put(entries(objects)),
    add: (objects) => put([...singles(), ...entries(objects)]),
    toggle(object) {
      const known = singles();
      put(known.has(object.id) ? [...known].filter(([id]) => id !== object.id) : [...known, [object.id, object] as const]);
    },
    where(conditions, count) {
      selected.value = { kind: "where", conditions, count };
    },
  };
}

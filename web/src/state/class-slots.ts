import type { ShallowRef } from "vue";
import { computed, shallowRef, watch } from "vue";
import type { Answer } from "../api/client.ts";

export type LabelClass = Answer<"listClasses">["classes"][number];

/** The classes behind the keys 1 to 9: those used lately. A class keeps its key until it is the one that was not used the longest. */
export interface ClassSlots {
  use(id: string): void;
  /** The key of a class: its own, else the one that it has for being used; `undefined`: none. */
  keyOf(id: string): string | undefined;
  /** The class of a key: the one that was given it, else the one that has it for being used. */
  ofKey(key: string): LabelClass | undefined;
}

interface Slot {
  readonly id: string;
  /** Grows with every use. */
  readonly used: number;
}

const SLOTS = 9;

export function createClassSlots(project: string, classes: Readonly<ShallowRef<readonly LabelClass[]>>): ClassSlots {
  const key = `argosy-class-keys-${project}`;
  const stored = shallowRef<readonly Slot[]>(readSlots(key));
  watch(stored, (slots) => localStorage.setItem(key, JSON.stringify(slots)));
  // Until classes were used, the first ones of the tree have the keys that are free.
  const filled = computed<readonly Slot[]>(() => {
    const there = stored.value.map((slot) => (classes.value.some(({ id }) => id === slot.id) ? slot : undefined));
    const taken = new Set(there.map((slot) => slot?.id));
    const free = classes.value.filter(({ id }) => !taken.has(id)).values();
    return Array.from({ length: SLOTS }, (_, place) => there[place] ?? { id: free.next().value?.id ?? "", used: 0 });
  });
  return {
    use(id) {
      const used = Math.max(...filled.value.map((slot) => slot.used)) + 1;
      const place = filled.value.findIndex((slot) => slot.id === id);
      const oldest = filled.value.reduce((best, slot, at) => (slot.used < filled.value[best]!.used ? at : best), 0);
      stored.value = filled.value.with(place < 0 ? oldest : place, { id, used });
    },
    keyOf(id) {
      const own = classes.value.find((one) => one.id === id)?.key ?? "";
      const place = filled.value.findIndex((slot) => slot.id === id);
      return own !== "" ? own : place < 0 ? undefined : String(place + 1);
    },
    ofKey(key) {
      const own = classes.value.find((one) => one.key === key);
      return own ?? classes.value.find(({ id }) => id !== "" && id === filled.value[Number(key) - 1]?.id);
    },
  };
}

function readSlots(key: string): readonly Slot[] {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
  return Array.isArray(kept) ? kept.filter((slot: Slot) => typeof slot?.id === "string" && typeof slot.used === "number") : [];
}

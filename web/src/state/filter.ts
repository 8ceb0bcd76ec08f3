import type { ComputedRef } from "vue";
import { computed } from "vue";
import type { LocationQuery, LocationQueryValue } from "vue-router";
import { useRoute, useRouter } from "vue-router";
import type { Condition } from "./object-filter.ts";
import { conditionText, parseCondition } from "./object-filter.ts";

/** Which objects are looked at, and in which order: one for grid, table and plots, kept in the address. */
export interface ObjectFilter {
  /** As the address has it; empty: the newest. */
  readonly run: ComputedRef<string>;
  readonly conditions: ComputedRef<readonly Condition[]>;
  /** Empty: by image and label. */
  readonly sort: ComputedRef<string>;
  readonly descending: ComputedRef<boolean>;
  readonly texts: ComputedRef<readonly string[]>;
  chooseRun(run: string): void;
  setConditions(conditions: readonly Condition[]): void;
  /** Adds conditions in place of others on the same columns. */
  narrow(conditions: readonly Condition[]): void;
  remove(condition: Condition): void;
  /** Shows also, or no more, objects with this value of a column. */
  toggle(column: string, value: string): void;
  sortBy(column: string, descending?: boolean): void;
}

/** The filter of the address; call it where a component is set up. */
export function createObjectFilter(): ObjectFilter {
  const route = useRoute();
  const router = useRouter();
  const texts = computed(() => listOf(route.query["f"]));
  const conditions = computed(() => texts.value.flatMap((text) => parseCondition(text) ?? []));
  const change = (query: LocationQuery) => void router.replace({ query: without({ ...route.query, ...query }) });
  const setConditions = (wanted: readonly Condition[]) => change({ f: [...new Set(wanted.map(conditionText))] });
  return {
    run: computed(() => listOf(route.query["run"])[0] ?? ""),
    sort: computed(() => listOf(route.query["sort"])[0] ?? ""),
    descending: computed(() => listOf(route.query["desc"])[0] === "1"),
    conditions,
    texts: computed(() => conditions.value.map(conditionText)),
    chooseRun: (run) => change({ run }),
    setConditions,
    narrow(wanted) {
      const columns = new Set(wanted.map(({ column }) => column));
      setConditions([...conditions.value.filter(({ column }) => !columns.has(column)), ...wanted]);
    },
    remove: (condition) => setConditions(conditions.value.filter((other) => conditionText(other) !== conditionText(condition))),
    toggle(column, value) {
      const wanted = { column, operator: "eq", value } as const;
      const there = texts.value.includes(conditionText(wanted));
      setConditions(
        there ? conditions.value.filter((other) => conditionText(other) !== conditionText(wanted)) : [...conditions.value, wanted],
      );
    },
    sortBy: (column, descending = false) => change({ sort: column, desc: descending ? "1" : "" }),
  };
}

function listOf(value: LocationQueryValue | LocationQueryValue[] | undefined): string[] {
  return [value].flat().filter((text): text is string => typeof text === "string" && text !== "");
}

function without(query: LocationQuery): LocationQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0)));
}

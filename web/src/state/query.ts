import { computed, ref } from "vue";
import type { ObjectQuery } from "../api/calls.ts";

/** How the grid is sorted and what it leaves out. */
export function createQuery() {
  const sort = ref("");
  const descending = ref(false);
  /** "" is no class, null any. */
  const className = ref<string | null>(null);
  const status = ref("");
  const measure = ref("");
  const least = ref("");
  const most = ref("");
  const onlyImage = ref(false);

  const filters = computed(() => [
    ...(className.value === null ? [] : [`class:eq:${className.value}`]),
    ...(status.value === "" ? [] : [`status:eq:${status.value}`]),
    ...bound("ge", least.value),
    ...bound("le", most.value),
  ]);

  function bound(operator: "ge" | "le", value: string | number): string[] {
    // A number field gives "" while what it holds is no number.
    return measure.value === "" || value === "" ? [] : [`${measure.value}:${operator}:${value}`];
  }

  return {
    sort,
    descending,
    className,
    status,
    measure,
    least,
    most,
    onlyImage,
    filtered: computed(() => filters.value.length > 0 || onlyImage.value),
    /** Changes whenever the list has to be read anew. */
    changed: computed(() => JSON.stringify([sort.value, descending.value, filters.value, onlyImage.value])),
    asked(image: string): ObjectQuery {
      const columns = [sort.value, measure.value].filter((name) => name.includes("."));
      return {
        sort: sort.value,
        descending: descending.value,
        filters: filters.value,
        columns: [...new Set(columns)],
        ...(onlyImage.value ? { image } : {}),
      };
    },
    reset(): void {
      className.value = null;
      [status.value, measure.value, least.value, most.value, onlyImage.value] = ["", "", "", "", false];
      sort.value = "";
      descending.value = false;
    },
  };
}

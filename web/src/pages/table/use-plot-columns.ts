import type { ComputedRef, Ref } from "vue";
import { computed, ref, watch } from "vue";
import { useReview } from "../../state/review.ts";
import type { Option } from "../../ui/ui-select.vue";
import { objectColumns } from "../review/object-columns.ts";

/** Which measurements are plotted; a browser keeps them. */
export interface PlotColumns {
  /** Of the histogram; empty: the first one. */
  readonly value: Ref<string>;
  readonly x: Ref<string>;
  readonly y: Ref<string>;
  readonly logarithmic: Ref<boolean>;
  /** What is plotted where nothing, or nothing that this run measures, was chosen. */
  readonly shown: ComputedRef<{ readonly value: string; readonly x: string; readonly y: string }>;
  readonly options: ComputedRef<readonly Option[]>;
  titleOf(name: string): string;
}

const KEY = "argosy-plots";
/** Size against form tells most classes apart. */
const USUAL = { value: /\.area$/, x: /\.(area|equivalent_diameter_area)$/, y: /\.(circularity|solidity|eccentricity|mean)$/ } as const;

/** Call it where a component is set up. */
export function usePlotColumns(): PlotColumns {
  const { columns: measured } = useReview();
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<"value" | "x" | "y" | "logarithmic", string>>;
  const value = ref(kept.value ?? "");
  const x = ref(kept.x ?? "");
  const y = ref(kept.y ?? "");
  const logarithmic = ref(kept.logarithmic === "yes");
  const numbers = computed(() => objectColumns(measured.value).filter(({ kind }) => kind === "number"));
  const options = computed(() =>
    numbers.value.map(({ name, title, unit, group }) => ({ value: name, title: unit === "" ? title : `${title} (${unit})`, group })),
  );
  const known = (name: string, usual: RegExp) =>
    [name, numbers.value.find((one) => usual.test(one.name))?.name ?? ""].find((one) => numbers.value.some((own) => own.name === one)) ??
    "area";

  watch([value, x, y, logarithmic], () => {
    localStorage.setItem(
      KEY,
      JSON.stringify({ value: value.value, x: x.value, y: y.value, logarithmic: logarithmic.value ? "yes" : "no" }),
    );
  });
  return {
    value,
    x,
    y,
    logarithmic,
    shown: computed(() => ({ value: known(value.value, USUAL.value), x: known(x.value, USUAL.x), y: known(y.value, USUAL.y) })),
    options,
    titleOf: (name) => options.value.find((one) => one.value === name)?.title ?? name,
  };
}

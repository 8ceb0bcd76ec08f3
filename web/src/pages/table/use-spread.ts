import type { Ref, ShallowRef } from "vue";
import { computed, shallowRef, watch } from "vue";
import { api, take } from "../../api/client.ts";
import { problemFrom } from "../../api/request.ts";
import type { Problem } from "../../api/types.ts";
import type { Condition } from "../../state/object-filter.ts";
import { cellOf, conditionText } from "../../state/object-filter.ts";
import { useReview } from "../../state/review.ts";
import type { Brushed, Histogram, Scatter } from "./plots.ts";
import type { PlotColumns } from "./use-plot-columns.ts";

/** What is plotted of the objects under the filter, and how many of them are selected. */
export interface Spread {
  readonly histogram: Readonly<ShallowRef<Histogram | undefined>>;
  /** Heights of the bars of what is selected; `undefined` while nothing is. */
  readonly ofSelected: Readonly<ShallowRef<readonly number[] | undefined>>;
  readonly scatter: Readonly<ShallowRef<Scatter | undefined>>;
  readonly problem: Readonly<Ref<Problem | undefined>>;
  /** Selects what lies in a part of a plot; `undefined`: nothing. */
  brush(range: Brushed | undefined, x: string, y: string): Promise<void>;
}

interface HistogramQuery {
  readonly column: string;
  readonly bins: number;
  readonly logarithmic: boolean;
  readonly filter?: string[];
  readonly low?: number;
  readonly high?: number;
}

/** Follows run, filter, selection and the columns that are plotted. Call it where a component is set up. */
export function useSpread({ shown, logarithmic }: PlotColumns): Spread {
  const { project, run, filter, columns: measured, selection } = useReview();
  const histogram = shallowRef<Histogram>();
  const ofSelected = shallowRef<readonly number[]>();
  const scatter = shallowRef<Scatter>();
  const problem = shallowRef<Problem>();
  const path = computed(() => ({ project, run: run.value }));
  const filters = computed(() => (filter.texts.value.length === 0 ? {} : { filter: [...filter.texts.value] }));
  const histogramOf = (query: HistogramQuery) =>
    take(api.GET("/api/projects/{project}/runs/{run}/objects/histogram", { params: { path: path.value, query } }));
  let turn = 0;

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (run.value === "" || measured.value.length === 0) return;
    try {
      await work();
      problem.value = undefined;
    } catch (error) {
      problem.value = problemFrom(error);
    }
  }

  async function readHistogram(): Promise<void> {
    const mine = ++turn;
    const found = await histogramOf({ ...filters.value, column: shown.value.value, bins: 60, logarithmic: logarithmic.value });
    if (mine !== turn) return;
    histogram.value = found;
    await readSelected();
  }

  async function readSelected(): Promise<void> {
    const all = histogram.value;
    if (all === undefined || all.limits.length === 0 || selection.count.value === 0) ofSelected.value = undefined;
    else if (selection.selected.value.kind === "single") ofSelected.value = heightsOf(all, selection.selected.value.objects.values());
    else ofSelected.value = await heightsWhere(all, selection.selected.value.conditions);
  }

  function heightsOf(all: Histogram, objects: Iterable<Parameters<typeof cellOf>[0]>): readonly number[] {
    const heights = all.counts.map(() => 0);
    for (const object of objects) {
      const own = cellOf(object, shown.value.value);
      const bin = typeof own === "number" ? all.limits.findLastIndex((limit) => own >= limit) : -1;
      if (bin >= 0) heights[Math.min(bin, heights.length - 1)]!++;
    }
    return heights;
  }

  async function heightsWhere(all: Histogram, conditions: readonly Condition[]): Promise<readonly number[]> {
    const where = [...filter.texts.value, ...conditions.map(conditionText)];
    const found = await histogramOf({
      ...(where.length === 0 ? {} : { filter: where }),
      column: shown.value.value,
      bins: all.counts.length,
      logarithmic: logarithmic.value,
      low: all.limits[0]!,
      high: all.limits.at(-1)!,
    });
    return found.counts.length === all.counts.length ? found.counts : all.counts.map(() => 0);
  }

  async function readScatter(): Promise<void> {
    const asked = { ...shown.value };
    const query = { ...filters.value, x: asked.x, y: asked.y };
    const found = await take(api.GET("/api/projects/{project}/runs/{run}/objects/scatter", { params: { path: path.value, query } }));
    if (asked.x === shown.value.x && asked.y === shown.value.y) scatter.value = found;
  }

  async function brush(range: Brushed | undefined, x: string, y: string): Promise<void> {
    if (range === undefined) return selection.clear();
    const between = (column: string, { low, high }: { readonly low: number; readonly high: number }): Condition[] => [
      { column, operator: "ge", value: String(low) },
      { column, operator: "le", value: String(high) },
    ];
    const conditions = [...between(x, range.x), ...(range.y === undefined ? [] : between(y, range.y))];
    await attempt(async () => {
      const query = { filter: [...filter.texts.value, ...conditions.map(conditionText)] };
      const { total } = await take(api.GET("/api/projects/{project}/runs/{run}/objects/counts", { params: { path: path.value, query } }));
      selection.where(conditions, total);
    });
  }

  const asked = computed(() => JSON.stringify([run.value, filter.texts.value, measured.value.length]));
  watch([asked, () => shown.value.value, logarithmic], () => void attempt(readHistogram), { immediate: true });
  watch([asked, () => shown.value.x, () => shown.value.y], () => void attempt(readScatter), { immediate: true });
  watch(selection.selected, () => void attempt(readSelected));
  return { histogram, ofSelected, scatter, problem, brush };
}

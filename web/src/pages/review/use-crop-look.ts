import type { ComputedRef, Ref } from "vue";
import { computed, ref, watch } from "vue";
import { api, take } from "../../api/client.ts";
import { useReview } from "../../state/review.ts";

/** How large crops are drawn. */
export interface CropLook {
  /** Of a cell, in pixels. */
  readonly side: Ref<number>;
  /** All crops in one scale, or each as large as its cell. */
  readonly relative: Ref<boolean>;
  /** `undefined` until it is known how large objects usually are. */
  readonly look: ComputedRef<{ readonly side: number; readonly scale: number } | undefined>;
}

const SIDE_KEY = "argosy-crop-side";
const SCALE_KEY = "argosy-crop-scale";
const USUAL_SIDE = 92;

/** Steps of a quarter: the same pictures serve for nearly the same size. */
const roundScale = (scale: number) => 2 ** (Math.round(Math.log2(scale) * 4) / 4);

/** The look that this browser was used with. Call it where a component is set up. */
export function useCropLook(run: () => string): CropLook {
  const { project } = useReview();
  const side = ref(Number(localStorage.getItem(SIDE_KEY) ?? USUAL_SIDE));
  const relative = ref(localStorage.getItem(SCALE_KEY) !== "equal");
  /** 0: there is none; `undefined` until it is known. */
  const usual = ref<number>();

  /** The side that nine of ten objects do not exceed; larger ones are shown smaller than the scale asks. */
  async function findUsual(): Promise<void> {
    if (run() === "") return;
    const query = { column: "area", bins: 100, logarithmic: true };
    const { limits, counts } = await take(
      api.GET("/api/projects/{project}/runs/{run}/objects/histogram", { params: { path: { project, run: run() }, query } }),
    );
    const upTo = counts.map((_, bin) => counts.slice(0, bin + 1).reduce((sum, count) => sum + count, 0));
    const bin = upTo.findIndex((sum) => sum >= upTo.at(-1)! * 0.9);
    usual.value = bin < 0 ? 0 : Math.sqrt(limits[bin + 1]!) * 1.5 + 8;
  }

  watch(side, (value) => localStorage.setItem(SIDE_KEY, String(value)));
  watch(relative, (value) => localStorage.setItem(SCALE_KEY, value ? "relative" : "equal"));
  watch(
    run,
    () => {
      usual.value = undefined;
      void findUsual().catch(() => {
        usual.value = 0;
      });
    },
    { immediate: true },
  );

  return {
    side,
    relative,
    look: computed(() => {
      if (relative.value && usual.value === undefined) return undefined;
      return {
        side: side.value,
        scale: relative.value && usual.value !== undefined && usual.value > 0 ? roundScale(side.value / usual.value) : 0,
      };
    }),
  };
}
